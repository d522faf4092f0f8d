package io.safeconfig.os;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the processes that have a file open for writing, as {@code /proc} of Linux tells
 * them (proc(5)): those of the same user, or all for the superuser. Looks at every
 * descriptor of each of them, which takes some milliseconds, and at no other file.
 */
public final class FileWriters {

	private static final Path PROC = Path.of("/proc");

	private static final int LIMIT = 4096;

	/** O_ACCMODE: anything but O_RDONLY writes. */
	private static final int ACCESS_MODE = 3;

	private static final int LONGEST_NAME = 32;

	private final FileOperations files;

	/**
	 * Create a finder.
	 * @param files how to read {@code /proc}
	 */
	public FileWriters(FileOperations files) {
		this.files = files;
	}

	/**
	 * The processes that have a file open for writing, as far as this one is told.
	 * @param file the file
	 * @return one each, such as {@code process 4711 (nano)}; empty does not mean that
	 * there is none
	 */
	public List<String> of(FileIdentity file) {
		List<String> writers = new ArrayList<>();
		for (Path process : entries(PROC)) {
			String pid = process.getFileName().toString();
			if (isNumber(pid)
					&& entries(process.resolve("fdinfo")).stream().anyMatch((open) -> writes(process, open, file))) {
				writers.add("process " + pid + " (" + name(process) + ")");
			}
		}
		return writers;
	}

	/** What cannot be listed has ended, or is another user's. */
	private List<Path> entries(Path directory) {
		try {
			return this.files.list(directory);
		}
		catch (IOException ex) {
			return List.of();
		}
	}

	private static boolean isNumber(String text) {
		return text.chars().allMatch(Character::isDigit);
	}

	/**
	 * Only a file that is open for writing and has the same number is looked at: one of a
	 * file system that does not answer would hold up whoever asks.
	 */
	private boolean writes(Path process, Path descriptor, FileIdentity file) {
		try {
			String info = new String(this.files.read(descriptor, LIMIT), StandardCharsets.US_ASCII);
			if (!isOpenForWriting(info) || OpenFiles.isOther(info, file)) {
				return false;
			}
			FileStamp stamp = this.files.stat(process.resolve("fd").resolve(descriptor.getFileName()));
			return stamp != null && stamp.isFile() && stamp.identity().equals(file);
		}
		catch (IOException ex) {
			return false; // closed since
		}
	}

	private static boolean isOpenForWriting(String info) {
		return info.lines()
			.filter((line) -> line.startsWith("flags:"))
			.anyMatch((line) -> (Integer.parseInt(line.substring("flags:".length()).trim(), 8) & ACCESS_MODE) != 0);
	}

	/** Any process may choose its name: none may forge a line of a log by it. */
	private String name(Path process) {
		try {
			String name = new String(this.files.read(process.resolve("comm"), LIMIT), StandardCharsets.UTF_8).trim();
			return name.codePoints()
				.limit(LONGEST_NAME)
				.map((point) -> (point > ' ' && point < 0x7f) ? point : '?')
				.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
				.toString();
		}
		catch (IOException ex) {
			return "unknown";
		}
	}

}
