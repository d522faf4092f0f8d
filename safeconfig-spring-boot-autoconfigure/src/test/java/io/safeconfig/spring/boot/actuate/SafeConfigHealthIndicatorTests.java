package io.safeconfig.spring.boot.actuate;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

import io.safeconfig.LockOwner;
import io.safeconfig.spring.monitor.StoreWatch;
import io.safeconfig.store.file.FileConfigStore;
import io.safeconfig.store.file.JournalStatus;
import io.safeconfig.store.file.LockCounts;
import io.safeconfig.store.file.LockStatus;
import io.safeconfig.store.file.StoreStatus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;

/** When the health is down, and what it tells. */
class SafeConfigHealthIndicatorTests {

	private static final LockStatus LOCK = new LockStatus("a.txt", LockStatus.State.HELD,
			new LockOwner(4711, "host", "orders", "main", "update", null), LockStatus.Source.KERNEL,
			Duration.ofMinutes(1), null, List.of(), List.of(),
			new LockCounts(0, 0, 0, 0, 0, 0, 0, 0, Duration.ZERO, Duration.ZERO));

	@TempDir
	Path base;

	private FileConfigStore store;

	@BeforeEach
	void open() {
		this.store = FileConfigStore.open(this.base);
	}

	@AfterEach
	void close() {
		this.store.close();
	}

	@Test
	void isUpWhereAllIsWell() {
		Health health = health(status(null, List.of(), List.of(), List.of(), Set.of(), List.of()), ReportedStatus.UP);
		assertThat(health.getStatus()).isEqualTo(Status.UP);
		assertThat(health.getDetails()).containsEntry("heldLocks", 0)
			.containsEntry("waitingCallers", 0)
			.containsEntry("baseDirectory", "usable")
			.doesNotContainKeys("stale", "heldLong");
	}

	@Test
	void isDownWithoutItsBaseDirectory() {
		Health health = health(status("read-only", List.of(), List.of(), List.of(), Set.of(), List.of()),
				ReportedStatus.UP);
		assertThat(health.getStatus()).isEqualTo(Status.DOWN);
		assertThat(health.getDetails()).containsEntry("baseDirectory", "read-only");
	}

	@Test
	void isDownWhereALockFileWasReplaced() {
		assertThat(health(status(null, List.of(), List.of(), List.of(), Set.of("a.txt"), List.of()), ReportedStatus.UP)
			.getStatus()).isEqualTo(Status.DOWN);
	}

	@Test
	void isDownWhereALockKeepsNobodyOut() {
		Health health = health(new StoreStatus(null, List.of(), List.of(), List.of(), Set.of(), Set.of("a.txt"),
				List.of(), 0, List.of(), List.of()), ReportedStatus.UP);
		assertThat(health.getStatus()).isEqualTo(Status.DOWN);
		assertThat(health.getDetails()).containsEntry("locksDoNotExclude", List.of("a.txt"));
	}

	@Test
	void isDownWhereAJournalCannotBeCarriedOut() {
		JournalStatus journal = new JournalStatus("a.journal", JournalStatus.State.COMMITTED, "a", 1, Instant.EPOCH,
				"no space");
		assertThat(health(status(null, List.of(), List.of(), List.of(), Set.of(), List.of(journal)), ReportedStatus.UP)
			.getStatus()).isEqualTo(Status.DOWN);
	}

	@Test
	void aStaleLockIsReportedAsTheSettingsSay() {
		StoreStatus stale = status(null, List.of(LOCK), List.of(), List.of(), Set.of(), List.of());
		assertThat(health(stale, ReportedStatus.UP).getStatus()).isEqualTo(Status.UP);
		assertThat(health(stale, ReportedStatus.UP).getDetails()).containsKey("stale");
		assertThat(health(stale, ReportedStatus.WARNING).getStatus()).isEqualTo(new Status("WARNING"));
		assertThat(health(stale, ReportedStatus.DOWN).getStatus()).isEqualTo(Status.DOWN);
	}

	@Test
	void aLockHeldForLongIsReportedAsTheSettingsSay() {
		StoreStatus held = status(null, List.of(), List.of(LOCK), List.of(), Set.of(), List.of());
		assertThat(health(held, ReportedStatus.UP).getStatus()).isEqualTo(Status.UP);
		assertThat(health(held, ReportedStatus.WARNING).getStatus()).isEqualTo(new Status("WARNING"));
		assertThat(health(held, ReportedStatus.WARNING).getDetails().get("heldLong")).asString()
			.contains("4711", "orders");
	}

	@Test
	void aLockOfTheOtherFamilyIsAWarning() {
		assertThat(health(status(null, List.of(), List.of(), List.of(LOCK), Set.of(), List.of()), ReportedStatus.UP)
			.getStatus()).isEqualTo(new Status("WARNING"));
	}

	@Test
	void whatSomebodyWroteTooLateIsAWarningAsLongAsItLiesThere() {
		Health health = health(new StoreStatus(null, List.of(), List.of(), List.of(), Set.of(), Set.of(), List.of(), 0,
				List.of(), List.of("a.yml.safeconfig-conflict-1")), ReportedStatus.UP);
		assertThat(health.getStatus()).isEqualTo(new Status("WARNING"));
		assertThat(health.getDetails()).containsEntry("putAside", List.of("a.yml.safeconfig-conflict-1"));
	}

	@Test
	void whatCouldNotBeLookedAtIsToldAndIsAWarning() {
		StoreStatus partly = new StoreStatus(null, List.of(), List.of(), List.of(), Set.of(), Set.of(), List.of(), 0,
				List.of("the lock of a.txt: permission denied"), List.of());
		assertThat(health(partly, ReportedStatus.UP).getStatus()).isEqualTo(new Status("WARNING"));
		assertThat(health(partly, ReportedStatus.UP).getDetails()).containsEntry("unseen",
				List.of("the lock of a.txt: permission denied"));
	}

	@Test
	void aListThatIsCutSaysHowMuchThereIs() {
		StoreStatus many = status(null, Collections.nCopies(21, LOCK), List.of(), List.of(), Set.of(), List.of());
		assertThat(health(many, ReportedStatus.UP).getDetails()).containsEntry("staleLocks", 21)
			.containsEntry("staleTotal", 21);
	}

	@Test
	void aFileSystemThatDoesNotAnswerIsDown() {
		CountDownLatch hangs = new CountDownLatch(1);
		try (StoreWatch watch = new StoreWatch(() -> {
			try {
				hangs.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			throw new IllegalStateException("never mind");
		}, Duration.ofSeconds(1), Duration.ofMillis(20))) {
			Health health = new SafeConfigHealthIndicator(this.store.monitor(), watch, ReportedStatus.UP,
					ReportedStatus.UP)
				.health(true);
			assertThat(health.getStatus()).isEqualTo(Status.DOWN);
			assertThat(health.getDetails().get("baseDirectory")).asString().contains("has not answered");
			hangs.countDown();
		}
	}

	private static StoreStatus status(@Nullable String problem, List<LockStatus> stale, List<LockStatus> held,
			List<LockStatus> foreign, Set<String> lost, List<JournalStatus> journals) {
		return new StoreStatus(problem, stale, held, foreign, lost, Set.of(), journals, 0, List.of(), List.of());
	}

	private Health health(StoreStatus status, ReportedStatus level) {
		try (StoreWatch watch = new StoreWatch(() -> status, Duration.ofHours(1), Duration.ofMinutes(1))) {
			return new SafeConfigHealthIndicator(this.store.monitor(), watch, level, level).health(true);
		}
	}

}
