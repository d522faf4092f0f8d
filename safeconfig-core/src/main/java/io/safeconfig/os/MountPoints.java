package io.safeconfig.os;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * Where something is mounted, as {@code /proc/self/mountinfo} of Linux tells (proc(5)): a
 * file can be a mount point too, in containers for example. Empty on other systems.
 */
public final class MountPoints {

	private static final Path MOUNTS = Path.of("/proc/self/mountinfo");

	private static final int LIMIT = 16 * 1024 * 1024;

	/** Stands before the type, behind fields of which there may be any number. */
	private static final String SEPARATOR = " - ";

	/** The types by path. Of several mounts at one path the last one is seen. */
	private final Map<String, String> types = new TreeMap<>();

	private final MountTree tree;

	/**
	 * Look at the mounts as they are now.
	 * @param files how to read them
	 * @throws IOException if the system has them and does not tell
	 */
	public MountPoints(FileOperations files) throws IOException {
		List<Mount> mounts = new ArrayList<>();
		for (String line : read(files).split("\n", -1)) {
			Mount mount = Mount.parse(line);
			if (mount != null) {
				mounts.add(mount);
				this.types.put(mount.point(), type(line));
			}
		}
		this.tree = new MountTree(mounts);
	}

	private static String read(FileOperations files) throws IOException {
		try {
			return new String(files.read(MOUNTS, LIMIT), StandardCharsets.UTF_8);
		}
		catch (NoSuchFileException ex) {
			return "";
		}
	}

	private static String type(String line) {
		int separator = line.indexOf(SEPARATOR);
		return (separator < 0) ? "" : line.substring(separator + SEPARATOR.length()).split(" ", 2)[0];
	}

	/**
	 * Whether the kernel takes a path for a mount point, which it neither replaces nor
	 * removes. It compares directory entries and not paths: what is mounted on a file by
	 * one path is in the way by every other path of the same directory, too.
	 * @param path an absolute path without links
	 * @return {@code true} if something is mounted there
	 */
	public boolean contains(Path path) {
		return this.tree.isMountPoint(path.toString());
	}

	/**
	 * What is mounted somewhere below a directory.
	 * @param directory an absolute path without links
	 * @return the mount points, without the directory itself
	 */
	public List<Path> below(Path directory) {
		return this.types.keySet()
			.stream()
			.map(Path::of)
			.filter((path) -> path.startsWith(directory) && !path.equals(directory))
			.toList();
	}

	/**
	 * The type of the file system that a path is on.
	 * @param path an absolute path without links
	 * @return for example {@code ext4}; {@code null} if the system does not tell
	 */
	public @Nullable String typeOf(Path path) {
		for (Path at = path; at != null; at = at.getParent()) {
			String type = this.types.get(at.toString());
			if (type != null && !type.isEmpty()) {
				return type;
			}
		}
		return null;
	}

}
