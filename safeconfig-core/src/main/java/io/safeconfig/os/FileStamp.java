package io.safeconfig.os;

import java.nio.file.attribute.FileTime;

/**
 * What one {@code stat} says of a file. Two equal stamps of a file that was not changed
 * within the resolution of its time stamps mean unchanged content.
 *
 * @param identity names the file itself rather than its path: device and inode number,
 * or, where the platform has none, the creation time
 * @param kind what is there
 * @param size bytes
 * @param modified the time of the last change of the content, settable by anyone
 * @param changed the time of the last change of content or attributes, set by the kernel
 * alone; the same as {@code modified} where {@code posix} is {@code false}
 * @param mode POSIX type and permission bits, 0 where {@code posix} is {@code false}
 * @param uid the number of the owner, 0 where {@code posix} is {@code false}
 * @param gid the number of the group, 0 where {@code posix} is {@code false}
 * @param posix whether the platform keeps inode numbers and change times, so that equal
 * stamps can prove anything
 */
public record FileStamp(FileIdentity identity, Kind kind, long size, FileTime modified, FileTime changed, int mode,
		int uid, int gid, boolean posix) {

	private static final int GROUP_AND_OTHERS = 077;

	private static final int PERMISSIONS = 07777;

	/** What a path leads to. */
	public enum Kind {

		/** A regular file. */
		FILE,

		/** A directory. */
		DIRECTORY,

		/** A device, a pipe, a socket or an unfollowed link. */
		OTHER

	}

	/**
	 * Whether the path leads to a regular file.
	 * @return {@code true} for a regular file
	 */
	public boolean isFile() {
		return this.kind == Kind.FILE;
	}

	/**
	 * Whether the path leads to a directory.
	 * @return {@code true} for a directory
	 */
	public boolean isDirectory() {
		return this.kind == Kind.DIRECTORY;
	}

	/**
	 * The permission bits, without those that tell the type.
	 * @return the twelve POSIX permission bits
	 */
	public int permissions() {
		return this.mode & PERMISSIONS;
	}

	/**
	 * Whether nobody but the owner has any permission.
	 * @return {@code true} if no bit of group or others is set
	 */
	public boolean isPrivate() {
		return (this.mode & GROUP_AND_OTHERS) == 0;
	}

	/**
	 * Whether the other file has the same owner, group and permission bits.
	 * @param other the stamp to compare with
	 * @return {@code true} if all three are equal
	 */
	public boolean sameAccess(FileStamp other) {
		return this.uid == other.uid && this.gid == other.gid && permissions() == other.permissions();
	}

}
