package io.safeconfig.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.safeconfig.ConfigFileRepository;
import io.safeconfig.LockInterruptedException;
import io.safeconfig.store.file.FileConfigStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** An interrupt ends the wait of the thread it is for, and nothing else. */
@Timeout(600)
class InterruptTests {

	private static final int THREADS = 16;

	@TempDir
	Path base;

	private final List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());

	@Test
	void waitersBesideAnInterruptedOneStillGetTheirTurn() throws Exception {
		Set<Integer> values = ConcurrentHashMap.newKeySet();
		Set<Thread> interrupted = ConcurrentHashMap.newKeySet();
		List<Thread> threads = new ArrayList<>();
		try (ChildProcess holder = ChildProcess.java(Holder.class, this.base, "c.properties")) {
			holder.expect("holding");
			ConfigFileRepository files = repository();
			CountDownLatch started = new CountDownLatch(THREADS);
			for (int i = 0; i < THREADS; i++) {
				threads.add(start(() -> {
					started.countDown();
					try {
						values.add(increment(files));
					}
					catch (LockInterruptedException ex) {
						assertThat(Thread.currentThread().isInterrupted()).isTrue();
						interrupted.add(Thread.currentThread());
					}
				}));
			}
			started.await();
			// the first to come waits in the kernel, the others behind it; which is which
			// is open
			for (int i = 0; i < THREADS; i += 2) {
				threads.get(i).interrupt();
				threads.get(i).join();
			}
			assertThat(interrupted).hasSize(THREADS / 2);
			assertThat(values).isEmpty();
			holder.say("go on");
			holder.expect("released");
		}
		for (Thread thread : threads) {
			thread.join();
		}
		assertThat(this.failures).isEmpty();
		assertThat(values).hasSize(THREADS / 2).contains(1, THREADS / 2);
	}

	@Test
	void randomInterruptsCostNobodyElseALockOrAnUpdate() throws Exception {
		Files.writeString(this.base.resolve("c.properties"), "# counts\ncomment = kept\nhits = 0\n");
		AtomicInteger acknowledged = new AtomicInteger();
		AtomicInteger interrupts = new AtomicInteger();
		ConfigFileRepository files = repository();
		CountDownLatch running = new CountDownLatch(THREADS);
		List<Thread> threads = new ArrayList<>();
		Files.move(this.base.resolve("c.properties"), this.base.resolve("counters.properties"));
		try (ChildProcess rival = ChildProcess.java(Incrementer.class, this.base, 2, 100)) {
			for (int i = 0; i < THREADS; i++) {
				threads.add(start(() -> {
					try {
						for (int n = 0; n < 25; n++) {
							try {
								files.update("counters.properties",
										(document) -> document.set("hits", document.getInt("hits") + 1));
								acknowledged.incrementAndGet();
							}
							catch (LockInterruptedException ex) {
								interrupts.incrementAndGet();
							}
							Thread.interrupted();
						}
					}
					finally {
						running.countDown();
					}
				}));
			}
			Random random = new Random(7);
			while (running.getCount() > 0) {
				threads.get(random.nextInt(THREADS)).interrupt();
				running.await(1, TimeUnit.MILLISECONDS);
			}
			for (Thread thread : threads) {
				thread.join();
			}
			assertThat(rival.remainingLines()).hasSize(201).last().isEqualTo("done");
		}
		assertThat(this.failures).isEmpty();
		assertThat(interrupts).hasPositiveValue();
		assertThat(Referee.read(this.base.resolve("counters.properties"))).isEqualTo(acknowledged.get() + 200);
	}

	private static int increment(ConfigFileRepository files) {
		return files.update("c.properties", (document) -> document.set("hits", document.getInt("hits", 0) + 1))
			.getInt("hits");
	}

	private Thread start(Runnable work) {
		Thread thread = new Thread(work);
		thread.setUncaughtExceptionHandler((failed, ex) -> this.failures.add(ex));
		thread.start();
		return thread;
	}

	private ConfigFileRepository repository() {
		return ConfigFileRepository.using(FileConfigStore.open(this.base), Duration.ofMinutes(5));
	}

}
