package io.safeconfig.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.function.BooleanSupplier;

import io.safeconfig.ConfigFileRepository;
import io.safeconfig.LockAcquisition;
import io.safeconfig.LockListener;
import io.safeconfig.LockLostException;
import io.safeconfig.LockOwner;
import io.safeconfig.LockTimeoutException;
import io.safeconfig.Tools;
import io.safeconfig.store.file.FileConfigStore;
import io.safeconfig.store.file.FileStoreMonitor;
import io.safeconfig.store.file.JournalStatus;
import io.safeconfig.store.file.LockLocation;
import io.safeconfig.store.file.LockStatus;
import io.safeconfig.store.file.LockStatus.Source;
import io.safeconfig.store.file.LockStatus.State;
import io.safeconfig.store.file.LockWaiter;
import io.safeconfig.store.file.StoreStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What an operator sees of the locks of several processes. */
@Timeout(300)
class MonitorTests {

	private static final String NAME = "tenants/acme.properties";

	@TempDir
	Path base;

	@BeforeEach
	void seed() throws IOException {
		Files.createDirectories(this.base.resolve("tenants"));
		Files.writeString(this.base.resolve(NAME), "holder = nobody\n");
	}

	@Test
	void aFreeLockIsFreeAndNobodyIsNamed() {
		try (FileConfigStore store = FileConfigStore.open(this.base)) {
			LockStatus lock = store.monitor().lock(NAME);
			assertThat(lock.state()).isEqualTo(State.FREE);
			assertThat(lock.holder()).isNull();
			assertThat(lock.waiters()).isEmpty();
			assertThat(store.monitor().check()).satisfies(MonitorTests::isWell);
		}
	}

	private static void isWell(StoreStatus status) {
		assertThat(status.problem()).isNull();
		assertThat(status.staleLocks()).isEmpty();
		assertThat(status.longHeldLocks()).isEmpty();
		assertThat(status.foreignLocks()).isEmpty();
		assertThat(status.lostLocks()).isEmpty();
		assertThat(status.unrecoverableJournals()).isEmpty();
	}

