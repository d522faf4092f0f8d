package io.safeconfig.os;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * Where something is mounted, as {@code /proc/self/mountinfo} of Linux tells (proc(5)): a
 * file can be a mount point too, in containers for example. Empty on other systems.
 */
public final class MountPoints {

	private static final Path MOUNTS = Path.of("/proc/self/mountinfo");

	private static final int LIMIT = 16 * 1024 * 1024;

	/** Index of the mount point among the fields of a line. */
	private static final int MOUNT_POINT = 4;

	private final Set<String> paths = new HashSet<>();

	/**
	 * Look at the mounts as they are now.
	 * @param files how to read them
	 * @throws IOException if the system has them and does not tell
	 */
	public MountPoints(FileOperations files) throws IOException {
		for (String line : read(files).split("\n", -1)) {
			String[] fields = line.split(" ", -1);
			if (fields.length > MOUNT_POINT) {
				this.paths.add(unescaped(fields[MOUNT_POINT]));
			}
		}
	}

	private static String read(FileOperations files) throws IOException {
		try {
			return new String(files.read(MOUNTS, LIMIT), StandardCharsets.UTF_8);
		}
		catch (NoSuchFileException ex) {
			return "";
		}
	}

	/** Blank, tab, line feed and backslash are written as three octal digits. */
	private static String unescaped(String text) {
		return text.replace("\\040", " ").replace("\\011", "\t").replace("\\012", "\n").replace("\\134", "\\");
	}

	/**
	 * Whether something is mounted at a path.
	 * @param path an absolute path without links
	 * @return {@code true} if it is a mount point
	 */
	public boolean contains(Path path) {
		return this.paths.contains(path.toString());
	}

}
