package io.safeconfig.store.file;

import java.time.Duration;

import io.safeconfig.LockAcquisition.Contention;
import io.safeconfig.LockAcquisition.Outcome;
import io.safeconfig.lock.LockTotals;

/**
 * What became of waits for locks since the store was opened.
 *
 * @param acquired how many ended with the lock
 * @param contendedInJvm how many of these had to wait for a thread of this JVM
 * @param contendedByProcess how many of these had to wait for another process
 * @param timedOut how many ended with the timeout
 * @param deadlocks how many were refused or given up because of a deadlock
 * @param interrupted how many were interrupted
 * @param failed how many the file system refused
 * @param recovered how many locks were taken over from holders that were gone
 * @param waited how long all waits took together
 * @param longestWait how long the longest one took
 */
public record LockCounts(long acquired, long contendedInJvm, long contendedByProcess, long timedOut, long deadlocks,
		long interrupted, long failed, long recovered, Duration waited, Duration longestWait) {

	static LockCounts of(LockTotals totals) {
		return new LockCounts(totals.count(Outcome.ACQUIRED), totals.count(Contention.JVM),
				totals.count(Contention.PROCESS), totals.count(Outcome.TIMEOUT), totals.count(Outcome.DEADLOCK),
				totals.count(Outcome.INTERRUPTED), totals.count(Outcome.FAILED), totals.recovered(), totals.waited(),
				totals.longestWait());
	}

	LockCounts plus(LockCounts other) {
		Duration longest = (this.longestWait.compareTo(other.longestWait) < 0) ? other.longestWait : this.longestWait;
		return new LockCounts(this.acquired + other.acquired, this.contendedInJvm + other.contendedInJvm,
				this.contendedByProcess + other.contendedByProcess, this.timedOut + other.timedOut,
				this.deadlocks + other.deadlocks, this.interrupted + other.interrupted, this.failed + other.failed,
				this.recovered + other.recovered, this.waited.plus(other.waited), longest);
	}

}
