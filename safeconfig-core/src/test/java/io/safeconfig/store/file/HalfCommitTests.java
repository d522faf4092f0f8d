package io.safeconfig.store.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.safeconfig.ConfigFileRepository;
import io.safeconfig.ConfigTransaction;
import io.safeconfig.ConfigTransactionOptions;
import io.safeconfig.os.Interception;
import io.safeconfig.os.Platform;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Readers at each step of a commit of several files. */
@Timeout(300)
class HalfCommitTests {

	private static final List<String> NAMES = List.of("a.txt", "b.txt", "sub/c.txt");

	private static final String OLD = "old,old,none";

	private static final String NEW = "new,none,new";

	@TempDir
	Path base;

	private final ExecutorService others = Executors.newCachedThreadPool();

	private Interception interception = (operation, path) -> {
	};

	private ConfigFileRepository committer;

	@BeforeEach
	void open() throws IOException {
		Files.writeString(this.base.resolve("a.txt"), "old");
		Files.writeString(this.base.resolve("b.txt"), "old");
		Interception delegating = (operation, path) -> this.interception.before(operation, path);
		this.committer = ConfigFileRepository.using(StoreOverPlatform.open(this.base, delegating.platform()));
	}

	@AfterEach
	void close() {
		this.others.shutdownNow();
	}

	private void commit() {
		try (ConfigTransaction transaction = this.committer.begin()) {
			transaction.save("a.txt", "new");
			transaction.delete("b.txt");
			transaction.create("sub/c.txt", "new");
			transaction.commit();
		}
	}

	@Test
	void everyReaderSeesAllOldOrAllNewAtEachStepOfACommit() {
		ConfigFileRepository witness = ConfigFileRepository.using(StoreOverPlatform.open(this.base, inAnHour()));
		assertThat(states(witness)).containsOnly(OLD);
		List<String> seen = new ArrayList<>();
		Set<String> onDisk = new HashSet<>();
		Thread committing = Thread.currentThread();
		boolean[] armed = { true };
		this.interception = (operation, path) -> {
			if (armed[0] && Thread.currentThread() == committing && Interception.CHANGING.contains(operation)) {
				onDisk.add(onDisk());
				seen.add(elsewhere(() -> seen(witness)));
			}
		};
		commit();
		armed[0] = false;
		assertThat(seen).hasSizeGreaterThan(20).first().isEqualTo(OLD);
		assertThat(seen).last().isEqualTo(NEW);
		int firstNew = seen.indexOf(NEW);
		assertThat(seen.subList(0, firstNew)).containsOnly(OLD);
		assertThat(seen.subList(firstNew, seen.size())).containsOnly(NEW);
		// whoever looks without SafeConfig does see halves
		assertThat(onDisk).contains(OLD, NEW).hasSizeGreaterThan(2);
		assertThat(states(this.committer)).containsOnly(NEW);
	}

	/**
	 * One look with a store that trusts what it read before, and one with a new store.
	 */
	private String seen(ConfigFileRepository witness) {
		Set<String> states = states(witness);
		try (ConfigFileRepository late = ConfigFileRepository.using(FileConfigStore.open(this.base))) {
			states.addAll(states(late));
		}
		states.addAll(states(witness));
		assertThat(states).hasSize(1);
		return states.iterator().next();
	}

	/** In every way that there is. */
	private static Set<String> states(ConfigFileRepository files) {
		Set<String> states = new HashSet<>();
		states.add(state((name) -> files.find(name).isPresent() ? files.get(name).text() : "none", NAMES));
		states.add(state((name) -> files.find(name).isPresent() ? files.get(name).text() : "none",
				List.of("sub/c.txt", "b.txt", "a.txt")));
		var together = files.readAll(NAMES);
		states.add(state((name) -> together.containsKey(name) ? together.get(name).text() : "none", NAMES));
		List<String> listed = files.list();
		states.add(state((name) -> !listed.contains(name) ? "none" : files.get(name).text(), NAMES));
		try (ConfigTransaction transaction = files.begin(ConfigTransactionOptions.DEFAULT.asReadOnly())) {
			states.add(state((name) -> transaction.exists(name) ? transaction.get(name).text() : "none", NAMES));
			transaction.commit();
		}
		return states;
	}

