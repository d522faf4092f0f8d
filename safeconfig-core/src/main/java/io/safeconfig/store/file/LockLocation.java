package io.safeconfig.store.file;

/** Where the lock file of a configuration file lives. */
public enum LockLocation {

	/**
	 * In a directory of SafeConfig's own: {@code .safeconfig/locks/<name>.lck}, or
	 * {@code <name>.marker} with {@link io.safeconfig.LockStrategy#LOCK_FILE}.
	 */
	DIRECTORY,

	/**
	 * Beside the configuration file: {@code <name><suffix>}, for sharing the lock file
	 * with tools that expect it there. A lock file is never removed there; a marker goes
	 * with its holder.
	 */
	SIBLING

}
