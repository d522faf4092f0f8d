package io.safeconfig.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;

import io.safeconfig.ConfigFileListener;
import io.safeconfig.ConfigFileRepository;
import io.safeconfig.FileState;
import io.safeconfig.LockInterruptedException;
import io.safeconfig.LockOwner;
import io.safeconfig.LockStrategy;
import io.safeconfig.LockTimeoutException;
import io.safeconfig.store.file.FileConfigStore;
import io.safeconfig.store.file.LockStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What every strategy that keeps other processes out has to do. */
@Timeout(600)
@EnabledOnOs(OS.LINUX)
class LockStrategyTests {

	private static final String NAME = "counters.properties";

	private static final int TIMES = Integer.getInteger("safeconfig.test.times", 20);

	private final List<LockOwner> recovered = new ArrayList<>();

	@TempDir
	Path base;

	@BeforeEach
	void seed() throws IOException {
		Files.writeString(this.base.resolve(NAME), "# counts\nhits = 0\n");
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "NONE")
	void noChangeOfAnyProcessIsLost(LockStrategy strategy) throws Exception {
		try (ChildProcess one = child(strategy, TIMES);
				ChildProcess two = child(strategy, TIMES);
				ChildProcess three = child(strategy, TIMES)) {
			one.expect("done");
			two.expect("done");
			three.expect("done");
		}
		assertThat(this.base.resolve(NAME)).hasContent("# counts\nhits = " + 6 * TIMES + "\n");
		assertThat(Scenario.leftovers(this.base)).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void noChangeOfAnyThreadIsLost(LockStrategy strategy) throws Exception {
		try (ConfigFileRepository files = files(strategy, Duration.ofMinutes(2))) {
			List<Thread> threads = new ArrayList<>();
			for (int i = 0; i < 4; i++) {
				threads.add(new Thread(() -> {
					for (int done = 0; done < TIMES; done++) {
						files.update(NAME, (document) -> document.set("hits", document.getInt("hits") + 1));
					}
				}));
			}
			threads.forEach(Thread::start);
			for (Thread thread : threads) {
				thread.join();
			}
			assertThat(files.get(NAME).getInt("hits")).isEqualTo(4 * TIMES);
		}
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "NONE")
	void aHolderThatWasKilledIsTakenOverAtOnce(LockStrategy strategy) throws Exception {
		try (ChildProcess holder = child(strategy, 0);
				ConfigFileRepository files = files(strategy, Duration.ofMinutes(2))) {
			holder.expect("holding");
			holder.kill();
			files.update(NAME, (document) -> document.set("hits", 7));
			assertThat(this.recovered).singleElement().satisfies((owner) -> {
				assertThat(owner.pid()).isEqualTo(holder.pid());
				assertThat(owner.application()).isEqualTo("contender");
				assertThat(owner.operation()).isEqualTo("update");
			});
		}
		assertThat(this.base.resolve(NAME)).hasContent("# counts\nhits = 7\n");
		assertThat(Scenario.leftovers(this.base)).isEmpty();
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "NONE")
	void whatAKilledHolderLeftIsStaleUntilAnOperatorClearsIt(LockStrategy strategy) throws Exception {
		try (ChildProcess holder = child(strategy, 0); FileConfigStore store = store(strategy)) {
			holder.expect("holding");
			holder.kill();
			assertThat(store.monitor().lock(NAME).state()).isEqualTo(LockStatus.State.STALE);
			assertThat(store.monitor().check().staleLocks()).extracting(LockStatus::fileName).containsExactly(NAME);
			assertThat(store.monitor().clearStaleLock(NAME)).isTrue();
			assertThat(store.monitor().lock(NAME).state()).isEqualTo(LockStatus.State.FREE);
			assertThat(store.monitor().clearStaleLock(NAME)).isFalse();
			assertThat(this.recovered).singleElement().extracting(LockOwner::pid).isEqualTo(holder.pid());
		}
		assertThat(this.base.resolve(NAME)).hasContent("# counts\nhits = 0\n");
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "NONE")
	void aHolderThatIsStoppedKeepsItsLockAndIsNamed(LockStrategy strategy) throws Exception {
		try (ChildProcess holder = child(strategy, 0); FileConfigStore store = store(strategy)) {
			holder.expect("holding");
			holder.signal("STOP");
			assertThatExceptionOfType(LockTimeoutException.class)
				.isThrownBy(() -> ConfigFileRepository.using(store, Duration.ofMillis(300))
					.update(NAME, (document) -> document.set("hits", 7)))
				.satisfies((ex) -> {
					assertThat(ex.state()).isEqualTo(FileState.UNCHANGED);
					assertThat(ex.holder().orElseThrow().pid()).isEqualTo(holder.pid());
					assertThat(ex.nextStep().contains(".marker'")).isEqualTo(strategy == LockStrategy.LOCK_FILE);
				});
			LockStatus lock = store.monitor().lock(NAME);
			assertThat(lock.state()).isEqualTo(LockStatus.State.HELD);
			assertThat(lock.holder()).extracting(LockOwner::application).isEqualTo("contender");
			assertThatExceptionOfType(LockTimeoutException.class)
				.isThrownBy(() -> store.monitor().clearStaleLock(NAME));
			holder.signal("CONT");
			holder.say("go on");
			holder.expect("released");
			ConfigFileRepository.using(store).update(NAME, (document) -> document.set("hits", 7));
		}
		assertThat(this.base.resolve(NAME)).content().contains("was here", "hits = 7");
		assertThat(this.recovered).isEmpty();
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "NONE")
	void waitsThatWereGivenUpLeaveNothingBehind(LockStrategy strategy) throws Exception {
		try (ChildProcess holder = child(strategy, 0);
				ConfigFileRepository impatient = files(strategy, Duration.ofMillis(20));
				ConfigFileRepository patient = files(strategy, Duration.ofMinutes(2))) {
			holder.expect("holding");
			for (int i = 0; i < 10; i++) {
				assertThatExceptionOfType(LockTimeoutException.class)
					.isThrownBy(() -> impatient.update(NAME, (document) -> document.set("hits", 7)));
			}
			assertThat(flockWaiters()).isLessThanOrEqualTo(1);
			holder.say("go on");
			holder.expect("released");
			patient.update(NAME, (document) -> document.set("hits", 8));
		}
		try (ChildProcess other = child(strategy, 1)) {
			other.expect("done");
		}
		assertThat(this.base.resolve(NAME)).content().contains("hits = 10");
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "NONE")
	void anInterruptEndsAWaitAndNothingElse(LockStrategy strategy) throws Exception {
		try (ChildProcess holder = child(strategy, 0); FileConfigStore store = store(strategy)) {
			holder.expect("holding");
			ConfigFileRepository files = ConfigFileRepository.using(store, Duration.ofHours(1));
			FutureTask<Void> waiting = new FutureTask<>(() -> {
				assertThatExceptionOfType(LockInterruptedException.class)
					.isThrownBy(() -> files.update(NAME, (document) -> document.set("hits", 7)));
				assertThat(Thread.interrupted()).isTrue();
				return null;
			});
			Thread waiter = new Thread(waiting);
			waiter.start();
			while (store.monitor().waitingCallers() == 0) {
				Thread.onSpinWait();
			}
			waiter.interrupt();
			waiting.get();
			holder.say("go on");
			holder.expect("released");
			files.update(NAME, (document) -> document.set("hits", 7));
		}
		assertThat(this.base.resolve(NAME)).content().contains("hits = 7");
	}

	@Test
	void withoutLocksAnotherProcessIsFoundOutThoughNotKeptOut() throws Exception {
		try (ChildProcess holder = child(LockStrategy.NONE, 0); FileConfigStore store = store(LockStrategy.NONE)) {
			holder.expect("holding");
			LockStatus lock = store.monitor().lock(NAME);
			assertThat(lock.state()).isEqualTo(LockStatus.State.HELD);
			assertThat(lock.source()).isEqualTo(LockStatus.Source.OWNER_RECORD);
			assertThat(lock.holder()).extracting(LockOwner::pid).isEqualTo(holder.pid());
			assertThatExceptionOfType(LockTimeoutException.class)
				.isThrownBy(() -> store.monitor().clearStaleLock(NAME));
		}
	}

	@Test
	void withoutLocksNothingOfAnotherProcessThatLivesIsClearedUp() throws Exception {
		try (ChildProcess holder = child(LockStrategy.NONE, 0); FileConfigStore store = store(LockStrategy.NONE)) {
			holder.expect("holding");
			Path temp = Files.writeString(this.base.resolve("." + NAME + ".0123456789abcdef.sctmp"), "staged");
			Path record = this.base.resolve(".safeconfig/locks/" + NAME + ".owner");
			String before = Files.readString(record);
			ConfigFileRepository.using(store).update(NAME, (document) -> document.set("hits", 7));
			assertThat(record).hasContent(before);
			assertThat(temp).hasContent("staged");
			assertThat(this.recovered).isEmpty();
		}
	}

	private static long flockWaiters() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("safeconfig-flock-waiter"))
			.count();
	}

	private ChildProcess child(LockStrategy strategy, int times) throws IOException {
		return ChildProcess.java(Contender.class, this.base, strategy, times);
	}

	private ConfigFileRepository files(LockStrategy strategy, Duration timeout) {
		return ConfigFileRepository.using(store(strategy), timeout);
	}

	private FileConfigStore store(LockStrategy strategy) {
		return FileConfigStore.builder(this.base).lockStrategy(strategy).listener(new ConfigFileListener() {

			@Override
			public void staleLockRecovered(String fileName, LockOwner previous) {
				LockStrategyTests.this.recovered.add(previous);
			}

		}).open();
	}

}
