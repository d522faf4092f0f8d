package io.safeconfig.crash;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import io.safeconfig.os.FileIdentity;
import io.safeconfig.os.FileOperations;
import io.safeconfig.os.FileStamp;
import io.safeconfig.os.OpenFile;
import org.jspecify.annotations.Nullable;

/** The half of {@link ModelFiles} that changes nothing. There are no links. */
abstract class ModelReading implements FileOperations {

	/** Each model is a device of its own: the locks of a dead process are nobody's. */
	private static final AtomicLong DEVICES = new AtomicLong(1L << 40);

	private static final int FILE_TYPE = 0100000;

	private static final int DIRECTORY_TYPE = 0040000;

	private final Disk disk;

	private final long device = DEVICES.incrementAndGet();

	ModelReading(Disk disk) {
		this.disk = disk;
	}

	final Disk disk() {
		return this.disk;
	}

	final @Nullable Integer find(Path path) {
		int inode = Disk.ROOT;
		for (Path part : path) {
			Integer next = this.disk.current.get(new Slot(inode, part.toString()));
			if (next == null) {
				return null;
			}
			inode = next;
		}
		return inode;
	}

	final int require(Path path) throws IOException {
		Integer inode = find(path);
		if (inode == null) {
			throw new NoSuchFileException(path.toString());
		}
		return inode;
	}

	final Slot slot(Path path) throws IOException {
		Path parent = path.getParent();
		int directory = require((parent != null) ? parent : path);
		if (!this.disk.inode(directory).directory()) {
			throw new FileSystemException(path.toString(), null, "Not a directory");
		}
		return new Slot(directory, path.getFileName().toString());
	}

	/** What is pinned can only be written in place. */
	@Override
	public void requireRemovable(Path entry, Path directory) throws IOException {
		if (entry.getFileName().toString().startsWith(Scenario.PINNED)) {
			throw new AccessDeniedException(entry.toString());
		}
	}

	@Override
	public void requireWritable(Path file) {
		// everybody may
	}

	@Override
	public final synchronized @Nullable FileStamp stat(Path path) {
		Integer number = find(path);
		if (number == null) {
			return null;
		}
		Inode inode = this.disk.inode(number);
		return new FileStamp(FileIdentity.of(this.device, number),
				inode.directory() ? FileStamp.Kind.DIRECTORY : FileStamp.Kind.FILE, inode.content().length,
				time(inode.modified()), time(inode.changed()),
				inode.mode() | (inode.directory() ? DIRECTORY_TYPE : FILE_TYPE), 0, 0, true);
	}

	private static FileTime time(long tick) {
		return FileTime.from(Instant.EPOCH.plusMillis(tick));
	}

	@Override
	public final @Nullable Path readLink(Path path) {
		return null;
	}

	@Override
	public final synchronized Path realPath(Path path) throws IOException {
		require(path);
		return path;
	}

	@Override
	public final synchronized byte[] read(Path path, int limit) throws IOException {
		byte[] content = this.disk.inode(require(path)).content();
		return Arrays.copyOf(content, (int) Math.min(content.length, limit + 1L));
	}

	/** Nobody but the processes of the model has its files open. */
	@Override
	public final synchronized OpenFile open(Path path) throws IOException {
		require(path);
		return new ModelOpenFile((limit) -> read(path, limit));
	}

	@Override
	public final synchronized List<Path> list(Path directory) throws IOException {
		int inode = require(directory);
		if (!this.disk.inode(inode).directory()) {
			throw new NotDirectoryException(directory.toString());
		}
		return this.disk.current.keySet()
			.stream()
			.filter((slot) -> slot.directory() == inode)
			.map((slot) -> directory.resolve(slot.name()))
			.sorted()
			.toList();
	}

}
