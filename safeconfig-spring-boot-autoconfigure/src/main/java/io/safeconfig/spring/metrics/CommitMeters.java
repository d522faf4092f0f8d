package io.safeconfig.spring.metrics;

import java.util.EnumMap;
import java.util.Map;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.safeconfig.WorkListener;
import io.safeconfig.spring.monitor.Labels;

/** Times commits. Every meter is there from the start. */
final class CommitMeters implements WorkListener {

	private final Map<Outcome, Timer> commits = new EnumMap<>(Outcome.class);

	private final DistributionSummary files;

	private final DistributionSummary size;

	CommitMeters(MeterRegistry registry) {
		for (Outcome outcome : Outcome.values()) {
			this.commits.put(outcome,
					Timer.builder(SafeConfigMeters.COMMIT)
						.description("Commits of configuration files")
						.tag(SafeConfigMeters.OUTCOME, Labels.of(outcome))
						.register(registry));
		}
		this.files = DistributionSummary.builder(SafeConfigMeters.COMMIT_FILES)
			.description("Configuration files that a commit changed")
			.baseUnit("files")
			.register(registry);
		this.size = DistributionSummary.builder(SafeConfigMeters.COMMIT_SIZE)
			.description("Size of what a commit wrote")
			.baseUnit("bytes")
			.register(registry);
	}

	@Override
	public Work begin(Kind kind) {
		return new Work() {

			@Override
			public void committed(Commit commit) {
				record(commit);
			}

		};
	}

	private void record(Commit commit) {
		Timer timer = this.commits.get(commit.outcome());
		if (timer != null) {
			timer.record(commit.took());
		}
		if (commit.outcome() == Outcome.COMMITTED) {
			this.files.record((double) commit.files());
			this.size.record((double) commit.bytes());
		}
	}

}
