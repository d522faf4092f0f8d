package io.safeconfig.spring.metrics;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Statistic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.safeconfig.ConfigFileRepository;
import io.safeconfig.ConfigTransaction;
import io.safeconfig.LockTimeoutException;
import io.safeconfig.WorkListeners;
import io.safeconfig.spring.monitor.OperatorActions;
import io.safeconfig.spring.monitor.StoreWatch;
import io.safeconfig.store.file.FileConfigStore;
import io.safeconfig.store.file.StoreStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What is measured. */
@Timeout(60)
class SafeConfigMetricsTests {

	@TempDir
	Path base;

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final WorkListeners work = new WorkListeners();

	private FileConfigStore store;

	private ConfigFileRepository files;

	private StoreWatch watch;

	@BeforeEach
	void bind() {
		this.store = FileConfigStore.open(this.base);
		this.files = ConfigFileRepository.builder(this.store)
			.lockTimeout(Duration.ofSeconds(30))
			.workListener(this.work)
			.build();
		this.watch = new StoreWatch(this.store.monitor()::check, Duration.ofNanos(1), Duration.ofMinutes(1));
		new SafeConfigMetrics(this.store.monitor(), this.work, this.watch, new OperatorActions(this.store.monitor()),
				List.of("flags.properties"))
			.bindTo(this.registry);
	}

	@AfterEach
	void close() {
		this.watch.close();
		this.files.close();
	}

	@Test
	void everyMeterIsThereAtZeroFromTheStart() {
		assertThat(this.registry.getMeters()).extracting((meter) -> meter.getId().getName())
			.contains(SafeConfigMeters.LOCK_ACQUIRE, SafeConfigMeters.LOCK_HOLD, SafeConfigMeters.LOCK_CONTENDED,
					SafeConfigMeters.LOCK_ACTIVE, SafeConfigMeters.LOCK_LONGEST_HOLD, SafeConfigMeters.LOCK_WAITING,
					SafeConfigMeters.LOCK_STALE, SafeConfigMeters.LOCK_RECOVERED, SafeConfigMeters.LOCK_CLEARED,
					SafeConfigMeters.COMMIT, SafeConfigMeters.COMMIT_FILES, SafeConfigMeters.COMMIT_SIZE,
					SafeConfigMeters.RECOVERY, SafeConfigMeters.READ);
		for (Meter meter : this.registry.getMeters()) {
			assertThat(meter.measure()).as(meter.getId().toString())
				.allSatisfy((measurement) -> assertThat(measurement.getValue()).isZero());
			assertThat(meter.getId().getDescription()).isNotBlank();
		}
		assertThat(this.registry.find(SafeConfigMeters.COMMIT).timers())
			.extracting((timer) -> timer.getId().getTag("outcome"))
			.containsExactlyInAnyOrder("committed", "conflict", "rolled-back", "failed", "unknown");
	}

	@Test
	void anUpdateIsMeasured() {
		this.files.save("flags.properties", "a=1");
		assertThat(value(SafeConfigMeters.LOCK_ACQUIRE, Statistic.COUNT, "mode", "exclusive", "outcome", "acquired",
				"file", "flags.properties"))
			.isEqualTo(1);
		assertThat(value(SafeConfigMeters.LOCK_HOLD, Statistic.COUNT, "file", "flags.properties")).isEqualTo(1);
		assertThat(value(SafeConfigMeters.LOCK_HOLD, Statistic.TOTAL_TIME, "file", "flags.properties")).isPositive();
		assertThat(value(SafeConfigMeters.COMMIT, Statistic.COUNT, "outcome", "committed")).isEqualTo(1);
		assertThat(value(SafeConfigMeters.COMMIT_SIZE, Statistic.TOTAL)).isEqualTo(3);
		assertThat(value(SafeConfigMeters.COMMIT_FILES, Statistic.TOTAL)).isEqualTo(1);
		assertThat(value(SafeConfigMeters.LOCK_CONTENDED, Statistic.COUNT, "scope", "jvm")).isZero();
	}

	@Test
	void filesThatNobodyNamedCountAsOne() {
		for (int i = 0; i < 3; i++) {
			this.files.save("tenant-" + i + ".txt", "a");
		}
		assertThat(value(SafeConfigMeters.LOCK_HOLD, Statistic.COUNT, "file", "other")).isEqualTo(3);
		assertThat(this.registry.find(SafeConfigMeters.LOCK_HOLD).timers()).hasSize(2);
	}

