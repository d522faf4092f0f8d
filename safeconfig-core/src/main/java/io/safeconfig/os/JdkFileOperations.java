package io.safeconfig.os;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * {@link FileOperations} over {@code java.nio.file}. None of the calls is affected by the
 * interrupt flag: the JDK marks the channels behind {@link Files}' streams as
 * uninterruptible, and {@link AsynchronousFileChannel#force} is not an interruptible
 * operation, unlike {@link FileChannel#force}.
 */
final class JdkFileOperations implements FileOperations {

	private static final FileAttribute<?>[] NO_ATTRIBUTES = {};

	private final boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("unix");

	private final boolean windows = System.getProperty("os.name", "").startsWith("Windows");

	private final SharingViolations sharing = new SharingViolations(this.windows);

	@Override
	public @Nullable FileStamp stat(Path path) throws IOException {
		try {
			return this.posix ? UnixStamps.of(path) : basicStamp(path);
		}
		catch (NoSuchFileException ex) {
			return null;
		}
	}

	private static FileStamp basicStamp(Path path) throws IOException {
		BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
		FileStamp.Kind kind = attributes.isRegularFile() ? FileStamp.Kind.FILE
				: attributes.isDirectory() ? FileStamp.Kind.DIRECTORY : FileStamp.Kind.OTHER;
		FileIdentity identity = FileIdentity.ofSubstitute(path.toRealPath() + "@" + attributes.creationTime());
		return new FileStamp(identity, kind, attributes.size(), attributes.lastModifiedTime(),
				attributes.lastModifiedTime(), 0, 0, 0, false);
	}

	@Override
	public @Nullable Path readLink(Path path) throws IOException {
		try {
			return Files.isSymbolicLink(path) ? Files.readSymbolicLink(path) : null;
		}
		catch (NotLinkException | NoSuchFileException ex) {
			return null; // replaced or removed between the two calls
		}
	}

	@Override
	public Path realPath(Path path) throws IOException {
		return path.toRealPath();
	}

	@Override
	public byte[] read(Path path, int limit) throws IOException {
		try (InputStream in = Files.newInputStream(path)) {
			return in.readNBytes((limit == Integer.MAX_VALUE) ? limit : limit + 1);
		}
	}

	@Override
	public OpenFile open(Path path) throws IOException {
		return Leases.areUsable() ? Leases.open(path) : new PlainOpenFile(path);
	}

	@Override
	public List<Path> list(Path directory) throws IOException {
		List<Path> entries = new ArrayList<>();
		try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
			stream.forEach(entries::add);
		}
		catch (DirectoryIteratorException ex) {
			throw ex.getCause();
		}
		return entries;
	}

	@Override
	public void createFile(Path path) throws IOException {
		Files.createFile(path);
	}

	@Override
	public void createPrivateFile(Path path) throws IOException {
		Files.createFile(path, permissions("rw-------"));
	}

	@Override
	public void createDirectory(Path path) throws IOException {
		Files.createDirectory(path);
	}

	@Override
	public void createPrivateDirectory(Path path) throws IOException {
		Files.createDirectory(path, permissions("rwx------"));
	}

	private FileAttribute<?>[] permissions(String permissions) {
		return this.posix
				? new FileAttribute<?>[] {
						PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)) }
				: NO_ATTRIBUTES;
	}

	@Override
	public void copyWithAttributes(Path source, Path copy) throws IOException {
		this.sharing
			.retry(() -> Files.copy(source, copy, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS));
	}

	@Override
	public void setAccess(Path path, int gid, int permissions) throws IOException {
		if (this.posix) {
			Files.setAttribute(path, "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
			if (Files.isSymbolicLink(path)) { // which JDK 25 follows all the same
				throw new FileSystemException(path.toString(), null, "it is a symbolic link");
			}
			Files.setAttribute(path, "unix:mode", permissions, LinkOption.NOFOLLOW_LINKS);
		}
	}

	/** One after the other, since the JDK knows no call for both: the owner goes last. */
	@Override
	public void setOwner(Path path, int uid, int gid) throws IOException {
		if (this.posix) {
			Files.setAttribute(path, "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
			Files.setAttribute(path, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
		}
	}

	/**
	 * A change of owner to nobody in particular: chown(2) leaves what is -1 as it is, and
	 * Linux notes a change all the same. No permission can come back by this, since none
	 * is set; the set-user-ID bit goes, which no configuration file has.
	 */
	@Override
	public void touch(Path path) throws IOException {
		if (this.posix) {
			Files.setAttribute(path, "unix:gid", -1, LinkOption.NOFOLLOW_LINKS);
		}
	}

	/**
	 * Not by truncating first: ext4 takes that for a careless replacement and writes the
	 * file out when it is closed ({@code auto_da_alloc}, ext4(5)), before we ask for it.
	 */
	@Override
	public void overwrite(Path path, byte[] content) throws IOException {
		try (OutputStream out = Files.newOutputStream(path, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
			out.write(content);
		}
		catch (IOException ex) {
			throw naming(path, "write", ex);
		}
		if (Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).size() > content.length) {
			try (AsynchronousFileChannel channel = AsynchronousFileChannel.open(path, StandardOpenOption.WRITE,
					LinkOption.NOFOLLOW_LINKS)) {
				channel.truncate(content.length);
			}
		}
	}

	@Override
	public void force(Path file) throws IOException {
		// Windows flushes only what it could have written; POSIX needs no right to write
		try (AsynchronousFileChannel channel = AsynchronousFileChannel.open(file,
				this.windows ? StandardOpenOption.WRITE : StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
			channel.force(true);
		}
		catch (IOException ex) {
			throw naming(file, "fsync", ex);
		}
	}

	/** The errors of open files come without their path. */
	private static IOException naming(Path path, String operation, IOException ex) {
		if (ex instanceof FileSystemException) {
			return ex;
		}
		FileSystemException named = new FileSystemException(path.toString(), null, operation + ": " + ex.getMessage());
		named.initCause(ex);
		return named;
	}

	@Override
	public void forceDirectory(Path directory) throws IOException {
		if (this.windows) {
			return; // Windows opens no directory; NTFS journals the rename itself
		}
		try (AsynchronousFileChannel channel = AsynchronousFileChannel.open(directory, StandardOpenOption.READ)) {
			channel.force(true);
		}
		catch (IOException ex) {
			throw naming(directory, "fsync", ex);
		}
	}

	@Override
	public void rename(Path source, Path target) throws IOException {
		this.sharing.retry(() -> Files.move(source, target, StandardCopyOption.ATOMIC_MOVE));
	}

	@Override
	public void requireRemovable(Path entry, Path directory) throws IOException {
		if (this.posix) {
			RemovalAttempt.run(entry, directory);
		}
	}

	@Override
	public void requireWritable(Path file) throws IOException {
		Files.newOutputStream(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS).close();
	}

	@Override
	public boolean exchange(Path source, Path target) throws IOException {
		return Leases.areUsable() && Leases.exchange(source, target);
	}

	@Override
	public void link(Path file, Path name) throws IOException {
		Files.createLink(name, file);
	}

	@Override
	public void setModified(Path path, Instant time) throws IOException {
		Files.setLastModifiedTime(path, FileTime.from(time));
	}

	@Override
	public boolean delete(Path path) throws IOException {
		return this.sharing.retry(() -> Files.deleteIfExists(path));
	}

	@Override
	public LockChannel createLock(Path path) throws IOException {
		return new JdkLockChannel(FileChannel.open(path,
				Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE),
				permissions("rw-------")));
	}

	@Override
	public LockChannel openLock(Path path) throws IOException {
		return new JdkLockChannel(
				FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS));
	}

	@Override
	public LockChannel openFlock(Path path) throws IOException {
		return FlockChannel.open(path);
	}

}