	@Test
	void theHolderInAnotherProcessIsNamedWithWhatItDoes() throws Exception {
		try (FileConfigStore store = FileConfigStore.open(this.base); ChildProcess holder = holding("DIRECTORY")) {
			LockStatus lock = store.monitor().lock(NAME);
			assertThat(lock.state()).isEqualTo(State.HELD);
			LockOwner owner = lock.holder();
			assertThat(owner).isNotNull();
			assertThat(owner.pid()).isEqualTo(holder.pid());
			assertThat(owner.application()).isEqualTo("holder");
			assertThat(owner.thread()).isEqualTo("main");
			assertThat(owner.operation()).isEqualTo("update");
			assertThat(lock.held()).isNotNull();
			assertThat(store.monitor().locks()).extracting(LockStatus::fileName).containsExactly(NAME);
		}
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void theSourceIsTheKernelWhereItTells() throws Exception {
		try (FileConfigStore store = FileConfigStore.open(this.base); ChildProcess holder = holding("DIRECTORY")) {
			assertThat(store.monitor().lock(NAME).source()).isEqualTo(Source.KERNEL);
		}
	}

	@Test
	void aLockBesideItsFileIsFoundToo() throws Exception {
		try (FileConfigStore store = FileConfigStore.builder(this.base).lockLocation(LockLocation.SIBLING).open();
				ChildProcess holder = holding("SIBLING")) {
			assertThat(store.monitor().locks()).singleElement().satisfies((lock) -> {
				assertThat(lock.fileName()).isEqualTo(NAME);
				assertThat(lock.state()).isEqualTo(State.HELD);
			});
			assertThat(store.monitor().check()).satisfies(MonitorTests::isWell);
			assertThat(store.list()).containsExactly(NAME);
		}
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void whoWaitsIsNamedInThisProcessAndInOthers() throws Exception {
		try (FileConfigStore store = FileConfigStore.open(this.base);
				ConfigFileRepository files = ConfigFileRepository.using(store);
				ChildProcess holder = holding("DIRECTORY");
				ChildProcess other = ChildProcess.java(Holder.class, this.base, NAME, "DIRECTORY")) {
			FutureTask<?> update = new FutureTask<>(() -> files.update(NAME, (document) -> document.set("a", "b")));
			new Thread(update, "patient").start();
			FileStoreMonitor monitor = store.monitor();
			until(() -> monitor.lock(NAME).waiters().stream().map(LockWaiter::pid).distinct().count() == 2);
			List<LockWaiter> waiters = monitor.lock(NAME).waiters();
			assertThat(waiters).extracting(LockWaiter::pid)
				.containsExactlyInAnyOrder(ProcessHandle.current().pid(), other.pid());
			assertThat(waiters).filteredOn((waiter) -> waiter.thread() != null).singleElement().satisfies((waiter) -> {
				assertThat(waiter.thread()).isEqualTo("patient");
				assertThat(waiter.operation()).isEqualTo("update");
				assertThat(waiter.waited()).isPositive();
			});
			assertThat(monitor.waitingCallers()).isEqualTo(1);
			assertThat(monitor.heldLocks()).isZero();
			holder.say("go on");
			other.expect("holding");
			other.say("go on");
			update.get();
			assertThat(monitor.lockCounts().contendedByProcess()).isEqualTo(1);
			assertThat(monitor.waitingCallers()).isZero();
		}
	}

	/** Looks again and again, as long as the test may last. */
	private static void until(BooleanSupplier condition) {
		while (!condition.getAsBoolean() && !Thread.currentThread().isInterrupted()) {
			Thread.onSpinWait();
		}
	}

	@Test
	void aKilledHolderIsStaleUntilItsLockIsTakenOver() throws Exception {
		try (FileConfigStore store = FileConfigStore.open(this.base);
				ConfigFileRepository files = ConfigFileRepository.using(store);
				ChildProcess holder = holding("DIRECTORY")) {
			holder.kill();
			LockStatus lock = store.monitor().lock(NAME);
			assertThat(lock.state()).isEqualTo(State.STALE);
			assertThat(lock.holder()).isNotNull().extracting(LockOwner::pid).isEqualTo(holder.pid());
			assertThat(store.monitor().check().staleLocks()).hasSize(1);
			assertThat(store.monitor().lockCounts().recovered()).isZero();
			files.update(NAME, (document) -> document.set("a", "b"));
			assertThat(store.monitor().lock(NAME).state()).isEqualTo(State.FREE);
			assertThat(store.monitor().check()).satisfies(MonitorTests::isWell);
			assertThat(store.monitor().lockCounts().recovered()).isEqualTo(1);
		}
	}

	@Test
	void anOperatorClearsAStaleLockAndIsRefusedAHeldOne() throws Exception {
		try (FileConfigStore store = FileConfigStore.open(this.base); ChildProcess holder = holding("DIRECTORY")) {
			FileStoreMonitor monitor = store.monitor();
			assertThatExceptionOfType(LockTimeoutException.class).isThrownBy(() -> monitor.clearStaleLock(NAME))
				.satisfies((ex) -> assertThat(ex.holder()).map(LockOwner::pid).hasValue(holder.pid()));
			assertThat(monitor.lock(NAME).state()).isEqualTo(State.HELD);
			holder.kill();
			assertThat(monitor.clearStaleLock(NAME)).isTrue();
			assertThat(monitor.lock(NAME).state()).isEqualTo(State.FREE);
			assertThat(monitor.clearStaleLock(NAME)).isFalse();
		}
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void aStoppedHolderIsAliveAndIsNotCleared() throws Exception {
		try (FileConfigStore store = FileConfigStore.open(this.base); ChildProcess holder = holding("DIRECTORY")) {
			holder.signal("STOP");
			assertThat(store.monitor().lock(NAME).state()).isEqualTo(State.HELD);
			assertThatExceptionOfType(LockTimeoutException.class)
				.isThrownBy(() -> store.monitor().clearStaleLock(NAME));
			holder.signal("CONT");
			holder.say("go on");
			holder.expect("released");
		}
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void aLockOfTheOtherFamilyIsReported() throws Exception {
		try (FileConfigStore store = FileConfigStore.open(this.base);
				ConfigFileRepository files = ConfigFileRepository.using(store)) {
			files.update(NAME, (document) -> document.set("a", "b"));
			Path lockFile = this.base.resolve(".safeconfig/locks/" + NAME + ".lck");
			try (ChildProcess flock = ChildProcess.of(Tools.require("flock"), lockFile.toString(), "-c",
					"echo holding; read line")) {
				flock.expect("holding");
				assertThat(store.monitor().lock(NAME).foreignHolders()).isNotEmpty();
				assertThat(store.monitor().check().foreignLocks()).hasSize(1);
				flock.say("go on");
			}
		}
	}

	@Test
	void toClearWhatNobodyLeftTouchesNothing() {
		try (FileConfigStore store = FileConfigStore.open(this.base)) {
			assertThat(store.monitor().clearStaleLock("never/was.txt")).isFalse();
			assertThat(this.base.resolve(".safeconfig/locks")).doesNotExist();
			assertThat(store.monitor().lockCounts().acquired()).isZero();
		}
	}

	@Test
	@EnabledOnOs({ OS.LINUX, OS.MAC })
	void aNameThatLeadsOutOfTheDirectoryHidesNoOtherLock() throws Exception {
		try (FileConfigStore store = FileConfigStore.open(this.base);
				ConfigFileRepository files = ConfigFileRepository.using(store);
				ChildProcess holder = holding("DIRECTORY")) {
			files.save("turned.txt", "a");
			Files.delete(this.base.resolve("turned.txt"));
			Files.createSymbolicLink(this.base.resolve("turned.txt"), Path.of("/etc/hostname"));
			assertThat(store.monitor().locks()).extracting(LockStatus::fileName).contains(NAME);
			assertThat(store.monitor().lock(NAME).state()).isEqualTo(State.HELD);
			assertThat(store.monitor().check()).satisfies(MonitorTests::isWell);
		}
	}

	@Test
	void aHolderPastTheWarningIsReported() throws Exception {
		try (FileConfigStore store = FileConfigStore.builder(this.base).holdWarning(Duration.ofNanos(1)).open();
				ChildProcess holder = holding("DIRECTORY")) {
			until(() -> !store.monitor().check().longHeldLocks().isEmpty());
			assertThat(store.monitor().check().longHeldLocks()).extracting(LockStatus::fileName).containsExactly(NAME);
		}
	}

	@Test
	void aBaseDirectoryThatIsGoneIsAProblem() throws Exception {
		Path gone = Files.createDirectory(this.base.resolve("gone"));
		try (FileConfigStore store = FileConfigStore.open(gone)) {
			try (var entries = Files.walk(gone)) {
				entries.sorted(Comparator.reverseOrder()).forEach((path) -> path.toFile().delete());
			}
			assertThat(store.monitor().check().problem()).contains("gone");
		}
	}

	@Test
	void aLockFileThatWasReplacedIsReportedUntilTheFileIsChangedAgain() {
		try (FileConfigStore store = FileConfigStore.open(this.base);
				ConfigFileRepository files = ConfigFileRepository.using(store)) {
			Path lockFile = this.base.resolve(".safeconfig/locks/" + NAME + ".lck");
			assertThatExceptionOfType(LockLostException.class).isThrownBy(() -> files.update(NAME, (document) -> {
				assertThat(lockFile.toFile().delete()).isTrue();
				document.set("a", "lost");
			}));
			assertThat(store.monitor().check().lostLocks()).containsExactly(NAME);
			files.update(NAME, (document) -> document.set("a", "b"));
			assertThat(store.monitor().check().lostLocks()).isEmpty();
		}
	}

	@Test
	void aJournalThatIsNoneIsReportedOnceItIsPutAside() throws Exception {
		Path journals = Files.createDirectories(this.base.resolve(".safeconfig/journal"));
		Files.writeString(journals.resolve("foreign.journal"), "not a journal");
		try (FileConfigStore store = FileConfigStore.open(this.base)) {
			assertThat(store.monitor().journals()).singleElement()
				.extracting(JournalStatus::state)
				.isEqualTo(JournalStatus.State.QUARANTINED);
			assertThat(store.monitor().check().unrecoverableJournals()).hasSize(1);
		}
	}

	@Test
	void readsAreCountedByWhereTheyCameFrom() throws Exception {
		Files.setLastModifiedTime(this.base.resolve(NAME), FileTime.fromMillis(System.currentTimeMillis() - 600_000));
		try (FileConfigStore store = FileConfigStore.open(this.base)) {
			store.read(NAME);
			assertThat(store.monitor().readsFromDisk()).isEqualTo(1);
			assertThat(store.monitor().readsFromCache()).isZero();
		}
	}

	@Test
	void listenersHearOfEachLockAndCannotDisturbIt() {
		try (FileConfigStore store = FileConfigStore.open(this.base);
				ConfigFileRepository files = ConfigFileRepository.using(store)) {
			List<LockAcquisition> acquisitions = new ArrayList<>();
			List<String> released = new ArrayList<>();
			store.monitor().addListener(new LockListener() {

				@Override
				public void acquisitionEnded(LockAcquisition acquisition) {
					acquisitions.add(acquisition);
					throw new IllegalStateException("a listener that fails");
				}

				@Override
				public void released(String fileName, Duration held) {
					released.add(fileName);
					throw new IllegalStateException("a listener that fails");
				}

			});
			files.update(NAME, (document) -> document.set("a", "b"));
			assertThat(files.get(NAME).getString("a")).isEqualTo("b");
			assertThat(released).containsExactly(NAME);
			assertThat(acquisitions).singleElement().satisfies((acquisition) -> {
				assertThat(acquisition.outcome()).isEqualTo(LockAcquisition.Outcome.ACQUIRED);
				assertThat(acquisition.contention()).isEqualTo(LockAcquisition.Contention.NONE);
				assertThat(acquisition.fileName()).isEqualTo(NAME);
			});
		}
	}

	private ChildProcess holding(String location) throws Exception {
		ChildProcess child = ChildProcess.java(Holder.class, this.base, NAME, location);
		child.expect("holding");
		return child;
	}

}
