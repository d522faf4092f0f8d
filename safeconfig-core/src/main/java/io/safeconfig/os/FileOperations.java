package io.safeconfig.os;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The one seam between the engine and the file system. An implementation is thread-safe,
 * and none of its methods reacts to the interrupt flag of the calling thread: an
 * interrupt must never tear a write or close a file that others use.
 * <p>
 * A method that throws has had no effect unless it says otherwise. All paths are
 * absolute.
 */
public interface FileOperations {

	/**
	 * Look at a file, following links: one {@code stat}.
	 * @param path the path
	 * @return the stamp, or {@code null} if nothing is there
	 * @throws IOException if the file cannot be looked at
	 */
	@Nullable FileStamp stat(Path path) throws IOException;

	/**
	 * The target of a symbolic link.
	 * @param path the path
	 * @return the target as written in the link, or {@code null} if the path is not a
	 * symbolic link
	 * @throws IOException if the link cannot be read
	 */
	@Nullable Path readLink(Path path) throws IOException;

	/**
	 * Resolve every symbolic link of an existing path.
	 * @param path the path
	 * @return the real path
	 * @throws IOException if the path does not exist or cannot be followed
	 */
	Path realPath(Path path) throws IOException;

	/**
	 * Read the content of a file, up to a limit.
	 * @param path the path; links are followed
	 * @param limit bytes
	 * @return the content; longer than {@code limit} by one if there is more
	 * @throws IOException if the file cannot be read
	 */
	byte[] read(Path path, int limit) throws IOException;

	/**
	 * Open a regular file for reading, to keep an eye on it. Must not be a lock file:
	 * closing it would drop its locks.
	 * @param path the path; not followed through a link in its last component where
	 * leases can be had
	 * @return the open file, to be closed
	 * @throws IOException if the file cannot be opened
	 */
	OpenFile open(Path path) throws IOException;

	/**
	 * The entries of a directory, in no order.
	 * @param directory the directory
	 * @return the paths of its entries
	 * @throws IOException if the directory cannot be listed
	 */
	List<Path> list(Path directory) throws IOException;

	/**
	 * Create an empty file, atomically, with the permissions that the process gives to
	 * new files.
	 * @param path the path
	 * @throws java.nio.file.FileAlreadyExistsException if something is there
	 * @throws IOException if the file cannot be created
	 */
	void createFile(Path path) throws IOException;

	/**
	 * Create an empty file, atomically, that only its owner can read and write.
	 * @param path the path
	 * @throws java.nio.file.FileAlreadyExistsException if something is there
	 * @throws IOException if the file cannot be created
	 */
	void createPrivateFile(Path path) throws IOException;

	/**
	 * Create a directory with the permissions that the process gives to new directories.
	 * @param path the path
	 * @throws java.nio.file.FileAlreadyExistsException if something is there
	 * @throws IOException if the directory cannot be created
	 */
	void createDirectory(Path path) throws IOException;

	/**
	 * Create a directory that only its owner can enter.
	 * @param path the path
	 * @throws java.nio.file.FileAlreadyExistsException if something is there
	 * @throws IOException if the directory cannot be created
	 */
	void createPrivateDirectory(Path path) throws IOException;

	/**
	 * Copy a file with its mode, owner, group, access control list and extended
	 * attributes, as far as the process may. What could not be kept is not reported: the
	 * caller compares. After a failure the copy may exist in part.
	 * @param source an existing file, not a link
	 * @param copy a path where nothing is
	 * @throws IOException if the content cannot be copied
	 */
	void copyWithAttributes(Path source, Path copy) throws IOException;

	/**
	 * Give a file the wanted group and permission bits, on POSIX systems; elsewhere does
	 * nothing. Never follows a link in the last component of the path. After a failure
	 * either may have been set.
	 * @param path the path
	 * @param gid the number of the group
	 * @param permissions the permission bits
	 * @throws IOException if the process may not
	 */
	void setAccess(Path path, int gid, int permissions) throws IOException;

	/**
	 * Give a file to an owner and a group, on POSIX systems; elsewhere does nothing.
	 * Never follows a link in the last component of the path.
	 * @param path the path
	 * @param uid the number of the owner
	 * @param gid the number of the group
	 * @throws IOException if the process may not
	 */
	void setOwner(Path path, int uid, int gid) throws IOException;

