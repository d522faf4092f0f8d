package io.safeconfig.os;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

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
		LockFamily family = (fields.length > file) ? family(fields[kind]) : null;
		Long number = (family != null) ? pid(fields[pid]) : null;
		if (family != null && number != null) {
			this.entries.computeIfAbsent(fields[file], (key) -> new ArrayList<>())
				.add(new Entry(family, number, waiting));
		}
	}

	/** A lock of an open file description excludes record locks (fcntl(2)). */
	private static @Nullable LockFamily family(String kind) {
		return switch (kind) {
			case "POSIX", "OFDLCK" -> LockFamily.RECORD;
			case "FLOCK" -> LockFamily.FLOCK;
			default -> null;
		};
	}

	/** A lock of an open file description has -1: it belongs to no process. */
	private static @Nullable Long pid(String text) {
		if (text.equals("-1")) {
			return 0L;
		}
		boolean number = !text.isEmpty() && text.length() <= 18 && text.chars().allMatch(Character::isDigit);
		return number ? Long.valueOf(text) : null;
	}

	/**
	 * The locks on a file.
	 * @param file the identity of the file
	 * @return who holds it and who waits, in the order of the table
	 */
	public List<Entry> of(FileIdentity file) {
		return this.entries.getOrDefault(file.inKernelNotation(), List.of());
	}

	/**
	 * A lock, or somebody who waits for one.
	 *
	 * @param family which system call it is of
	 * @param pid the process in the namespace of this one; 0 if it has none there, or the
	 * lock belongs to no process
	 * @param waiting whether it waits
	 */
	public record Entry(LockFamily family, long pid, boolean waiting) {
	}

}