	/** How one file is looked at. */
	@FunctionalInterface
	private interface Look {

		String at(String name) throws IOException;

	}

	private static String state(Look look, List<String> order) {
		String[] found = new String[NAMES.size()];
		try {
			for (String name : order) {
				found[NAMES.indexOf(name)] = look.at(name);
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		return String.join(",", found);
	}

	private String onDisk() {
		return state((name) -> {
			Path file = this.base.resolve(name);
			return Files.exists(file) ? Files.readString(file) : "none";
		}, NAMES);
	}

	private static Platform inAnHour() {
		Platform real = Platform.system();
		return new Platform(real.files(), Clock.offset(real.clock(), Duration.ofHours(1)), real.nanoTime(),
				real.nonces(), real.self(), real.locks());
	}

	/**
	 * A reader looks at the journals, finds none, and is held up. What it reads
	 * afterwards, in the middle of a commit, must not be trusted after the commit point.
	 */
	@Test
	@EnabledOnOs({ OS.LINUX, OS.MAC })
	void aReaderHeldUpSinceBeforeTheCommitDoesNotTrustWhatItReadDuringIt() throws Exception {
		CountDownLatch looked = new CountDownLatch(1);
		CountDownLatch goOn = new CountDownLatch(1);
		AtomicLong nanos = new AtomicLong();
		ThreadLocal<Boolean> heldUp = ThreadLocal.withInitial(() -> false);
		Platform real = Platform.system();
		Clock holdingUp = clock(() -> {
			if (heldUp.get()) { // between the look at the journals and that at the file
				looked.countDown();
				await(goOn);
			}
		});
		ConfigFileRepository reader = ConfigFileRepository.using(StoreOverPlatform.open(this.base,
				new Platform(real.files(), holdingUp, nanos::get, real.nonces(), real.self(), real.locks())));
		CountDownLatch prepared = new CountDownLatch(1);
		CountDownLatch mayCommit = new CountDownLatch(1);
		CountDownLatch committed = new CountDownLatch(1);
		CountDownLatch mayReplace = new CountDownLatch(1);
		this.interception = (operation, path) -> {
			if (operation.equals("rename") && JournalNames.isIntent(path)) {
				prepared.countDown();
				await(mayCommit);
			}
			if (operation.equals("rename") && path.toString().endsWith(".sctmp")) {
				committed.countDown();
				await(mayReplace);
			}
		};
		Future<String> held = this.others.submit(() -> {
			heldUp.set(true);
			return reader.get("a.txt").text();
		});
		await(looked);
		Future<?> committing = this.others.submit(this::commit);
		await(prepared);
		assertThat(reader.get("a.txt").text()).isEqualTo("old");
		nanos.addAndGet(Settling.STEP.toNanos() + 1);
		goOn.countDown();
		assertThat(held.get()).isEqualTo("old");
		mayCommit.countDown();
		await(committed);
		try {
			assertThat(reader.get("sub/c.txt").text()).isEqualTo("new");
			assertThat(reader.get("a.txt").text()).isEqualTo("new");
		}
		finally {
			mayReplace.countDown();
			committing.get();
		}
	}

	private static Clock clock(Runnable before) {
		return new Clock() {

			@Override
			public Instant instant() {
				before.run();
				return Instant.now();
			}

			@Override
			public ZoneId getZone() {
				return ZoneOffset.UTC;
			}

			@Override
			public Clock withZone(ZoneId zone) {
				throw new UnsupportedOperationException();
			}

		};
	}

	private <T> T elsewhere(Callable<T> work) {
		try {
			return this.others.submit(work).get(4, TimeUnit.MINUTES);
		}
		catch (Exception ex) {
			throw new AssertionError(ex);
		}
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(4, TimeUnit.MINUTES)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
