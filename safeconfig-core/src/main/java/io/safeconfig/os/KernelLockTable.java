package io.safeconfig.os;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * Who holds a lock according to the kernel: {@code /proc/locks} of Linux (proc(5)). On
 * other systems nothing is known.
 */
public final class KernelLockTable {

	private static final Path LOCKS = Path.of("/proc/locks");

	private static final int LIMIT = 4 * 1024 * 1024;

	private final FileOperations files;

	/**
	 * Create a table.
	 * @param files how to read {@code /proc}
	 */
	public KernelLockTable(FileOperations files) {
		this.files = files;
	}

	/**
	 * All locks as they are now.
	 * @return the locks; none where the system does not tell
	 */
	public KernelLocks read() {
		try {
			return KernelLocks.parse(new String(this.files.read(LOCKS, LIMIT), StandardCharsets.US_ASCII), this.files);
		}
		catch (IOException ex) {
			return KernelLocks.parse("", this.files); // not Linux, or hidden
		}
	}

	/**
	 * The process that holds a lock on a file.
	 * @param path an absolute path of the file
	 * @param lockFile what {@code stat} reports of it
	 * @param family which system call the lock is of
	 * @return its PID in the namespace of this process; empty if nobody holds it, or the
	 * holder is in another PID namespace, or the system does not tell for certain
	 */
	public OptionalLong holderOf(Path path, FileIdentity lockFile, LockFamily family) {
		return read().of(path, lockFile)
			.stream()
			.filter((entry) -> entry.holds(family) && entry.pid() > 0)
			.mapToLong(KernelLocks.Entry::pid)
			.findFirst();
	}

}
