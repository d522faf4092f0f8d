package io.safeconfig.lock;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

import io.safeconfig.LockAcquisition;
import io.safeconfig.LockAcquisition.Contention;
import io.safeconfig.LockAcquisition.Outcome;

/** Counts what became of the waits for one lock, or for all. Thread-safe. */
public final class LockTotals {

	private final Map<Outcome, LongAdder> outcomes = new ConcurrentHashMap<>();

	private final Map<Contention, LongAdder> contentions = new ConcurrentHashMap<>();

	private final LongAdder waitedNanos = new LongAdder();

	private final LongAccumulator longestNanos = new LongAccumulator(Long::max, 0);

	private final LongAdder recovered = new LongAdder();

	void add(LockAcquisition acquisition) {
		this.outcomes.computeIfAbsent(acquisition.outcome(), (key) -> new LongAdder()).increment();
		long nanos = acquisition.waited().toNanos();
		this.waitedNanos.add(nanos);
		this.longestNanos.accumulate(nanos);
		if (acquisition.outcome() == Outcome.ACQUIRED) {
			this.contentions.computeIfAbsent(acquisition.contention(), (key) -> new LongAdder()).increment();
		}
	}

	void addRecovered() {
		this.recovered.increment();
	}

	/**
	 * How many waits ended in this way.
	 * @param outcome the end of a wait
	 * @return the number since the store was opened
	 */
	public long count(Outcome outcome) {
		LongAdder count = this.outcomes.get(outcome);
		return (count != null) ? count.sum() : 0;
	}

	/**
	 * How many locks were got after such a wait.
	 * @param contention whom the caller had to wait for
	 * @return the number since the store was opened
	 */
	public long count(Contention contention) {
		LongAdder count = this.contentions.get(contention);
		return (count != null) ? count.sum() : 0;
	}

	/**
	 * How many locks were taken over from holders that were gone.
	 * @return the number since the store was opened
	 */
	public long recovered() {
		return this.recovered.sum();
	}

	/**
	 * How long all waits took together.
	 * @return the time on a monotonic clock
	 */
	public Duration waited() {
		return Duration.ofNanos(this.waitedNanos.sum());
	}

	/**
	 * How long the longest wait took.
	 * @return the time on a monotonic clock
	 */
	public Duration longestWait() {
		return Duration.ofNanos(this.longestNanos.get());
	}

}
