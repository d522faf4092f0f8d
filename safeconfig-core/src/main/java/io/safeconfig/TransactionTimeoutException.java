package io.safeconfig;

import java.time.Duration;

/**
 * A transaction was still at work when its timeout had passed. Nothing was changed and a
 * retry is safe.
 */
public final class TransactionTimeoutException extends ConfigFileException {

	private static final long serialVersionUID = 1L;

	private final Duration timeout;

	/**
	 * Create an exception.
	 * @param fileName the name of the configuration file that was to be used; empty at
	 * the commit
	 * @param operation what was tried, such as {@code update}
	 * @param timeout the timeout of the transaction
	 */
	public TransactionTimeoutException(String fileName, String operation, Duration timeout) {
		super(fileName,
				"Cannot " + operation + (fileName.isEmpty() ? "" : " " + quoted(fileName))
						+ ": the transaction has taken longer than its timeout of " + timeout.toMillis() + " ms",
				FileState.UNCHANGED, "Find out what takes so long, or give the transaction more time.", null);
		this.timeout = timeout;
	}

	/**
	 * The timeout of the transaction.
	 * @return the timeout
	 */
	public Duration timeout() {
		return this.timeout;
	}

}
