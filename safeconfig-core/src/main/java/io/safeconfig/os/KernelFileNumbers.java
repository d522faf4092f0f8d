package io.safeconfig.os;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * By which device the kernel's lock table knows a file. That is the device of the mounted
 * file system, {@code s_dev} of its superblock, which {@code /proc/self/mountinfo} prints
 * as well. What {@code stat} reports is another one on btrfs, where every subvolume has
 * its own, and on an overlay over two file systems, where every layer has. Nothing is
 * opened to find out: closing a lock file would drop its lock.
 * <p>
 * The mounts are read when they are first needed, and not again.
 */
final class KernelFileNumbers {

	private static final Path MOUNTS = Path.of("/proc/self/mountinfo");

	private static final int LIMIT = 16 * 1024 * 1024;

	private final FileOperations files;

	private @Nullable List<Mount> mounts;

	KernelFileNumbers(FileOperations files) {
		this.files = files;
	}

	/**
	 * The device of a file.
	 * @param file an absolute path of the file
	 * @param identity what {@code stat} reports of it
	 * @return for example {@code fe:00}; that of {@code stat} where the mounts do not
	 * tell
	 */
	String deviceOf(Path file, FileIdentity identity) {
		String reported = identity.deviceInKernelNotation();
		String device = mounted(file);
		if (reported.equals(device)) {
			return reported;
		}
		try {
			// a link on the way may lead to another mount
			device = mounted(this.files.realPath(file));
		}
		catch (IOException ex) {
			return reported; // it has just been removed
		}
		return (device != null) ? device : reported;
	}

	/**
	 * Walks from the root down, as the kernel does, so that what a later mount hides is
	 * not found.
	 */
	private @Nullable String mounted(Path file) {
		List<Mount> over = mounts().stream().filter((mount) -> mount.isAbove(file.toString())).toList();
		Set<String> listed = over.stream().map(Mount::id).collect(Collectors.toSet());
		Mount at = first(over.stream().filter((mount) -> !listed.contains(mount.parent())).toList());
		Mount found = null;
		while (at != null) {
			found = at;
			String parent = at.id();
			at = first(over.stream().filter((mount) -> mount.parent().equals(parent)).toList());
		}
		return (found != null) ? inHexadecimal(found.device()) : null;
	}

	/** A path meets the shortest mount point first. */
	private static @Nullable Mount first(List<Mount> mounts) {
		return mounts.stream().min(Comparator.comparingInt((mount) -> mount.point().length())).orElse(null);
	}

	private List<Mount> mounts() {
		if (this.mounts == null) {
			this.mounts = read();
		}
		return this.mounts;
	}

	private List<Mount> read() {
		List<Mount> found = new ArrayList<>();
		try {
			String text = new String(this.files.read(MOUNTS, LIMIT), StandardCharsets.UTF_8);
			for (String line : text.split("\n", -1)) {
				Mount mount = Mount.parse(line);
				if (mount != null && !mount.id().equals(mount.parent())) {
					found.add(mount);
				}
			}
		}
		catch (IOException ex) {
			return List.of(); // not Linux, or hidden
		}
		return found;
	}

	private static @Nullable String inHexadecimal(String device) {
		String[] numbers = device.split(":", -1);
		try {
			return (numbers.length == 2)
					? String.format("%02x:%02x", Long.parseLong(numbers[0]), Long.parseLong(numbers[1])) : null;
		}
		catch (NumberFormatException ex) {
			return null;
		}
	}

}
