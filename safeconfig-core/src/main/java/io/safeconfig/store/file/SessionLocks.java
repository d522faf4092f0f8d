package io.safeconfig.store.file;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import io.safeconfig.InvalidConfigNameException;
import io.safeconfig.LockStrategy;
import io.safeconfig.lock.Deadline;
import io.safeconfig.lock.HeldLock;
import org.jspecify.annotations.Nullable;

/**
 * The files that one caller has locked, and their locks. Whoever gets a lock here finds
 * its file as the last commit left it: a commit that died half-way is finished first.
 */
final class SessionLocks {

	private final StoreParts parts;

	private final Recovery recovery;

	private final String operation;

	/** By name. */
	private final Map<String, ResolvedFile> files = new HashMap<>();

	/** By canonical name. */
	private final SortedMap<String, HeldLock> locks = new TreeMap<>();

	/** How long to wait for anybody, from one call to the next. */
	private Duration timeout = Duration.ZERO;

	/** When to wait no longer for those who take no lock. */
	private Deadline patience;

	private boolean lent;

	private boolean leavesRecords;

	private boolean recovered;

	SessionLocks(StoreParts parts, Recovery recovery, String operation) {
		this.parts = parts;
		this.recovery = recovery;
		this.operation = operation;
		this.patience = deadline(Duration.ZERO);
	}

	/**
	 * Lock more files, all or none.
	 * @param timeout how long to wait where all of them come after those locked already
	 * @param unorderedTimeout how long to wait otherwise
	 */
	void add(Set<String> names, Duration timeout, Duration unorderedTimeout) {
		this.timeout = timeout;
		renewPatience();
		Map<String, ResolvedFile> added = resolve(names);
		boolean ordered = comeLast(added);
		Deadline deadline = deadline(ordered ? timeout : unorderedTimeout);
		while (!added.isEmpty()) {
			SortedMap<String, HeldLock> held = this.parts.locking()
				.lockAll(added.values(), deadline, this.operation, ordered);
			this.recovered |= held.values().stream().anyMatch(HeldLock::isRecovered);
			Map<Path, Journal> unfinished = keepIfReady(added, held);
			if (this.files.keySet().containsAll(names)) {
				return;
			}
			finish(unfinished, deadline, unorderedTimeout);
			// a link was turned, or the locks had to be given back
			added = resolve(names);
			ordered = ordered && comeLast(added);
		}
	}

	private Deadline deadline(Duration timeout) {
		return Deadline.after(timeout, this.parts.platform().nanoTime());
	}

	/**
	 * Whether these come after everything that this thread has locked, here or elsewhere:
	 * in a transaction that is suspended, for example.
	 */
	private boolean comeLast(Map<String, ResolvedFile> added) {
		if (this.parts.locking().heldByThisThread() > this.locks.size()) {
			return false;
		}
		return this.locks.isEmpty()
				|| added.values().stream().allMatch((file) -> file.canonicalName().compareTo(this.locks.lastKey()) > 0);
	}

	/**
	 * Make the locks those of this session, or give them back.
	 * @return the commits that have to be finished before
	 */
	private Map<Path, Journal> keepIfReady(Map<String, ResolvedFile> added, SortedMap<String, HeldLock> held) {
		boolean ready = false;
		try {
			Map<Path, Journal> unfinished = this.recovery.find(held.keySet());
			ready = unfinished.isEmpty() && added.equals(resolve(added.keySet()));
			if (ready) {
				this.files.putAll(added);
				this.locks.putAll(held);
			}
			return unfinished;
		}
		finally {
			if (!ready) {
				held.values().forEach(HeldLock::release);
			}
		}
	}

	/** The files of an unfinished commit can come before those that are locked here. */
	private void finish(Map<Path, Journal> unfinished, Deadline deadline, Duration unorderedTimeout) {
		boolean nothingHeld = this.parts.locking().heldByThisThread() == 0;
		this.recovery.finish(unfinished, nothingHeld ? deadline : deadline(unorderedTimeout), nothingHeld);
	}

	/** For a call that begins: all that it waits for counts together. */
	void renewPatience() {
		if (!this.lent) {
			this.patience = deadline(this.timeout);
		}
	}

	/**
	 * Use locks that somebody else holds and gives back.
	 * @param until when to wait no longer for those who take no lock
	 */
	void lend(ResolvedFile file, SortedMap<String, HeldLock> held, Deadline until) {
		this.lent = true;
		this.patience = until;
		this.files.put(file.name(), file);
		this.locks.putAll(held);
	}

	/** Those that are not locked yet. */
	private Map<String, ResolvedFile> resolve(Set<String> names) {
		Map<String, ResolvedFile> resolved = new HashMap<>();
		Map<String, String> nameOfFile = new HashMap<>();
		this.files.values().forEach((file) -> nameOfFile.put(file.canonicalName(), file.name()));
		for (String name : names) {
			if (this.files.containsKey(name)) {
				continue;
			}
			ResolvedFile file = resolve(name);
			String other = nameOfFile.putIfAbsent(file.canonicalName(), name);
			if (other != null) {
				throw new InvalidConfigNameException(name,
						"it is the same file as '" + other + "', which the transaction has by that name");
			}
			resolved.put(name, file);
		}
		return resolved;
	}

	private ResolvedFile resolve(String name) {
		try {
			return this.parts.paths().resolve(name);
		}
		catch (IOException ex) {
			throw this.parts.ground().reason("lock", name, StorageFailures.of(name, "lock", ex));
		}
	}

	ResolvedFile require(String name) {
		ResolvedFile file = this.files.get(name);
		if (file == null) {
			throw new IllegalArgumentException("'" + name + "' is not locked");
		}
		return file;
	}

	/**
	 * The committed content of a locked file, {@code null} for none, once nobody is in
	 * the middle of saving it in place.
	 * @param thorough whether somebody was seen who may be about to write
	 */
	@Nullable Reading read(String name, boolean thorough) {
		return this.parts.quietReader().readToChange(require(name), thorough, this.patience, this.operation);
	}

	/**
	 * Throws if any of the locks has been lost, or the base directory is another one: a
	 * lock of the operating system and a marker prove by themselves that it is not.
	 */
	void requireIntact() throws IOException {
		for (HeldLock lock : this.locks.values()) {
			lock.requireIntact(this::requireGround);
		}
		if (this.parts.options().lockStrategy() == LockStrategy.NONE) {
			requireGround();
		}
	}

	void requireGround() {
		this.parts.ground().require(this.operation, this.files.isEmpty() ? "" : this.files.keySet().iterator().next());
	}

	/** Whether any of the locks was taken over from a holder that is gone. */
	boolean isRecovered() {
		return this.recovered;
	}

	/** Let the next holders of the locks find out that there is something to clear up. */
	void leaveRecords() {
		this.leavesRecords = true;
	}

	void release() {
		this.locks.values().forEach(this.leavesRecords ? HeldLock::releaseUnrecovered : HeldLock::release);
	}

}
