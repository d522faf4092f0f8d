package io.safeconfig;

/**
 * The lock file of a configuration file was removed or replaced by something else than
 * SafeConfig while its lock was held, so that another process may hold a lock on the new
 * one. The change was dropped before it took effect: nothing was changed and a retry is
 * safe.
 */
public final class LockLostException extends ConfigFileException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create an exception.
	 * @param fileName the name of the configuration file
	 * @param lockFile the path of the lock file
	 */
	public LockLostException(String fileName, String lockFile) {
		super(fileName,
				"Cannot commit the change of " + quoted(fileName) + ": its lock file " + quoted(lockFile)
						+ " was removed or replaced while the lock was held",
				FileState.UNCHANGED, "Find out what removes lock files and stop it; then retry.", null);
	}

}
