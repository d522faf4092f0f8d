package io.safeconfig.store.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

import io.safeconfig.LockStrategy;
import io.safeconfig.lock.FileLocks;
import io.safeconfig.lock.LockTarget;
import io.safeconfig.os.FileOperations;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the number of lock files level off: those of files that are gone are removed, but
 * for the last ones, whose files may well come back. Only in the directory of our own and
 * with our own locks: beside the files, and with {@code flock}, are the lock files of
 * programs that do not look again once they have a lock. And only where the kernel alone
 * decides which file a path leads to, since elsewhere that look may see what was. See
 * {@code UnusedLockFiles} for the proof. Thread-safe.
 */
final class UnusedLocks {

	private static final Logger logger = LoggerFactory.getLogger(UnusedLocks.class);

	private static final int KEPT = 64;

	private final FileStoreOptions options;

	private final FileOperations files;

	private final FileLocks locks;

	private final boolean enabled;

	/**
	 * Canonical names of files that were not there, the eldest first. Guarded by this.
	 */
	private final Set<String> absent = new LinkedHashSet<>();

	UnusedLocks(FileStoreOptions options, FileOperations files, FileLocks locks, @Nullable String fileSystem) {
		this.options = options;
		this.files = files;
		this.locks = locks;
		this.enabled = options.removeUnusedLocks() && options.lockStrategy() == LockStrategy.NATIVE
				&& options.lockLocation() == LockLocation.DIRECTORY && ProbedLocks.isLocal(fileSystem);
	}

	/** To be told of each file that is locked and not there. */
	synchronized void isAbsent(String canonicalName) {
		if (this.enabled) {
			this.absent.remove(canonicalName);
			this.absent.add(canonicalName);
		}
	}

	synchronized void isPresent(String canonicalName) {
		this.absent.remove(canonicalName);
	}

	/** To be called without a lock of these files. */
	void trim() {
		removeAllBut(KEPT);
	}

	/** For a store that is closed: nobody will do it later. */
	void close() {
		removeAllBut(0);
	}

	private void removeAllBut(int kept) {
		for (String name = eldest(kept); name != null; name = eldest(kept)) {
			remove(name);
		}
	}

	private synchronized @Nullable String eldest(int kept) {
		if (this.absent.size() <= kept) {
			return null;
		}
		Iterator<String> names = this.absent.iterator();
		String eldest = names.next();
		names.remove();
		return eldest;
	}

	/** One that is in use stays, and is the matter of who uses it. */
	private void remove(String name) {
		LockTarget target = new LockTarget(name, OwnNames.lockFile(this.options, name),
				OwnNames.ownerFile(this.options, name), this.options.base(), null);
		try {
			this.locks.removeUnused(target, () -> isGone(this.options.base().resolve(name)));
		}
		catch (IOException ex) {
			logger.debug("The lock file of {} stays, although the file is gone", name, ex);
		}
	}

	private boolean isGone(Path file) throws IOException {
		return this.files.readLink(file) == null && this.files.stat(file) == null;
	}

}
