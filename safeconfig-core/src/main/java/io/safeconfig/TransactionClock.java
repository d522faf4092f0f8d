package io.safeconfig;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/** How long a transaction may still take. */
final class TransactionClock {

	private final @Nullable Duration timeout;

	private final long start = System.nanoTime();

	TransactionClock(@Nullable Duration timeout) {
		this.timeout = timeout;
	}

	/** Throws {@link TransactionTimeoutException} if there is no time left. */
	void requireTime(String name, String operation) {
		if (this.timeout != null && remaining(this.timeout).isZero()) {
			throw new TransactionTimeoutException(name, operation, this.timeout);
		}
	}

	/** A wait, cut short where the transaction ends before it. */
	Duration atMost(Duration wait) {
		return (this.timeout != null) ? shorter(wait, remaining(this.timeout)) : wait;
	}

	private Duration remaining(Duration whole) {
		Duration left = whole.minusNanos(System.nanoTime() - this.start);
		return left.isNegative() ? Duration.ZERO : left;
	}

	private static Duration shorter(Duration one, Duration other) {
		return (one.compareTo(other) <= 0) ? one : other;
	}

}
