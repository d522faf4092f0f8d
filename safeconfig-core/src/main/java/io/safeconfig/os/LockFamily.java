package io.safeconfig.os;

/**
 * Which system call a lock is of. On Linux the two do not exclude each other; they are
 * seen side by side in the kernel's lock table.
 */
public enum LockFamily {

	/** {@code fcntl} and {@code lockf} (POSIX); {@code LockFileEx} on Windows. */
	RECORD,

	/** {@code flock} (BSD). */
	FLOCK;

	/**
	 * The family that this one does not exclude.
	 * @return the other one
	 */
	public LockFamily other() {
		return (this == RECORD) ? FLOCK : RECORD;
	}

}
