package io.safeconfig;

/**
 * What keeps other processes from changing a file at the same time. All processes that
 * share files must use the same one: no strategy but {@link #NATIVE} and programs that
 * take {@code fcntl} locks, or {@link #FLOCK} and those that take {@code flock} locks,
 * exclude each other.
 */
public enum LockStrategy {

	/**
	 * Locks of the operating system: {@code fcntl} record locks on POSIX systems,
	 * {@code LockFileEx} on Windows. They end with their process, however that ends.
	 */
	NATIVE,

	/**
	 * Locks of {@code flock}, for programs that use it: {@code flock(1)}, Python's
	 * {@code filelock} and {@code portalocker}. They end with their process, too. Not on
	 * Windows; needs the library {@code net.java.dev.jna:jna}.
	 */
	FLOCK,

	/**
	 * A marker that exists while the lock is held, for file systems that cannot lock. It
	 * outlives a process that dies. It is removed only where its process is proved to
	 * have ended, which is possible on Linux and within one host, one PID namespace and
	 * one run of the system; elsewhere somebody has to remove it, also after a reboot or
	 * the restart of a container. Waiting means looking again and again. Two hosts must
	 * see each other's files at once: most network file systems promise that for the
	 * creation of a file.
	 */
	LOCK_FILE,

	/**
	 * Nothing: the user's word that no other process changes the files. Threads of this
	 * process still take turns.
	 */
	NONE

}
