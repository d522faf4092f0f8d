package io.safeconfig.spring.metrics;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.safeconfig.LockAcquisition;
import io.safeconfig.LockAcquisition.Contention;
import io.safeconfig.LockAcquisition.Outcome;
import io.safeconfig.LockListener;
import io.safeconfig.spring.monitor.Labels;

/**
 * Times waiting and holding. Every meter is there from the start: what has not happened
 * is zero, and not missing.
 */
final class LockMeters implements LockListener {

	private static final String EXCLUSIVE = "exclusive";

	private final Map<Contention, Counter> contended;

	/** By file tag, then by outcome. */
	private final Map<String, Map<Outcome, Timer>> acquisitions;

	/** By file tag. */
	private final Map<String, Timer> holds;

	LockMeters(MeterRegistry registry, List<String> files) {
		this.contended = Map.of(Contention.JVM, contended(registry, Contention.JVM), Contention.PROCESS,
				contended(registry, Contention.PROCESS));
		this.acquisitions = each(files, (file) -> acquisitions(registry, file));
		this.holds = each(files,
				(file) -> Timer.builder(SafeConfigMeters.LOCK_HOLD)
					.description("Time that locks of configuration files were held")
					.tags(SafeConfigMeters.MODE, EXCLUSIVE, SafeConfigMeters.FILE, file)
					.register(registry));
	}

	private static <T> Map<String, T> each(List<String> files, Function<String, T> meters) {
		Map<String, T> all = new HashMap<>();
		files.forEach((file) -> all.put(file, meters.apply(file)));
		all.put(SafeConfigMeters.OTHER_FILES, meters.apply(SafeConfigMeters.OTHER_FILES));
		return Map.copyOf(all);
	}

	private static Counter contended(MeterRegistry registry, Contention scope) {
		return Counter.builder(SafeConfigMeters.LOCK_CONTENDED)
			.description("Locks of configuration files that had to be waited for")
			.tag(SafeConfigMeters.SCOPE, Labels.of(scope))
			.register(registry);
	}

	private static Map<Outcome, Timer> acquisitions(MeterRegistry registry, String file) {
		Map<Outcome, Timer> timers = new HashMap<>();
		for (Outcome outcome : Outcome.values()) {
			timers.put(outcome,
					Timer.builder(SafeConfigMeters.LOCK_ACQUIRE)
						.description("Time waited for locks of configuration files")
						.tags(SafeConfigMeters.MODE, EXCLUSIVE, SafeConfigMeters.OUTCOME, Labels.of(outcome),
								SafeConfigMeters.FILE, file)
						.register(registry));
		}
		return timers;
	}

	@Override
	public void acquisitionEnded(LockAcquisition acquisition) {
		Timer timer = of(this.acquisitions, acquisition.fileName()).get(acquisition.outcome());
		if (timer != null) {
			timer.record(acquisition.waited());
		}
		Counter counter = this.contended.get(acquisition.contention());
		if (counter != null && acquisition.outcome() == Outcome.ACQUIRED) {
			counter.increment();
		}
	}

	@Override
	public void released(String fileName, Duration held) {
		of(this.holds, fileName).record(held);
	}

	private static <T> T of(Map<String, T> meters, String file) {
		T meter = meters.get(file);
		return (meter != null) ? meter : Objects.requireNonNull(meters.get(SafeConfigMeters.OTHER_FILES));
	}

}
