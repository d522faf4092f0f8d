package io.safeconfig.os;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the kernel's lock table said at one moment. A lock of a process that this one
 * cannot see, in another PID namespace, is not in it: that a lock is missing proves
 * nothing.
 */
public final class KernelLocks {

	/** By file, as the kernel prints it. */
	private final Map<String, List<Entry>> entries = new HashMap<>();

	private KernelLocks() {
	}

	/**
	 * Read a table. Lines that are not understood are left out.
	 * @param table for example {@code 1: POSIX ADVISORY WRITE 4711 fe:00:2146361 0 EOF};
	 * who waits has {@code ->} before the kind of lock
	 */
	static KernelLocks parse(String table) {
		KernelLocks locks = new KernelLocks();
		table.lines().forEach((line) -> locks.add(line.trim().split("\\s+", -1)));
		return locks;
	}

	private void add(String[] fields) {
		boolean waiting = fields.length > 1 && fields[1].equals("->");
		int kind = waiting ? 2 : 1;
		int pid = kind + 3;
		int file = kind + 4;
		if (fields.length <= file || fields[pid].isEmpty() || fields[pid].length() > 18
				|| !fields[pid].chars().allMatch(Character::isDigit)) {
			return; // an OFD lock has -1: it belongs to no process
		}
		Kind known = switch (fields[kind]) {
			case "POSIX" -> Kind.RECORD;
			case "FLOCK" -> Kind.FLOCK;
			default -> null;
		};
		if (known != null) {
			this.entries.computeIfAbsent(fields[file], (key) -> new ArrayList<>())
				.add(new Entry(known, Long.parseLong(fields[pid]), waiting));
		}
	}

	/**
	 * The locks on a file.
	 * @param file the identity of the file
	 * @return who holds it and who waits, in the order of the table
	 */
	public List<Entry> of(FileIdentity file) {
		return this.entries.getOrDefault(file.inKernelNotation(), List.of());
	}

	/** Which system call a lock is of. They do not exclude each other. */
	public enum Kind {

		/** {@code fcntl} or {@code lockf}. */
		RECORD,

		/** {@code flock}. */
		FLOCK

	}

	/**
	 * A lock, or somebody who waits for one.
	 *
	 * @param kind which system call it is of
	 * @param pid the process in the namespace of this one; 0 if it has none there
	 * @param waiting whether it waits
	 */
	public record Entry(Kind kind, long pid, boolean waiting) {
	}

}
