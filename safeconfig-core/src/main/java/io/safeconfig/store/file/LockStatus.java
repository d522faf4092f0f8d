package io.safeconfig.store.file;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.safeconfig.LockOwner;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one lock at one moment. Immutable.
 *
 * @param fileName the name of the configuration file
 * @param state whether it is held
 * @param holder who holds it, or left its record; {@code null} if nobody is known to,
 * also where somebody does who cannot be named
 * @param source where the holder is known from; {@code null} if there is none
 * @param held how long the holder has held it: on the monotonic clock for this process,
 * else by the wall clock of the holder; {@code null} if unknown
 * @param heartbeat when the holder of a marker last showed that it runs, by the clock of
 * the file system; {@code null} where the lock is not a marker. A stopped process shows
 * nothing and is alive
 * @param waiters who waits for it, as far as it is known
 * @param foreignHolders the processes that hold a lock of the other family on the lock
 * file, which does not exclude those of this store; 0 for one that has no PID here
 * @param counts what became of the waits of this process for it
 */
public record LockStatus(String fileName, State state, @Nullable LockOwner holder, @Nullable Source source,
		@Nullable Duration held, @Nullable Instant heartbeat, List<LockWaiter> waiters, List<Long> foreignHolders,
		LockCounts counts) {

	/**
	 * Create a status.
	 */
	public LockStatus {
		waiters = List.copyOf(waiters);
		foreignHolders = List.copyOf(foreignHolders);
	}

	LockStatus withFileName(String name) {
		return new LockStatus(name, this.state, this.holder, this.source, this.held, this.heartbeat, this.waiters,
				this.foreignHolders, this.counts);
	}

	/** Whether a lock is held. */
	public enum State {

		/** Nobody is known to hold it. */
		FREE,

		/** Somebody alive holds it. */
		HELD,

		/**
		 * Its holder is gone and left its record: it died, or gave the lock back and left
		 * something to be cleared up.
		 */
		STALE,

		/**
		 * The holder that its record names is alive, and yet the lock can be taken: locks
		 * do not exclude here, and every change of the file is refused.
		 */
		BROKEN

	}

	/** Where a holder is known from. */
	public enum Source {

		/** It is this process. */
		THIS_PROCESS,

		/** The kernel's table of locks, with what the owner record adds. */
		KERNEL,

		/** The owner record alone. */
		OWNER_RECORD,

		/** The marker that is the lock. */
		MARKER,

		/** The lock cannot be taken, and nothing tells who has it. */
		LOCK_ATTEMPT

	}

}
