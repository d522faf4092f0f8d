package io.safeconfig;

/**
 * Hears what happens to configuration files and their locks. Called on the thread that
 * does the work, unless a method says otherwise; an implementation is thread-safe and
 * quick. What it throws is logged and changes nothing.
 */
public interface ConfigFileListener {

	/**
	 * The lock of a file was taken over from a holder that is gone: it left its record
	 * behind, and the operating system gave the lock to this process. Called while the
	 * lock is held: an implementation changes no configuration file.
	 * @param fileName the name of the configuration file
	 * @param previous the holder that is gone
	 */
	default void staleLockRecovered(String fileName, LockOwner previous) {
	}

	/**
	 * Somebody without a lock wrote to a file after a change of this process had replaced
	 * or removed it: a program that had the old file open. What was written was put aside
	 * beside the file, for people to look at; the file itself has the change. One of two
	 * saves that replaced the file at the very moment of a change is put aside as well.
	 * Called on a thread of the store, or on one that makes a change and holds the lock
	 * of the file: an implementation changes no configuration file.
	 * @param fileName the name of the configuration file
	 * @param copy the absolute path of the file with what was written
	 */
	default void foreignChangePutAside(String fileName, String copy) {
	}

	/**
	 * A change made through the repository is committed: it is on disk as far as the
	 * store was told to wait for it, and its locks are free again. Changes by others are
	 * not told, nor are those whose outcome is unknown.
	 * @param change what was changed
	 */
	default void filesChanged(ConfigFilesChange change) {
	}

}
