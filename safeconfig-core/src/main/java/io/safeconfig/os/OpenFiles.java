package io.safeconfig.os;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Which files another process has open, as {@code /proc/PID/fd} of Linux shows to whoever
 * may look there: the same user, as a rule.
 */
final class OpenFiles {

	private static final Path PROC = Path.of("/proc");

	private static final int LIMIT = 64 * 1024;

	private final FileOperations files;

	OpenFiles(FileOperations files) {
		this.files = files;
	}

	/** What a look told. */
	enum Sight {

		/** The process has the file open. */
		OPEN,

		/** It has not. */
		NOT_OPEN,

		/** The system does not tell. */
		HIDDEN

	}

	/** Whether a process has a file open. */
	Sight look(long pid, FileIdentity file) {
		Path process = PROC.resolve(Long.toString(pid));
		try {
			Sight sight = Sight.NOT_OPEN;
			for (Path descriptor : this.files.list(process.resolve("fdinfo"))) {
				Sight one = look(process, descriptor, file);
				if (one == Sight.OPEN) {
					return one;
				}
				sight = (one == Sight.HIDDEN) ? one : sight;
			}
			return sight;
		}
		catch (NoSuchFileException ex) {
			return Sight.NOT_OPEN; // it has just ended
		}
		catch (IOException ex) {
			return Sight.HIDDEN;
		}
	}

	/**
	 * Only a file with the same number is looked at: one of a file server that does not
	 * answer would hold up whoever asks.
	 */
	private Sight look(Path process, Path descriptor, FileIdentity file) throws IOException {
		try {
			String info = new String(this.files.read(descriptor, LIMIT), StandardCharsets.US_ASCII);
			if (!hasNumber(info)) {
				return Sight.HIDDEN; // before Linux 5.14
			}
			if (isOther(info, file)) {
				return Sight.NOT_OPEN;
			}
			FileStamp stamp = this.files.stat(process.resolve("fd").resolve(descriptor.getFileName().toString()));
			return (stamp != null && stamp.identity().equals(file)) ? Sight.OPEN : Sight.NOT_OPEN;
		}
		catch (NoSuchFileException ex) {
			return Sight.NOT_OPEN; // closed meanwhile
		}
	}

	private static boolean hasNumber(String info) {
		return info.lines().anyMatch((line) -> line.startsWith("ino:"));
	}

	/**
	 * Whether a descriptor is that of another file for certain, as its entry in
	 * {@code /proc/PID/fdinfo} tells (proc_pid_fdinfo(5)). Costs no look at the file
	 * itself.
	 */
	static boolean isOther(String info, FileIdentity file) {
		return hasNumber(info) && info.lines().noneMatch(("ino:\t" + file.inode())::equals);
	}

	/**
	 * Whether nobody has a number, beyond doubt: a lock of {@code flock} that was
	 * inherited is listed under the number of the process that took it, which may have
	 * ended.
	 */
	boolean isNobody(long pid) {
		try {
			Path process = PROC.resolve(Long.toString(pid));
			return this.files.stat(process) == null && new ProcessTable(this.files).seesAll();
		}
		catch (IOException ex) {
			return false;
		}
	}

}
