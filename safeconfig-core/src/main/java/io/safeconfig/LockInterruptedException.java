package io.safeconfig;

/**
 * The calling thread was interrupted before it had the lock of a configuration file. Its
 * interrupt flag is set again. Nothing was changed and a retry is safe. Once a lock is
 * held an interrupt is left pending and the change completes.
 */
public final class LockInterruptedException extends ConfigFileException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create an exception.
	 * @param fileName the name of the configuration file
	 * @param operation what was tried, such as {@code update}
	 * @param cause the interruption
	 */
	public LockInterruptedException(String fileName, String operation, InterruptedException cause) {
		super(fileName,
				"Cannot " + operation + " " + quoted(fileName)
						+ ": the thread was interrupted while it waited for the lock",
				FileState.UNCHANGED, "The interrupt flag of the thread is set.", cause);
	}

}
