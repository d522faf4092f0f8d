package io.safeconfig;

import java.time.Duration;

/**
 * Hears of every lock that is taken on configuration files. Called on the thread that
 * does the work, in the middle of it: an implementation is thread-safe, quick, and
 * changes no configuration file. What it throws is logged and changes nothing.
 */
public interface LockListener {

	/**
	 * A wait for a lock ended, successfully or not.
	 * @param acquisition what was waited for
	 */
	default void acquisitionEnded(LockAcquisition acquisition) {
	}

	/**
	 * A lock was given back.
	 * @param fileName the name of the configuration file
	 * @param held how long it was held, on a monotonic clock
	 */
	default void released(String fileName, Duration held) {
	}

}
