package io.safeconfig.lock;

import java.io.IOException;

import io.safeconfig.LockOwner;
import org.jspecify.annotations.Nullable;

/** One way to keep other processes out. Thread-safe. */
interface LockMechanism {

	/**
	 * Wait for a lock.
	 * @throws io.safeconfig.ConfigFileException if others hold it until the deadline, or
	 * the wait would never end
	 * @throws IOException if the file system refuses
	 * @throws InterruptedException if the thread is interrupted
	 */
	Grip acquire(LockRequest request) throws IOException, InterruptedException;

	/** Who holds a lock, as far as it is known. */
	@Nullable LockOwner holderOf(LockTarget target);

	/**
	 * Whether a holder that is gone left its record. Where one lies there the lock is
	 * taken for a moment, and given back as it was.
	 */
	boolean isStale(LockTarget target) throws IOException, InterruptedException;

}
