package io.safeconfig.mount;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

import io.safeconfig.Tools;

/**
 * A file system of its own for one test, mounted below a directory and unmounted when it
 * is closed. Needs the rights of the superuser, loop devices and the programs of its
 * type.
 */
public final class MountedFileSystem implements AutoCloseable {

	private static final long IMAGE_SIZE = 384L * 1024 * 1024;

	private final Path root;

	private final Type type;

	/** Unmounted from the last to the first. */
	private final Deque<Path> mounts = new ArrayDeque<>();

	/** What was run to mount the last one. */
	private List<String> last = List.of();

	/** What is mounted. */
	public enum Type {

		/** ext4 in an image. */
		EXT4,

		/** XFS in an image. */
		XFS,

		/** btrfs in an image. */
		BTRFS,

		/** Memory. */
		TMPFS,

		/** The kernel's overlay, both layers on one ext4 image. */
		OVERLAY,

		/** The kernel's overlay, the lower layer on ext4 and the upper one on XFS. */
		OVERLAY_OVER_TWO,

		/** bindfs, a file system in user space, over an ext4 image. */
		BINDFS

	}

	private MountedFileSystem(Path root, Type type) {
		this.root = root;
		this.type = type;
	}

	/**
	 * Mount a new and empty file system.
	 * @param type its type
	 * @param root an existing directory that belongs to the test alone
	 */
	public static MountedFileSystem mount(Type type, Path root) throws IOException, InterruptedException {
		Tools.requireRoot();
		MountedFileSystem mounted = new MountedFileSystem(root, type);
		boolean done = false;
		try {
			mounted.mount();
			done = true;
			return mounted;
		}
		finally {
			if (!done) {
				mounted.close();
			}
		}
	}

	private void mount() throws IOException, InterruptedException {
		switch (this.type) {
			case EXT4 -> image("ext4", at());
			case XFS -> image("xfs", at());
			case BTRFS -> image("btrfs", at());
			case TMPFS -> run(at(), "mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", at().toString());
			case OVERLAY -> {
				Path below = image("ext4", this.root.resolve("below"));
				overlay(below.resolve("lower"), below.resolve("upper"), below.resolve("work"));
			}
			case OVERLAY_OVER_TWO -> {
				Path lower = image("ext4", this.root.resolve("lower"));
				Path upper = image("xfs", this.root.resolve("upper"));
				overlay(lower.resolve("files"), upper.resolve("files"), upper.resolve("work"));
			}
			case BINDFS -> {
				Path below = image("ext4", this.root.resolve("below"));
				run(at(), "bindfs", below.toString(), at().toString());
			}
		}
	}

	private void overlay(Path lower, Path upper, Path work) throws IOException, InterruptedException {
		Files.createDirectories(lower);
		Files.createDirectories(upper);
		Files.createDirectories(work);
		run(at(), "mount", "-t", "overlay", "-o", "lowerdir=" + lower + ",upperdir=" + upper + ",workdir=" + work,
				"overlay", at().toString());
	}

	private Path image(String kind, Path directory) throws IOException, InterruptedException {
		Path image = this.root.resolve(directory.getFileName() + ".img");
		try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
			file.setLength(IMAGE_SIZE);
		}
		Tools.run("mkfs." + kind, kind.equals("ext4") ? "-Fq" : "-fq", image.toString());
		run(directory, "mount", "-o", "loop", image.toString(), directory.toString());
		return directory;
	}

	/** A container may be denied what the superuser of a machine may do. */
	private void run(Path directory, String program, String... arguments) throws IOException, InterruptedException {
		Files.createDirectories(directory);
		try {
			Tools.run(program, arguments);
		}
		catch (AssertionError ex) {
			Tools.missing("a mount of " + this.type + " (" + ex.getMessage() + ")");
		}
		this.mounts.push(directory);
		this.last = Stream.concat(Stream.of(program), Stream.of(arguments)).toList();
	}

	private Path at() {
		return this.root.resolve("mount");
	}

	/** What is mounted. */
	public Type type() {
		return this.type;
	}

	/** Where it is mounted. */
	public Path path() {
		return at();
	}

	/**
	 * A second path to the same files: for an overlay or a file system in user space the
	 * layer below, whose files others may use directly.
	 */
	public Path below() {
		return this.root.resolve("below");
	}

	/**
	 * Take it away, although its files are open; what lies below it is seen.
	 */
	public void unmount() throws IOException, InterruptedException {
		Tools.run("umount", "--lazy", this.mounts.pop().toString());
	}

	/** Bring it back, with the same files and, for some types, another device number. */
	public void mountAgain() throws IOException, InterruptedException {
		List<String> command = this.last;
		run(at(), command.get(0), command.subList(1, command.size()).toArray(String[]::new));
	}

	/**
	 * What a power failure does: from now on nothing reaches the disk, not even what the
	 * file system has in its log. For ext4 and XFS.
	 */
	public void cutPower() throws IOException, InterruptedException {
		Tools.run("xfs_io", "-x", "-c", "shutdown", at().toString());
	}

	/**
	 * Unmount, which nobody may be in the way of, and mount the same image again, so that
	 * its log is replayed.
	 */
	public void remount() throws IOException, InterruptedException {
		Tools.run("umount", this.mounts.pop().toString());
		Path image = this.root.resolve(at().getFileName() + ".img");
		run(at(), "mount", "-o", "loop", image.toString(), at().toString());
	}

	/**
	 * Unmounts lazily: lock files stay open for the next change until the last store is
	 * closed.
	 */
	@Override
	public void close() throws IOException, InterruptedException {
		while (!this.mounts.isEmpty()) {
			Tools.run("umount", "--lazy", this.mounts.pop().toString());
		}
	}

}
