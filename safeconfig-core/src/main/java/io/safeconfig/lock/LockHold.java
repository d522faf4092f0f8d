package io.safeconfig.lock;

/**
 * One lock of this process while it is held.
 *
 * @param name the name of the configuration file
 * @param operation what for
 * @param thread the name of the thread that took it
 * @param start when it was taken, on the monotonic clock
 */
record LockHold(String name, String operation, String thread, long start) {

	@Override
	public boolean equals(Object other) {
		return this == other; // two locks of the same moment are two
	}

	@Override
	public int hashCode() {
		return System.identityHashCode(this);
	}

}
