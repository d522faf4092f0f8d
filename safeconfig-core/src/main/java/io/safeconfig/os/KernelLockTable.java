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

	private static final int KIND = 1;

	private static final int PID = 4;

	private static final int FILE = 5;

	private final FileOperations files;

	/**
	 * Create a table.
	 * @param files how to read {@code /proc}
	 */
	public KernelLockTable(FileOperations files) {
		this.files = files;
	}

	/**
	 * The process that holds a record lock on a file.
	 * @param lockFile the identity of the file
	 * @return its PID in the namespace of this process; empty if nobody holds it, or the
	 * holder is in another PID namespace, or the system does not tell
	 */
	public OptionalLong holderOf(FileIdentity lockFile) {
		String table;
		try {
			table = new String(this.files.read(LOCKS, LIMIT), StandardCharsets.US_ASCII);
		}
		catch (IOException ex) {
			return OptionalLong.empty(); // not Linux, or hidden: unknown
		}
		String wanted = lockFile.inKernelNotation();
		return table.lines()
			.map((line) -> line.trim().split("\\s+", -1))
			.filter((fields) -> isHolder(fields, wanted))
			.mapToLong((fields) -> Long.parseLong(fields[PID]))
			.filter((pid) -> pid > 0)
			.findFirst();
	}

	private static boolean isHolder(String[] fields, String wanted) {
		// "1: POSIX ADVISORY WRITE 4711 fe:00:2146361 0 EOF"; a waiter has "->" second
		return fields.length > FILE && fields[KIND].equals("POSIX") && fields[FILE].equals(wanted)
				&& fields[PID].chars().allMatch(Character::isDigit);
	}

}