	@Test
	void aTransactionOfSeveralFilesIsOneCommit() {
		try (ConfigTransaction transaction = this.files.begin()) {
			transaction.save("a.txt", "a");
			transaction.save("b.txt", "b");
			assertThat(value(SafeConfigMeters.LOCK_ACTIVE, Statistic.VALUE)).isEqualTo(2);
			assertThat(value(SafeConfigMeters.LOCK_LONGEST_HOLD, Statistic.VALUE)).isPositive();
			transaction.commit();
		}
		assertThat(value(SafeConfigMeters.LOCK_ACTIVE, Statistic.VALUE)).isZero();
		assertThat(value(SafeConfigMeters.LOCK_LONGEST_HOLD, Statistic.VALUE)).isZero();
		assertThat(value(SafeConfigMeters.COMMIT, Statistic.COUNT, "outcome", "committed")).isEqualTo(1);
		assertThat(value(SafeConfigMeters.COMMIT_FILES, Statistic.TOTAL)).isEqualTo(2);
	}

	@Test
	void waitingForAThreadAndGivingUpAreMeasured() throws Exception {
		CountDownLatch held = new CountDownLatch(1);
		CountDownLatch goOn = new CountDownLatch(1);
		FutureTask<?> holder = new FutureTask<>(() -> {
			try (ConfigTransaction transaction = this.files.begin()) {
				transaction.save("a.txt", "a");
				held.countDown();
				goOn.await();
			}
			return null;
		});
		new Thread(holder).start();
		held.await();
		ConfigFileRepository impatient = ConfigFileRepository.builder(this.store)
			.lockTimeout(Duration.ofMillis(5))
			.build();
		assertThatExceptionOfType(LockTimeoutException.class).isThrownBy(() -> impatient.save("a.txt", "b"));
		FutureTask<?> waiter = new FutureTask<>(() -> this.files.save("a.txt", "c"));
		new Thread(waiter).start();
		while (value(SafeConfigMeters.LOCK_WAITING, Statistic.VALUE) == 0 && !Thread.currentThread().isInterrupted()) {
			Thread.onSpinWait();
		}
		goOn.countDown();
		holder.get();
		waiter.get();
		assertThat(value(SafeConfigMeters.LOCK_ACQUIRE, Statistic.COUNT, "outcome", "timeout", "file", "other"))
			.isEqualTo(1);
		assertThat(value(SafeConfigMeters.LOCK_CONTENDED, Statistic.COUNT, "scope", "jvm")).isEqualTo(1);
		assertThat(value(SafeConfigMeters.COMMIT, Statistic.COUNT, "outcome", "rolled-back")).isEqualTo(1);
	}

	@Test
	void aStaleLockIsSeenWithoutAWalkAndCountedWhenItIsTakenOver() throws Exception {
		this.files.save("a.txt", "a");
		Files.writeString(this.base.resolve(".safeconfig/locks/a.txt.owner"), "left behind");
		while (value(SafeConfigMeters.LOCK_STALE, Statistic.VALUE) == 0 && !Thread.currentThread().isInterrupted()) {
			Thread.onSpinWait();
		}
		this.files.save("a.txt", "b");
		assertThat(value(SafeConfigMeters.LOCK_RECOVERED, Statistic.COUNT)).isEqualTo(1);
	}

	@Test
	void readsAreCounted() {
		this.files.save("a.txt", "a");
		this.files.get("a.txt");
		assertThat(value(SafeConfigMeters.READ, Statistic.COUNT, "source", "disk")).isEqualTo(1);
	}

	private double value(String name, Statistic statistic, String... tags) {
		Meter meter = this.registry.get(name).tags(tags).meter();
		for (var measurement : meter.measure()) {
			if (measurement.getStatistic() == statistic) {
				return measurement.getValue();
			}
		}
		throw new AssertionError(name + " has no " + statistic);
	}

	@Test
	void whatIsNotKnownIsNoNumberOfStaleLocks() {
		StoreStatus partly = new StoreStatus(null, List.of(), List.of(), List.of(), Set.of(), Set.of(), List.of(), 0,
				List.of("the lock of a.txt: permission denied"), List.of());
		SimpleMeterRegistry other = new SimpleMeterRegistry();
		try (StoreWatch blind = new StoreWatch(() -> partly, Duration.ofHours(1), Duration.ofMinutes(1))) {
			blind.read();
			new SafeConfigMetrics(this.store.monitor(), this.work, blind, new OperatorActions(this.store.monitor()),
					List.of())
				.bindTo(other);
			assertThat(other.get(SafeConfigMeters.LOCK_STALE).gauge().value()).isNaN();
		}
	}

}
