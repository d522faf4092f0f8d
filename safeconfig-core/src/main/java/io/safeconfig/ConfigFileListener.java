package io.safeconfig;

/**
 * Hears what happens to the locks of configuration files. Called on the thread that does
 * the work, while it holds the lock: an implementation is thread-safe, quick, and changes
 * no configuration file. What it throws is logged and changes nothing.
 */
public interface ConfigFileListener {

	/**
	 * The lock of a file was taken over from a holder that is gone: it left its record
	 * behind, and the operating system gave the lock to this process.
	 * @param fileName the name of the configuration file
	 * @param previous the holder that is gone
	 */
	default void staleLockRecovered(String fileName, LockOwner previous) {
	}

}
