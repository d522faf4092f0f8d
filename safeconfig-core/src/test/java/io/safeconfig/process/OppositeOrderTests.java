package io.safeconfig.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.safeconfig.ConfigFileRepository;
import io.safeconfig.ConfigTransaction;
import io.safeconfig.LockDeadlockException;
import io.safeconfig.store.file.FileConfigStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Transactions that take two files in opposite order. */
@Timeout(600)
class OppositeOrderTests {

	private static final int TIMES = Integer.getInteger("safeconfig.test.times", 30);

	/** Shorter than the lock timeout, which a deadlock must not last for. */
	private static final long HANG_MINUTES = 5;

	@TempDir
	Path base;

	@BeforeEach
	void seed() throws IOException {
		Files.writeString(this.base.resolve("a.properties"), "n=0\n");
		Files.writeString(this.base.resolve("b.properties"), "n=0\n");
	}

	@Test
	void twoProcessesFinish() throws Exception {
		try (ChildProcess one = crosser("a.properties", "b.properties");
				ChildProcess other = crosser("b.properties", "a.properties")) {
			one.expect("has a.properties");
			other.expect("has b.properties");
			one.say("");
			other.say("");
			String ordered = one.nextLine();
			String unordered = other.nextLine();
			System.out.println("victims and their longest wait: " + ordered + ", " + unordered);
			assertThat(ordered).startsWith("0 ");
			assertThat(unordered).matches("[1-9]\\d* \\d+");
			assertThat(Long.parseLong(unordered.split(" ")[1])).isBetween(Crosser.DEADLOCK_TIMEOUT.toMillis(),
					TimeUnit.MINUTES.toMillis(HANG_MINUTES));
		}
		assertCounted(2 * TIMES);
	}

	private ChildProcess crosser(String first, String second) throws IOException {
		return ChildProcess.silentJavaUnder(List.of(), Crosser.class, this.base, first, second, TIMES);
	}

	@Test
	void twoThreadsFinishAndTheVictimIsToldAtOnce() throws Exception {
		CyclicBarrier bothHaveOne = new CyclicBarrier(2);
		ExecutorService executor = Executors.newFixedThreadPool(2);
		try (ConfigFileRepository files = ConfigFileRepository.builder(FileConfigStore.open(this.base))
			.lockTimeout(Duration.ofMinutes(10))
			.deadlockTimeout(Duration.ofMinutes(10))
			.build()) {
			Future<Integer> one = executor.submit(() -> crossAll(files, bothHaveOne, "a.properties", "b.properties"));
			Future<Integer> other = executor.submit(() -> crossAll(files, bothHaveOne, "b.properties", "a.properties"));
			int victims = one.get(HANG_MINUTES, TimeUnit.MINUTES) + other.get(HANG_MINUTES, TimeUnit.MINUTES);
			// they crossed each time, and one of two that cross is enough
			assertThat(victims).isEqualTo(TIMES);
		}
		finally {
			executor.shutdownNow();
		}
		assertCounted(2 * TIMES);
	}

	/**
	 * @return how often this one was the victim, however often it was refused then
	 */
	private static int crossAll(ConfigFileRepository files, CyclicBarrier bothHaveOne, String first, String second)
			throws Exception {
		int victim = 0;
		try {
			for (int i = 0; i < TIMES; i++) {
				if (!crossed(files, first, second, bothHaveOne)) {
					victim++;
					while (!crossed(files, first, second, null)) {
						// the other one has begun to wait and is not in the queue yet: it
						// still goes first
						Thread.onSpinWait();
					}
				}
				bothHaveOne.await(HANG_MINUTES, TimeUnit.MINUTES);
			}
			return victim;
		}
		catch (Exception | AssertionError ex) {
			// so that the other one fails now, too
			bothHaveOne.reset();
			throw ex;
		}
	}

	private static boolean crossed(ConfigFileRepository files, String first, String second, CyclicBarrier bothHaveOne)
			throws Exception {
		try {
			cross(files, first, second, bothHaveOne);
			return true;
		}
		catch (LockDeadlockException ex) {
			assertThat(ex.reason()).isEqualTo(LockDeadlockException.Reason.CIRCLE);
			return false;
		}
	}

	private static void cross(ConfigFileRepository files, String first, String second, CyclicBarrier bothHaveOne)
			throws Exception {
		try (ConfigTransaction transaction = files.begin()) {
			for (String name : List.of(first, second)) {
				transaction.update(name, (document) -> document.set("n", document.getInt("n") + 1));
				if (bothHaveOne != null && name.equals(first)) {
					bothHaveOne.await(HANG_MINUTES, TimeUnit.MINUTES);
				}
			}
			transaction.commit();
		}
	}

	private void assertCounted(int times) throws IOException {
		assertThat(this.base.resolve("a.properties")).hasContent("n=" + times + "\n");
		assertThat(this.base.resolve("b.properties")).hasContent("n=" + times + "\n");
		assertThat(Scenario.leftovers(this.base)).isEmpty();
	}

}
