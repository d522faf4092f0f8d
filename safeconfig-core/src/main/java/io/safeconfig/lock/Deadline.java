package io.safeconfig.lock;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The end of a wait, on a monotonic clock, so that no step of the wall clock moves it.
 */
public final class Deadline {

	private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE / 2);

	private final LongSupplier nanoTime;

	private final long start;

	private final long nanos;

	private Deadline(LongSupplier nanoTime, long nanos) {
		this.nanoTime = nanoTime;
		this.start = nanoTime.getAsLong();
		this.nanos = nanos;
	}

	/**
	 * A deadline from now on.
	 * @param timeout how long; longer than a century counts as a century
	 * @param nanoTime the monotonic clock in nanoseconds
	 * @return the deadline
	 */
	public static Deadline after(Duration timeout, LongSupplier nanoTime) {
		return new Deadline(nanoTime, ((timeout.compareTo(LONGEST) > 0) ? LONGEST : timeout).toNanos());
	}

	/**
	 * How much time is left.
	 * @return nanoseconds, never negative
	 */
	public long remainingNanos() {
		return Math.max(0, this.nanos - (this.nanoTime.getAsLong() - this.start));
	}

	/** Whether there is nothing to wait for from the start: try once. */
	boolean isImmediate() {
		return this.nanos <= 0;
	}

	/**
	 * Whether no time is left.
	 * @return {@code true} from the deadline on
	 */
	public boolean isExpired() {
		return remainingNanos() == 0;
	}

	/**
	 * How much time has gone since the deadline was set.
	 * @return the time
	 */
	public Duration elapsed() {
		return Duration.ofNanos(this.nanoTime.getAsLong() - this.start);
	}

}
