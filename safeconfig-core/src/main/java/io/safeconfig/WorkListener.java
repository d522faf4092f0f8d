package io.safeconfig;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Follows the units of work of a repository: each change that stands alone, and each
 * transaction. Called on the threads that do the work, in the middle of it: an
 * implementation is thread-safe, quick, and changes no configuration file. What it throws
 * is logged and changes nothing.
 */
@FunctionalInterface
public interface WorkListener {

	/** Follows nothing. */
	WorkListener NONE = (kind) -> new Work() {
	};

	/**
	 * A unit of work begins.
	 * @param kind what it is
	 * @return follows it to its end
	 */
	Work begin(Kind kind);

	/** What a unit of work is. */
	enum Kind {

		/** One change of one file, committed by itself. */
		UPDATE,

		/** A transaction, read-only ones included. */
		TRANSACTION

	}

	/** A part of a unit of work, which may come more than once. */
	enum Phase {

		/** Waiting for locks, to the moment that they are held or given up. */
		LOCK,

		/** The commit, to the moment that it is on disk or has failed. */
		COMMIT

	}

	/** How the commit of a unit of work ended. One that changes nothing is none. */
	enum Outcome {

		/** All is on disk. */
		COMMITTED,

		/** Somebody changed a file meanwhile; nothing was changed. */
		CONFLICT,

		/** It was given up by its caller after it had its locks; nothing was changed. */
		ROLLED_BACK,

		/** It failed; nothing was changed. */
		FAILED,

		/** It is in effect at least in part, and not known to be durable. */
		UNKNOWN

	}

	/** One unit of work. Its methods are called by one thread at a time. */
	interface Work {

		/**
		 * A part of it begins.
		 * @param phase which part
		 * @return to be run when the part ends
		 */
		default Runnable enter(Phase phase) {
			return () -> {
			};
		}

		/**
		 * Its commit ended.
		 * @param commit how
		 */
		default void committed(Commit commit) {
		}

		/**
		 * It ended. Called once, maybe on another thread than the one that began it.
		 * @param failure what was thrown, {@code null} if nothing was
		 */
		default void ended(@Nullable Throwable failure) {
		}

	}

	/**
	 * The end of a commit.
	 *
	 * @param outcome how it ended
	 * @param took how long the commit took; how long the whole work took if it was rolled
	 * back; on a monotonic clock
	 * @param files how many files it was to change
	 * @param bytes how many bytes it was to write
	 */
	record Commit(Outcome outcome, Duration took, int files, long bytes) {
	}

}
