package io.safeconfig.store.file;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import io.safeconfig.os.FileStamp;
import io.safeconfig.os.KernelLocks;
import io.safeconfig.os.KernelLocks.Entry;
import io.safeconfig.os.Platform;

/**
 * Finds the lock files that the kernel's table speaks of and of which no record tells:
 * those that a program without SafeConfig holds or waits for. The table has numbers, no
 * names, so all lock files have to be looked at for a number that is new. Which numbers
 * are of no lock file is remembered for a while: the table has the locks of all programs.
 * Thread-safe.
 */
final class KernelHolds {

	/**
	 * A number of a file that is gone may become that of a lock file. Such a lock is
	 * found so much later at most.
	 */
	private static final Duration TRUSTED = Duration.ofMinutes(1);

	private static final int MOST_REMEMBERED = 10_000;

	/** So many files are looked at in a moment. */
	private static final int SLICE = 10_000;

	private final FileStoreOptions options;

	private final Platform platform;

	private final LockNames names;

	/** The files of locks, with the empty name where it is no lock file of ours. */
	private final Map<Key, String> places = new HashMap<>();

	private long since;

	/** What the look that is under way is for. */
	private final Set<Key> asked = new HashSet<>();

	/** The names that it has yet to look at. */
	private final Deque<String> ahead = new ArrayDeque<>();

	KernelHolds(FileStoreOptions options, Platform platform, LockNames names) {
		this.options = options;
		this.platform = platform;
		this.names = names;
	}

	/**
	 * The names of the files whose lock files these are, as far as they have been looked
	 * at by now.
	 * @param known names that are looked at in any case
	 */
	synchronized Set<String> names(KernelLocks kernel, Collection<String> known) throws IOException {
		forgetWhatIsOld();
		Set<Key> keys = keys(kernel);
		Map<Long, Set<Key>> unplaced = new HashMap<>();
		for (Key key : keys) {
			if (!this.places.containsKey(key)) {
				unplaced.computeIfAbsent(key.inode(), (inode) -> new HashSet<>()).add(key);
			}
		}
		known.forEach((name) -> unplaced.remove(inode(name)));
		if (this.asked.isEmpty() && !unplaced.isEmpty()) {
			unplaced.values().forEach(this.asked::addAll);
			this.ahead.addAll(this.names.find());
		}
		look(unplaced);
		Set<String> found = new HashSet<>();
		keys.forEach((key) -> found.add(this.places.getOrDefault(key, "")));
		found.remove("");
		return found;
	}

	/** A part of the lock files, so that whoever asks is not kept waiting. */
	private void look(Map<Long, Set<Key>> unplaced) {
		for (int i = 0; i < SLICE && !this.ahead.isEmpty(); i++) {
			String name = this.ahead.pop();
			unplaced.getOrDefault(inode(name), Set.of()).forEach((key) -> this.places.put(key, name));
		}
		if (this.ahead.isEmpty()) {
			this.asked.forEach((key) -> this.places.putIfAbsent(key, ""));
			this.asked.clear();
		}
	}

	private void forgetWhatIsOld() {
		long now = this.platform.nanoTime().getAsLong();
		boolean full = this.places.size() > MOST_REMEMBERED;
		if (this.asked.isEmpty() && (full || now - this.since > TRUSTED.toNanos())) {
			this.places.clear();
			this.since = now;
		}
	}

	/** This process knows its own locks by name. */
	private Set<Key> keys(KernelLocks kernel) {
		long self = this.platform.self().pid();
		Set<Key> keys = new HashSet<>();
		kernel.all().forEach((file, entries) -> {
			for (Entry entry : entries) {
				if (entry.pid() != self) {
					keys.add(new Key(file, entry.pid()));
				}
			}
		});
		return keys;
	}

	/**
	 * The number alone: the device in the table need not be the one of the stamp, and
	 * whoever looks at the lock compares both. 0, the number of no file, if there is none
	 * or it cannot even be looked at: then nobody can have locked it.
	 */
	private long inode(String name) {
		try {
			FileStamp stamp = this.platform.files().stat(OwnNames.lockFile(this.options, name));
			return (stamp != null) ? stamp.identity().inode() : 0;
		}
		catch (IOException ex) {
			return 0;
		}
	}

	/**
	 * A lock, or several of one process on one file.
	 *
	 * @param file in the notation of the kernel
	 * @param pid who holds it or waits for it
	 */
	private record Key(String file, long pid) {

		long inode() {
			return Long.parseLong(this.file.substring(this.file.lastIndexOf(':') + 1));
		}

	}

}
