package io.safeconfig;

import java.time.Duration;

/**
 * One wait for the lock of a configuration file, however it ended.
 *
 * @param fileName the name of the configuration file
 * @param outcome how it ended
 * @param contention whom the caller had to wait for
 * @param waited how long it took, on a monotonic clock
 */
public record LockAcquisition(String fileName, Outcome outcome, Contention contention, Duration waited) {

	/** How a wait for a lock ended. */
	public enum Outcome {

		/** The lock is held. */
		ACQUIRED,

		/** Others held it until the timeout. */
		TIMEOUT,

		/** The wait would have been, or may have been, part of a deadlock. */
		DEADLOCK,

		/** The waiting thread was interrupted. */
		INTERRUPTED,

		/** The file system refused. */
		FAILED

	}

	/** Whom a caller had to wait for; the last one counts. */
	public enum Contention {

		/** Nobody: the lock was free. */
		NONE,

		/** Another thread of this JVM. */
		JVM,

		/** Another process. */
		PROCESS

	}

}
