package io.safeconfig.os;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.safeconfig.os.OpenFiles.Sight;
import org.jspecify.annotations.Nullable;

/**
 * What the kernel's lock table said at one moment. A lock of a process that this one
 * cannot see, in another PID namespace, is not in it, nor is one that is decided about
 * elsewhere, by a file server or by a program: that a lock is missing proves nothing. For
 * one thread at a time.
 */
public final class KernelLocks {

	/** By the number of the file, which files of several devices may have. */
	private final Map<String, List<Line>> lines = new HashMap<>();

	private final KernelFileNumbers numbers;

	private final OpenFiles open;

	private KernelLocks(FileOperations files) {
		this.numbers = new KernelFileNumbers(files);
		this.open = new OpenFiles(files);
	}

	/**
	 * Read a table. Lines that are not understood are left out.
	 * @param table for example {@code 1: POSIX ADVISORY WRITE 4711 fe:00:2146361 0 EOF};
	 * who waits has {@code ->} before the kind of lock
	 * @param files how to look at mounts and processes
	 */
	static KernelLocks parse(String table, FileOperations files) {
		KernelLocks locks = new KernelLocks(files);
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
		int end = (number != null) ? fields[file].lastIndexOf(':') : -1;
		if (family != null && number != null && end > 0) {
			this.lines.computeIfAbsent(fields[file].substring(end + 1), (key) -> new ArrayList<>())
				.add(new Line(fields[file].substring(0, end), family, number, waiting));
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
	 * @param path an absolute path of the file
	 * @param file what {@code stat} reports of it
	 * @return who holds it and who waits, in the order of the table
	 */
	public List<Entry> of(Path path, FileIdentity file) {
		List<Line> candidates = this.lines.getOrDefault(Long.toString(file.inode()), List.of());
		if (candidates.isEmpty() || file.substitute() != null) {
			return List.of();
		}
		String device = this.numbers.deviceOf(path, file);
		boolean shared = !device.equals(file.deviceInKernelNotation());
		List<Entry> entries = new ArrayList<>();
		for (Line line : candidates) {
			Entry entry = line.device().equals(device) ? entry(line, file, shared) : null;
			if (entry != null) {
				entries.add(entry);
			}
		}
		return entries;
	}

	/**
	 * Where the table's device is not the one of the file, files of other subvolumes or
	 * layers share it, and may have the same number. Who has it open tells which one is
	 * meant.
	 */
	private @Nullable Entry entry(Line line, FileIdentity file, boolean shared) {
		if (line.pid() == 0 || this.open.isNobody(line.pid())) {
			return new Entry(line.family(), 0, line.waiting(), !shared);
		}
		Sight sight = shared ? this.open.look(line.pid(), file) : Sight.OPEN;
		return (sight == Sight.NOT_OPEN) ? null
				: new Entry(line.family(), line.pid(), line.waiting(), sight == Sight.OPEN);
	}

	/** A line of the table. */
	private record Line(String device, LockFamily family, long pid, boolean waiting) {
	}

	/**
	 * All that the table says.
	 * @return who holds and who waits, by file in the notation of the kernel
	 */
	public Map<String, List<Entry>> all() {
		Map<String, List<Entry>> all = new HashMap<>();
		this.lines.forEach((number, ofNumber) -> {
			for (Line line : ofNumber) {
				all.computeIfAbsent(line.device() + ":" + number, (key) -> new ArrayList<>())
					.add(new Entry(line.family(), line.pid(), line.waiting(), true));
			}
		});
		return all;
	}

	/**
	 * A lock, or somebody who waits for one.
	 *
	 * @param family which system call it is of
	 * @param pid the process in the namespace of this one; 0 if it has none there, the
	 * lock belongs to no process, or the process that took it has ended
	 * @param waiting whether it waits
	 * @param certain whether it is on this file; else it may be on one with the same
	 * numbers in another subvolume or layer, and the system does not tell
	 */
	public record Entry(LockFamily family, long pid, boolean waiting, boolean certain) {

		/**
		 * Whether this is a lock of a family that is held for certain.
		 * @param wanted the family
		 * @return {@code true} if it is
		 */
		public boolean holds(LockFamily wanted) {
			return this.family == wanted && !this.waiting && this.certain;
		}

	}

}
