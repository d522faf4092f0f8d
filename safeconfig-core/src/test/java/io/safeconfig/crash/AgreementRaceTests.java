package io.safeconfig.crash;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

import io.safeconfig.ConfigStorageException;
import io.safeconfig.LockStrategy;
import io.safeconfig.os.FileOperations;
import io.safeconfig.os.Interception;
import io.safeconfig.os.KernelLockTable;
import io.safeconfig.os.Platform;
import io.safeconfig.os.ProcessIdentity;
import io.safeconfig.store.file.StoreOverPlatform;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Processes that open a directory at the same time and lock in different ways, in every
 * order of their steps with a few changes from one to another.
 */
@Timeout(300)
class AgreementRaceTests {

	private static final Path AGREEMENT = Machine.BASE.resolve(".safeconfig-locking");

	/** How many orders were tried. */
	private int orders;

	@ParameterizedTest
	@CsvSource({ "'', true, 2", "torn, true, 2", "'', false, 2", "torn, false, 2" })
	void oneWayPassesAtMost(String before, boolean links, int mostChanges) throws Exception {
		Deque<List<Integer>> untried = new ArrayDeque<>(List.of(List.of()));
		while (!untried.isEmpty()) {
			List<Integer> order = untried.removeLast();
			Race race = new Race(before, links);
			List<Integer> run = race.run(order);
			this.orders++;
			assertThat(race.passed).as("%s", run).hasSizeLessThanOrEqualTo(1);
			for (int step = order.size(); step < run.size(); step++) {
				List<Integer> other = new ArrayList<>(run.subList(0, step));
				other.add(1 - run.get(step));
				if (changes(other) <= mostChanges) {
					untried.add(other);
				}
			}
		}
		assertThat(this.orders).isGreaterThan(50);
	}

	private static int changes(List<Integer> order) {
		int changes = 0;
		for (int i = 1; i < order.size(); i++) {
			changes += order.get(i).equals(order.get(i - 1)) ? 0 : 1;
		}
		return changes;
	}

	/** Two openings, of which one step at a time is taken. */
	private static final class Race {

		private final List<LockStrategy> passed = new ArrayList<>();

		private final Disk disk;

		private final boolean links;

		private final Semaphore[] turns = { new Semaphore(0), new Semaphore(0) };

		private final Semaphore stopped = new Semaphore(0);

		private final boolean[] ended = new boolean[2];

		private Race(String before, boolean links) throws Exception {
			this.links = links;
			this.disk = Machine.prepare(Scenario.of(Map.of()).withoutBase(), Profile.ORDERED);
			FileOperations files = Machine.unobserved(this.disk, Profile.ORDERED);
			files.createDirectory(Machine.BASE);
			if (!before.isEmpty()) {
				files.createFile(AGREEMENT);
				files.overwrite(AGREEMENT, "safeconfig-".getBytes(US_ASCII));
			}
		}

		/**
		 * Each step is that of the wanted one, then of the same one as long as it can.
		 */
		private List<Integer> run(List<Integer> wanted) throws Exception {
			FileOperations shared = Machine.unobserved(this.disk, Profile.ORDERED);
			Thread[] threads = { start(0, LockStrategy.NATIVE, shared), start(1, LockStrategy.LOCK_FILE, shared) };
			this.stopped.acquire(2);
			List<Integer> taken = new ArrayList<>();
			int next = 0;
			while (!this.ended[0] || !this.ended[1]) {
				next = (taken.size() < wanted.size()) ? wanted.get(taken.size()) : next;
				next = this.ended[next] ? 1 - next : next;
				taken.add(next);
				this.turns[next].release();
				this.stopped.acquire();
			}
			for (Thread thread : threads) {
				thread.join();
			}
			return taken;
		}

		private Thread start(int self, LockStrategy strategy, FileOperations shared) {
			Thread thread = new Thread(() -> open(self, strategy, shared));
			thread.setDaemon(true);
			thread.start();
			return thread;
		}

		private void open(int self, LockStrategy strategy, FileOperations shared) {
			pause(self);
			AtomicLong nonces = new AtomicLong(self * 1000L);
			FileOperations files = stepping(self, shared);
			Platform platform = new Platform(files, Clock.systemUTC(), System::nanoTime,
					() -> String.format("%016x", nonces.incrementAndGet()),
					new ProcessIdentity("host", "boot", "pid:[1]", 1, "1", null), new KernelLockTable(files));
			try {
				StoreOverPlatform.open(Machine.BASE, platform, strategy).close();
				this.passed.add(strategy);
			}
			catch (ConfigStorageException ex) {
				assertThat(ex).hasMessageContaining(".safeconfig-locking");
			}
			finally {
				this.ended[self] = true;
				this.stopped.release();
			}
		}

		private void pause(int self) {
			this.stopped.release();
			this.turns[self].acquireUninterruptibly();
		}

		private FileOperations stepping(int self, FileOperations shared) {
			return (FileOperations) Proxy.newProxyInstance(FileOperations.class.getClassLoader(),
					new Class<?>[] { FileOperations.class }, (proxy, method, arguments) -> {
						if (arguments[0].toString().contains("-locking")) {
							pause(self);
						}
						if (method.getName().equals("link") && !this.links) {
							throw new UnsupportedOperationException();
						}
						return Interception.invoke(shared, method, arguments);
					});
		}

	}

}
