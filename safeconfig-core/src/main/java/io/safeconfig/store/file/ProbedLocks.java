package io.safeconfig.store.file;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

import io.safeconfig.ConfigStorageException;
import io.safeconfig.LockStrategy;
import io.safeconfig.LockTimeoutException;
import io.safeconfig.lock.Deadline;
import io.safeconfig.lock.FileLocks;
import io.safeconfig.lock.HeldLock;
import io.safeconfig.lock.LockActivity;
import io.safeconfig.lock.LockTarget;
import io.safeconfig.os.FileStamp;
import io.safeconfig.os.LockFamily;
import io.safeconfig.os.Platform;
import io.safeconfig.os.SecondProcess;
import io.safeconfig.os.SystemErrors;
import io.safeconfig.store.file.ProbeReport.Finding;
import io.safeconfig.store.file.ProbeReport.Result;
import org.jspecify.annotations.Nullable;

/** Finds out whether locks keep other processes out, on a file that guards nothing. */
final class ProbedLocks {

	private static final String CHECK = "locks";

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	/** File systems whose locks are made by the kernel alone, on this machine alone. */
	private static final Set<String> LOCAL = Set.of("ext2", "ext3", "ext4", "xfs", "btrfs", "f2fs", "bcachefs", "zfs",
			"jfs", "tmpfs", "ramfs", "overlay");

	private final Platform platform;

	private final FileStoreOptions options;

	private final @Nullable String fileSystem;

	ProbedLocks(Platform platform, FileStoreOptions options, @Nullable String fileSystem) {
		this.platform = platform;
		this.options = options;
		this.fileSystem = fileSystem;
	}

	/** Whether the kernel alone decides, on this machine alone. */
	static boolean isLocal(@Nullable String fileSystem) {
		return fileSystem != null && LOCAL.contains(fileSystem);
	}

	/**
	 * Take a lock and see who is kept out.
	 * @throws ConfigStorageException if there are no locks, or they keep nobody out
	 */
	Finding run() {
		if (this.options.lockStrategy() == LockStrategy.NONE) {
			return new Finding(CHECK, Result.LIMITED, "none, by configuration: no other process may change the files");
		}
		Path file = OwnNames.probeFile(this.options);
		LockTarget target = new LockTarget("", file, file.resolveSibling(file.getFileName() + OwnNames.OWNER_SUFFIX),
				this.options.base(), null);
		FileLocks locks = new FileLocks(this.platform, this.options.lockStrategy(), this.options.application(),
				new LockActivity(this.platform, this.options.listener()));
		try {
			HeldLock lock = locks.acquire(target, Deadline.after(Duration.ZERO, this.platform.nanoTime()), "probe");
			try {
				return look(file);
			}
			finally {
				lock.release();
			}
		}
		catch (LockTimeoutException ex) {
			return kept(file);
		}
		finally {
			locks.close();
		}
	}

	/** A marker keeps everybody out also when there is nobody who will remove it. */
	private Finding kept(Path file) {
		return (this.options.lockStrategy() == LockStrategy.LOCK_FILE)
				? new Finding(CHECK, Result.LIMITED,
						"markers; there is one at " + file
								+ ": another process is probing, or it is left, and others may be, too")
				: new Finding(CHECK, Result.OK, "work: another process is probing and keeps this one out");
	}

	private Finding look(Path file) {
		return switch (this.options.lockStrategy()) {
			case LOCK_FILE ->
				new Finding(CHECK, Result.OK, "markers, which a process that dies leaves: see the documentation");
			case FLOCK -> new Finding(CHECK, isInKernel(file, LockFamily.FLOCK) ? Result.OK : Result.LIMITED,
					"flock, " + seen(isInKernel(file, LockFamily.FLOCK)));
			default -> recordLocks(file);
		};
	}

	private Finding recordLocks(Path file) {
		boolean seen = isInKernel(file, LockFamily.RECORD);
		boolean decided = seen && isLocal(this.fileSystem);
		boolean asks = switch (this.options.probeScope()) {
			case FULL -> true;
			case AUTO -> !decided;
			default -> false;
		};
		return asks ? askSecondProcess(file)
				: new Finding(CHECK, decided ? Result.OK : Result.LIMITED, "of the operating system, " + seen(seen));
	}

	private static String seen(boolean seen) {
		return seen ? "as the kernel's lock table shows" : "which the kernel's lock table does not show";
	}

	private boolean isInKernel(Path file, LockFamily family) {
		try {
			FileStamp stamp = this.platform.files().stat(file);
			long self = this.platform.self().pid();
			return stamp != null && this.platform.locks()
				.read()
				.of(file, stamp.identity())
				.stream()
				.anyMatch((entry) -> entry.holds(family) && entry.pid() == self);
		}
		catch (IOException ex) {
			return false;
		}
	}

	private Finding askSecondProcess(Path file) {
		try {
			if (SecondProcess.isKeptFrom(file, PATIENCE)) {
				return new Finding(CHECK, Result.OK, "of the operating system, as a second process found");
			}
		}
		catch (IOException ex) {
			return new Finding(CHECK, Result.LIMITED,
					"of the operating system; whether they keep other processes out is not known: "
							+ SystemErrors.reason(ex));
		}
		throw new ConfigStorageException("", "a lock of its file system does not keep other processes out",
				"Set safeconfig.lock.strategy=lock-file, or choose a directory on another file system.", null);
	}

}
