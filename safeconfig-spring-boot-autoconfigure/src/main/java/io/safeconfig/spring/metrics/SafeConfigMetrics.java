package io.safeconfig.spring.metrics;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.safeconfig.WorkListeners;
import io.safeconfig.spring.monitor.Labels;
import io.safeconfig.spring.monitor.OperatorActions;
import io.safeconfig.spring.monitor.StoreWatch;
import io.safeconfig.store.file.FileStoreMonitor;
import io.safeconfig.store.file.RecoveryResult;
import io.safeconfig.store.file.StoreStatus;

/**
 * Binds the meters of a file store and of the repository over it. Counters that stand for
 * what the store counts itself tell also what happened before a registry was there. No
 * meter goes to the file system when it is read.
 */
public final class SafeConfigMetrics implements MeterBinder {

	private final FileStoreMonitor store;

	private final WorkListeners work;

	private final StoreWatch watch;

	private final OperatorActions actions;

	private final List<String> files;

	/**
	 * Create a binder.
	 * @param store the store
	 * @param work where the work of the repository is told
	 * @param watch looks for stale locks
	 * @param actions what operators do
	 * @param files the names of the files that have meters of their own
	 */
	public SafeConfigMetrics(FileStoreMonitor store, WorkListeners work, StoreWatch watch, OperatorActions actions,
			List<String> files) {
		this.store = store;
		this.work = work;
		this.watch = watch;
		this.actions = actions;
		this.files = List.copyOf(files);
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.store.addListener(new LockMeters(registry, this.files));
		this.work.add(new CommitMeters(registry));
		gauge(registry, SafeConfigMeters.LOCK_ACTIVE, "Locks that this process holds",
				(watched) -> this.store.heldLocks());
		TimeGauge
			.builder(SafeConfigMeters.LOCK_LONGEST_HOLD, this.store, TimeUnit.NANOSECONDS,
					(held) -> (double) held.longestHold().toNanos())
			.description("Time that the lock which this process holds the longest has been held so far")
			.register(registry);
		gauge(registry, SafeConfigMeters.LOCK_WAITING, "Callers of this process that wait for a lock",
				(watched) -> this.store.waitingCallers());
		gauge(registry, SafeConfigMeters.LOCK_STALE,
				"Stale owner records, as of the last check; NaN if it could not see all", SafeConfigMetrics::stale);
		counter(registry, SafeConfigMeters.LOCK_RECOVERED, "Stale locks that this process took over",
				(counted) -> (double) counted.lockCounts().recovered());
		counter(registry, SafeConfigMeters.READ, "Reads of configuration files", FileStoreMonitor::readsFromCache,
				SafeConfigMeters.SOURCE, "cache");
		counter(registry, SafeConfigMeters.READ, "Reads of configuration files", FileStoreMonitor::readsFromDisk,
				SafeConfigMeters.SOURCE, "disk");
		for (RecoveryResult result : RecoveryResult.values()) {
			counter(registry, SafeConfigMeters.RECOVERY, "Journals that processes which are gone left",
					(counted) -> (double) counted.recoveries(result), SafeConfigMeters.RESULT, Labels.of(result));
		}
		for (OperatorActions.Outcome outcome : OperatorActions.Outcome.values()) {
			FunctionCounter
				.builder(SafeConfigMeters.LOCK_CLEARED, this.actions, (counted) -> (double) counted.total(outcome))
				.description("What operators did to locks by hand")
				.tag(SafeConfigMeters.OUTCOME, Labels.of(outcome))
				.register(registry);
		}
	}

	private void gauge(MeterRegistry registry, String name, String description, ToDoubleFunction<StoreWatch> value) {
		Gauge.builder(name, this.watch, value).description(description).register(registry);
	}

	private void counter(MeterRegistry registry, String name, String description,
			ToDoubleFunction<FileStoreMonitor> value, String... tags) {
		FunctionCounter.builder(name, this.store, value).description(description).tags(tags).register(registry);
	}

	/** What is not known is no number. */
	private static double stale(StoreWatch watch) {
		StoreStatus latest = watch.latest();
		if (latest != null && !latest.isComplete()) {
			return Double.NaN;
		}
		return (latest != null) ? latest.staleLocks().size() : 0;
	}

}
