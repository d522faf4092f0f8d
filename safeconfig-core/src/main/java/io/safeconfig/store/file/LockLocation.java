package io.safeconfig.store.file;

/** Where the lock file of a configuration file lives. */
public enum LockLocation {

	/** In a directory of SafeConfig's own: {@code .safeconfig/locks/<name>.lck}. */
	DIRECTORY,

	/**
	 * Beside the configuration file: {@code <name><suffix>}, for sharing the lock file
	 * with tools that expect it there.
	 */
	SIBLING

}
