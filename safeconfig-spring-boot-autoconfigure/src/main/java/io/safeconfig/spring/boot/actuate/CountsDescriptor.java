package io.safeconfig.spring.boot.actuate;

import io.safeconfig.store.file.LockCounts;

/**
 * What became of the waits of this process for locks.
 *
 * @param acquired how many ended with the lock
 * @param contendedInJvm how many of these waited for another thread
 * @param contendedByProcess how many of these waited for another process
 * @param timedOut how many timed out
 * @param deadlocks how many were refused because of a deadlock
 * @param interrupted how many were interrupted
 * @param failed how many the file system refused
 * @param recovered how many locks were taken over from holders that were gone
 * @param waitedMillis all waits together, in milliseconds
 * @param longestWaitMillis the longest wait, in milliseconds
 */
public record CountsDescriptor(long acquired, long contendedInJvm, long contendedByProcess, long timedOut,
		long deadlocks, long interrupted, long failed, long recovered, long waitedMillis, long longestWaitMillis) {

	static CountsDescriptor of(LockCounts counts) {
		return new CountsDescriptor(counts.acquired(), counts.contendedInJvm(), counts.contendedByProcess(),
				counts.timedOut(), counts.deadlocks(), counts.interrupted(), counts.failed(), counts.recovered(),
				counts.waited().toMillis(), counts.longestWait().toMillis());
	}

}
