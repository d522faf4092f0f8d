package io.safeconfig.lock;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.safeconfig.os.DetachedThreads;

/**
 * Lets markers show that their holders run. It tells people, and decides nothing: a
 * process that is paused, or a clock that is off, must not cost anybody a lock.
 */
final class Heartbeats {

	/** Between two signs of life. */
	static final Duration INTERVAL = Duration.ofSeconds(5);

	/** Ends when no marker is held, so that a class loader can be collected. */
	private static final ScheduledThreadPoolExecutor BEATS = beats();

	private Heartbeats() {
	}

	private static ScheduledThreadPoolExecutor beats() {
		ScheduledThreadPoolExecutor beats = new ScheduledThreadPoolExecutor(1,
				(task) -> DetachedThreads.create("safeconfig-lock-heartbeat", task));
		beats.setKeepAliveTime(10, TimeUnit.SECONDS);
		beats.setRemoveOnCancelPolicy(true);
		beats.allowCoreThreadTimeOut(true);
		return beats;
	}

	/**
	 * Begin to show signs of life.
	 * @param beat one sign; the last one if it throws
	 * @return to be cancelled when the lock is released
	 */
	static Future<?> begin(Runnable beat) {
		long nanos = INTERVAL.toNanos();
		return BEATS.scheduleWithFixedDelay(beat, nanos, nanos, TimeUnit.NANOSECONDS);
	}

}
