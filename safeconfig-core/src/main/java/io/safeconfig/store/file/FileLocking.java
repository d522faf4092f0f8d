package io.safeconfig.store.file;

import java.io.IOException;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;

import io.safeconfig.ConfigStorageException;
import io.safeconfig.LockStrategy;
import io.safeconfig.LockTimeoutException;
import io.safeconfig.lock.Deadline;
import io.safeconfig.lock.FileLocks;
import io.safeconfig.lock.HeldLock;
import io.safeconfig.lock.LockTarget;
import io.safeconfig.os.Platform;

/** Takes the locks of configuration files, and clears up after holders that are gone. */
final class FileLocking {

	private final FileStoreOptions options;

	private final Ground ground;

	private final FileLocks locks;

	private final TempFiles temps;

	private final Journals journals;

	private final UnusedLocks unused;

	FileLocking(FileStoreOptions options, Platform platform, Ground ground, FileLocks locks, Journals journals,
			UnusedLocks unused) {
		this.unused = unused;
		this.options = options;
		this.journals = journals;
		this.ground = ground;
		this.locks = locks;
		this.temps = new TempFiles(platform);
	}

	TempFiles temps() {
		return this.temps;
	}

	UnusedLocks unused() {
		return this.unused;
	}

	/** How many locks this thread holds, of whatever files and stores. */
	int heldByThisThread() {
		return this.locks.heldByThisThread();
	}

	/**
	 * All or none, in the order of canonical names, which is the same for every caller.
	 * @param ordered whether all of them come after everything that the caller holds
	 * @return the locks by canonical name
	 */
	SortedMap<String, HeldLock> lockAll(Collection<ResolvedFile> files, Deadline deadline, String operation,
			boolean ordered) {
		SortedMap<String, ResolvedFile> order = new TreeMap<>();
		files.forEach((file) -> order.put(file.canonicalName(), file));
		SortedMap<String, HeldLock> held = new TreeMap<>();
		boolean all = false;
		try {
			for (ResolvedFile file : order.values()) {
				held.put(file.canonicalName(), lockOne(file, deadline, operation, ordered));
			}
			all = true;
			return held;
		}
		finally {
			if (!all) {
				held.values().forEach(HeldLock::release);
			}
		}
	}

	private HeldLock lockOne(ResolvedFile file, Deadline deadline, String operation, boolean ordered) {
		try {
			LockTarget target = new LockTarget(file.name(), OwnNames.lockFile(this.options, file.canonicalName()),
					OwnNames.ownerFile(this.options, file.canonicalName()), this.options.base(), file.file(),
					() -> this.ground.require(operation, file.name()));
			HeldLock lock = acquire(target, deadline, operation, ordered);
			requireGround(file, lock, operation);
			if (lock.needsClearing()) {
				clearUp(file, lock);
			}
			return lock;
		}
		catch (IOException ex) {
			throw StorageFailures.of(file.name(), operation, ex);
		}
	}

	/** A marker cannot be made where nothing is, and who waits for one waits in vain. */
	private HeldLock acquire(LockTarget target, Deadline deadline, String operation, boolean ordered) {
		try {
			return this.locks.acquire(target, deadline, operation, ordered);
		}
		catch (ConfigStorageException | LockTimeoutException ex) {
			throw this.ground.reason(operation, target.name(), ex);
		}
	}

	/**
	 * With the lock, since waiting for it can take long; before anything is cleared up,
	 * which in another directory would not be ours. From here on the lock proves the
	 * ground: as long as its file is found where it lies, so is all the rest.
	 */
	private void requireGround(ResolvedFile file, HeldLock lock, String operation) {
		boolean same = false;
		try {
			this.ground.require(operation, file.name());
			same = true;
		}
		finally {
			if (!same && lock.isRecovered()) {
				lock.releaseUnrecovered(); // the record that was found is not ours
			}
			else if (!same) {
				lock.release();
			}
		}
	}

	private void clearUp(ResolvedFile file, HeldLock lock) throws IOException {
		boolean done = false;
		try {
			this.journals.makeRemovalsDurable();
			this.temps.sweep(file.file(), this.options.lockStrategy() == LockStrategy.LOCK_FILE);
			lock.clearedUp();
			done = true;
		}
		finally {
			if (!done) {
				lock.releaseUnrecovered();
			}
		}
	}

}