	/**
	 * Change nothing of a file but its change time, so that its stamp becomes another
	 * one; on systems without change times does nothing.
	 * @param path the path, not a link
	 * @throws IOException if the file must not be changed
	 */
	void touch(Path path) throws IOException;

	/**
	 * Replace the content of an existing file in place, never through a link in the last
	 * component of its path. After a failure the content is undefined.
	 * @param path the path
	 * @param content the new content
	 * @throws IOException if the file cannot be written
	 */
	void overwrite(Path path, byte[] content) throws IOException;

	/**
	 * Make the content of a file durable: {@code fsync}. After a failure nobody knows
	 * what is on disk, and a second attempt may report a success that is none.
	 * @param file the file
	 * @throws IOException if the system reports that data was not written
	 */
	void force(Path file) throws IOException;

	/**
	 * Make the entries of a directory durable: {@code fsync}. Does nothing on platforms
	 * that cannot.
	 * @param directory the directory
	 * @throws IOException if the system reports that data was not written
	 */
	void forceDirectory(Path directory) throws IOException;

	/**
	 * Rename a file atomically, replacing what is at the target.
	 * @param source the file
	 * @param target the new path
	 * @throws java.nio.file.AtomicMoveNotSupportedException if the two are on different
	 * file systems
	 * @throws IOException if the file cannot be renamed
	 */
	void rename(Path source, Path target) throws IOException;

	/**
	 * Find out whether this process may rename, replace or remove a directory entry, as
	 * far as permissions and attributes decide, without doing it. On systems that cannot
	 * tell does nothing.
	 * @param entry the path of something that is no directory
	 * @param directory an existing directory with entries, not above the other one
	 * @throws java.nio.file.AtomicMoveNotSupportedException if the two are on different
	 * file systems, which tells nothing
	 * @throws java.nio.file.NoSuchFileException if nothing is there
	 * @throws IOException if the process may not
	 */
	void requireRemovable(Path entry, Path directory) throws IOException;

	/**
	 * Find out whether a file may be written in place, without changing it and never
	 * through a link in the last component of its path.
	 * @param file an existing file
	 * @throws IOException if the process may not
	 */
	void requireWritable(Path file) throws IOException;

	/**
	 * Give each of two files the name of the other, atomically. Unlike with
	 * {@link #rename}, what lay at the target can be looked at afterwards.
	 * @param source the file
	 * @param target the other file
	 * @return whether it was done; {@code false} where the platform, this JVM or the file
	 * system cannot
	 * @throws IOException if one of them is missing, or must not be renamed
	 */
	boolean exchange(Path source, Path target) throws IOException;

	/**
	 * Give a file a second name, atomically: a hard link.
	 * @param file the file
	 * @param name the new name
	 * @throws java.nio.file.FileAlreadyExistsException if something is there
	 * @throws UnsupportedOperationException if the platform has no such names
	 * @throws IOException if the file system refuses
	 */
	void link(Path file, Path name) throws IOException;

	/**
	 * Set the time of the last change of a file.
	 * @param path the path; links are followed
	 * @param time the new time
	 * @throws IOException if the process may not
	 */
	void setModified(Path path, Instant time) throws IOException;

	/**
	 * Remove a file, a link itself or an empty directory.
	 * @param path the path
	 * @return whether something was there
	 * @throws java.nio.file.DirectoryNotEmptyException if it is a directory with entries
	 * @throws IOException if it cannot be removed
	 */
	boolean delete(Path path) throws IOException;

	/**
	 * Create a lock file, atomically, that only its owner can read and write, and keep it
	 * open: closing it here would drop a lock that another thread of this process has
	 * taken on it since it can be seen.
	 * @param path the path
	 * @return the open channel
	 * @throws java.nio.file.FileAlreadyExistsException if something is there
	 * @throws IOException if the file cannot be created
	 */
	LockChannel createLock(Path path) throws IOException;

	/**
	 * Open an existing lock file, never through a link in its last component.
	 * @param path the path
	 * @return the open channel
	 * @throws IOException if the file cannot be opened for writing
	 */
	LockChannel openLock(Path path) throws IOException;

	/**
	 * Open an existing lock file, as {@link #openLock} does, for locks of {@code flock}.
	 * @param path the path
	 * @return the open channel
	 * @throws IOException if the file cannot be opened for writing, or this JVM cannot
	 * call {@code flock}
	 */
	LockChannel openFlock(Path path) throws IOException;

}
