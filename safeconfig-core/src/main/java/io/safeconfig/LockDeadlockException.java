package io.safeconfig;

import java.time.Duration;

/**
 * Waiting for the lock of a configuration file would never have ended, or might never
 * have. Nothing was changed. {@link #reason()} tells whether a repetition of the whole
 * transaction can succeed, which releases the locks that others wait for, or whether the
 * program has to be changed. Repeating only the call that failed helps in no case, since
 * the transaction still holds its other locks.
 */
public final class LockDeadlockException extends ConfigFileException {

	private static final long serialVersionUID = 1L;

	private final Reason reason;

	private final Duration waited;

	/** Why a lock was not waited for any longer. */
	public enum Reason {

		/**
		 * Threads of this JVM wait for each other's locks in a circle. Found at once,
		 * with certainty and without waiting for any timeout; this thread was chosen to
		 * fail because its wait would have closed the circle. The others go on as soon as
		 * its transaction has ended, and then it can be repeated.
		 */
		CIRCLE(" is held by a thread that in turn waits for a lock of this one, so they would wait for ever",
				"Repeat the whole transaction; to avoid this, lock all its files at its start, or touch them in the"
						+ " same order everywhere."),

		/**
		 * The lock was asked for after one that comes later in the global order of locks,
		 * and was not free within the time that such a request may wait. So this may be a
		 * deadlock with another process, which cannot be seen from here; or the holder is
		 * only slow. The transaction can be repeated.
		 */
		ORDER_TIMEOUT(
				" was asked for after a lock that comes later in the global order, and was not free within %d ms;"
						+ " this may be a deadlock with another process",
				"Repeat the whole transaction; to avoid this, lock all its files at its start, or touch them in the"
						+ " order of their names."),

		/**
		 * This very thread holds the lock through another transaction, for example one
		 * that is suspended by REQUIRES_NEW and resumes only when the present one has
		 * ended. Waiting could never end, and repeating does not help: finish the outer
		 * transaction first, or let the inner one join it.
		 */
		OWN_THREAD(
				" is held by this very thread through another transaction, which may be suspended, so waiting"
						+ " would never end",
				"Repeating does not help: finish the outer transaction first, or let the inner one join it.");

		private final String problem;

		private final String nextStep;

		Reason(String problem, String nextStep) {
			this.problem = problem;
			this.nextStep = nextStep;
		}

	}

	/**
	 * Create an exception.
	 * @param fileName the name of the configuration file
	 * @param operation what was tried, such as {@code update}
	 * @param reason why the lock was not waited for any longer
	 * @param waited how long the caller waited
	 */
	public LockDeadlockException(String fileName, String operation, Reason reason, Duration waited) {
		super(fileName, "Cannot " + operation + " " + quoted(fileName) + ": its lock"
				+ String.format(reason.problem, waited.toMillis()), FileState.UNCHANGED, reason.nextStep, null);
		this.reason = reason;
		this.waited = waited;
	}

	/**
	 * Why the lock was not waited for any longer.
	 * @return the reason
	 */
	public Reason reason() {
		return this.reason;
	}

	/**
	 * How long the caller waited, for all locks that it asked for with the same deadline.
	 * @return the time waited; next to nothing where the reason was found at once
	 */
	public Duration waited() {
		return this.waited;
	}

}
