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

	/** Who holds a lock that is held, as far as it is known. */
	@Nullable LockOwner holderOf(LockTarget target);

	/** Who left its record at a lock that nobody holds. */
	@Nullable LockOwner leftBy(LockTarget target);

	/**
	 * Try a lock. Where there is no other way to know it is taken for a moment, and given
	 * back as it was.
	 * @param unrecorded whether to take one for which nobody left a record, too
	 */
	LockSight look(LockTarget target, boolean unrecorded) throws IOException, InterruptedException;

	/**
	 * Remove the file of a lock that nobody uses, where one stays.
	 * @return whether it was removed
	 */
	default boolean removeUnused(LockTarget target, UnusedCheck unused) throws IOException, InterruptedException {
		return false;
	}

}
