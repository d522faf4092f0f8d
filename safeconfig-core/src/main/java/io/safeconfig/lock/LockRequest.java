package io.safeconfig.lock;

import io.safeconfig.ConfigFileException;
import io.safeconfig.LockDeadlockException;
import io.safeconfig.LockDeadlockException.Reason;
import io.safeconfig.LockOwner;
import io.safeconfig.LockTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * What a caller waits for, and what to tell when it does not get it.
 *
 * @param target what to lock
 * @param deadline when to give up
 * @param operation what for
 * @param inOrder whether it comes, in the global order, after all that the caller holds
 * @param waiting learns what the caller has to wait for
 */
record LockRequest(LockTarget target, Deadline deadline, String operation, boolean inOrder, LockWait waiting) {

	private static final String CONNECTION = " with";

	/**
	 * What is done, for people who look at a lock: an operation may end with the word
	 * that leads to the name of the file in a sentence, as in
	 * {@code run 'Quotas.move' with}.
	 */
	static String activity(String operation) {
		return operation.endsWith(CONNECTION) ? operation.substring(0, operation.length() - CONNECTION.length())
				: operation;
	}

	ConfigFileException deadlock(Reason reason) {
		return new LockDeadlockException(this.target.name(), this.operation, reason, this.deadline.elapsed());
	}

	/** A caller who only tries waits for nobody, and so is part of no deadlock. */
	ConfigFileException timedOut(@Nullable LockOwner holder) {
		return mayDeadlock() ? deadlock(Reason.ORDER_TIMEOUT)
				: new LockTimeoutException(this.target.name(), this.operation, this.deadline.elapsed(), holder);
	}

	/** The same for a lock that does not end with its holder. */
	ConfigFileException timedOutAtMarker(@Nullable LockOwner holder) {
		return mayDeadlock() ? deadlock(Reason.ORDER_TIMEOUT) : new LockTimeoutException(this.target.name(),
				this.operation, this.deadline.elapsed(), holder,
				"Retry later, or look at what the holder does. Only if it is certain that its process has ended,"
						+ " remove the marker '" + this.target.lockFile() + "'.");
	}

	private boolean mayDeadlock() {
		return !this.inOrder && !this.deadline.isImmediate();
	}

}
