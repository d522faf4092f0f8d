package io.safeconfig.store.file;

/** How much the check at the opening of a store looks at. */
public enum ProbeScope {

	/**
	 * Everything. Whether a lock keeps another process out is asked of the kernel; where
	 * the kernel alone does not decide that, as on a network file system, a second
	 * process is started for a moment to try.
	 */
	AUTO,

	/**
	 * Everything, and always with a second process. It takes as long as a JVM to start.
	 */
	FULL,

	/** What can be found out without a second process. */
	IN_PROCESS,

	/** Nothing but that the directory is there and durable, and how others lock. */
	OFF

}
