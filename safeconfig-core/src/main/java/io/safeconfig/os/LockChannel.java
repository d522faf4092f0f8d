package io.safeconfig.os;

import java.io.IOException;

/**
 * One open lock file and the exclusive lock of the operating system on the whole of it:
 * {@code fcntl} record locks on POSIX systems, {@code LockFileEx} on Windows.
 * <p>
 * On POSIX such a lock belongs to the process, and closing <em>any</em> descriptor of the
 * same file in the process drops it (POSIX, fcntl, "all locks associated with a file for
 * a given process shall be removed when a file descriptor for that file is closed by that
 * process"). Whoever holds a channel decides when it is safe to close it.
 */
public interface LockChannel {

	/**
	 * Take the lock if it is free. Never waits; not affected by the thread's interrupt
	 * flag.
	 * @return whether the lock is held now
	 * @throws IOException if the file system cannot lock
	 * @throws java.nio.channels.OverlappingFileLockException if another channel of this
	 * JVM holds the lock or waits for it
	 */
	boolean tryLock() throws IOException;

	/**
	 * Wait in the kernel's queue until the lock is held. Ends early only when the channel
	 * is closed. An interrupt of the calling thread closes the channel, so only threads
	 * that nobody interrupts may call this.
	 * @throws IOException if the file system cannot lock, if the channel was closed, or
	 * if the kernel believes in a deadlock
	 * @throws java.nio.channels.OverlappingFileLockException as for {@link #tryLock()}
	 */
	void lock() throws IOException;

	/**
	 * Whether the lock is held as far as the JVM knows.
	 * @return {@code true} between a successful acquisition and unlock or close
	 */
	boolean isLocked();

	/**
	 * Give the lock back; the file stays open.
	 * @throws IOException if the system refuses
	 */
	void unlock() throws IOException;

	/**
	 * Keep the file open for the rest of the life of the JVM, also when nothing refers to
	 * this any more: the garbage collector closes files too.
	 */
	void keepOpen();

	/**
	 * Close the file, which gives every lock back. Returns after the file is closed, even
	 * if another thread is closing it.
	 * @throws IOException if the system reports an error; the file is closed all the same
	 */
	void close() throws IOException;

}
