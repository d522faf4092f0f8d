package io.safeconfig.store.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;

import io.safeconfig.ConfigFileRepository;
import io.safeconfig.LockStrategy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Markers that nobody of ours wrote. One that does not prove its owner dead holds its
 * lock until somebody removes it.
 */
@EnabledOnOs(OS.LINUX)
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileMarkerTests {

	private static final int ROUNDS = 150;

	private static final String MARKER = ".safeconfig/locks/" + HostileStore.NAME + ".marker";

	private static final List<String> KEYS = List.of("boot", "pidns", "timens", "nonce", "application", "thread",
			"operation", "since");

	@TempDir
	Path base;

	@TempDir
	Path outside;

	private HostileStore open() throws IOException {
		return HostileStore.of(this.base, LockStrategy.LOCK_FILE);
	}

	private void assertHeldUntilRemoved(HostileStore store) throws Exception {
		store.assertHeldByNobodyKnown();
		HostilePlace.clear(this.base.resolve(MARKER));
		store.assertUpdates();
	}

	/** A real marker of a process that has ended. */
	private String dead(HostileStore store) throws Exception {
		Process process = new ProcessBuilder("true").start();
		process.waitFor();
		String real = new String(store.whileHeld(MARKER), StandardCharsets.UTF_8);
		return real.replaceFirst("[0-9]+", Long.toString(process.pid()));
	}

	@Test
	void noMarkerLetsTwoInOrForgesALine() throws Exception {
		HostileBytes hostile = new HostileBytes(3);
		Map<LockStatus.State, Integer> states = new EnumMap<>(LockStatus.State.class);
		try (LogWatch log = new LogWatch(); HostileStore store = open()) {
			byte[] alive = store.whileHeld(MARKER);
			byte[] dead = dead(store).getBytes(StandardCharsets.UTF_8);
			for (int round = 0; round < ROUNDS; round++) {
				byte[] real = (hostile.below(2) == 0) ? alive : dead;
				Files.write(this.base.resolve(MARKER), switch (round % 3) {
					case 0 -> hostile.garbage(1_100);
					case 1 -> hostile.mutated(real);
					default -> hostile.withHostileValue(real, KEYS);
				});
				LockStatus.State state = store.store().monitor().lock(HostileStore.NAME).state();
				states.merge(state, 1, Integer::sum);
				if (state == LockStatus.State.HELD) {
					assertHeldUntilRemoved(store);
				}
				else {
					assertThat(state).isEqualTo(LockStatus.State.STALE);
					assertThat(round % 3).as("garbage proves nothing").isPositive();
					store.assertUpdates();
				}
				log.assertHarmless();
			}
		}
		assertThat(states.get(LockStatus.State.HELD)).isGreaterThan(ROUNDS / 2);
		assertThat(states.get(LockStatus.State.STALE)).isGreaterThan(ROUNDS / 20);
	}

	@ParameterizedTest
	@EnumSource
	void whateverLiesInThePlaceOfAMarkerHoldsTheLock(HostilePlace place) throws Exception {
		Path precious = Files.writeString(this.outside.resolve("precious"), LogWatch.CANARY);
		try (LogWatch log = new LogWatch(); HostileStore store = open()) {
			place.put(this.base.resolve(MARKER), precious);
			assertHeldUntilRemoved(store);
			log.assertHarmless();
		}
		assertThat(precious).hasContent(LogWatch.CANARY);
	}

	/** Of another user, with a mask of 077: it is a lock like any other. */
	@Test
	void aMarkerThatMustNotBeReadHoldsTheLock() throws Exception {
		Path marker = this.base.toRealPath().resolve(MARKER);
		boolean[] secret = { false };
		try (HostileStore store = new HostileStore(this.base, LockStrategy.LOCK_FILE, (operation, path) -> {
			if (secret[0] && operation.equals("read") && path.equals(marker)) {
				throw new AccessDeniedException(path.toString());
			}
		})) {
			Files.write(marker, dead(store).getBytes(StandardCharsets.UTF_8));
			secret[0] = true;
			store.assertHeldByNobodyKnown();
			Files.delete(marker);
			secret[0] = false;
			store.assertUpdates();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/../../../evil", "/../evil", "/x", "evil", ".." })
	void aNonceNamesNoFileElsewhere(String nonce) throws Exception {
		Path deep = Files.createDirectory(this.base.resolve("deep"));
		try (LogWatch log = new LogWatch(); HostileStore store = HostileStore.of(deep, LockStrategy.LOCK_FILE)) {
			String dead = dead(store);
			List<Path> before = everything();
			Files.writeString(deep.resolve(MARKER), dead);
			store.assertUpdates();
			assertThat(everything()).isEqualTo(before);
			Files.writeString(deep.resolve(MARKER), dead.replaceFirst("nonce=[0-9a-f]+", "nonce=" + nonce));
			store.assertHeldByNobodyKnown();
			Files.delete(deep.resolve(MARKER));
			assertThat(everything()).isEqualTo(before);
			log.assertHarmless();
		}
	}

	private List<Path> everything() throws IOException {
		try (Stream<Path> all = Files.walk(this.base)) {
			return all.sorted().toList();
		}
	}

	@Test
	void theWarningOfALongWaitIsOneLineWhateverTheHostIsCalled() throws Exception {
		try (LogWatch log = new LogWatch(); HostileStore store = open(); ConfigFileRepository patient = patient()) {
			String dead = dead(store);
			Files.writeString(this.base.resolve(MARKER),
					dead.replaceFirst("\n[^ ]+", "\nevil\r\u001b[31m\u2028\u202e" + "x".repeat(100)));
			FutureTask<?> update = new FutureTask<>(
					() -> patient.update(HostileStore.NAME, (document) -> document.set("n", "patient")));
			new Thread(update, "patient").start();
			while (!log.has("evil") && !Thread.currentThread().isInterrupted()) {
				Thread.onSpinWait(); // as long as the test may last
			}
			Files.delete(this.base.resolve(MARKER));
			update.get();
			log.assertHarmless();
		}
	}

	private ConfigFileRepository patient() {
		return ConfigFileRepository.using(FileConfigStore.builder(this.base)
			.lockStrategy(LockStrategy.LOCK_FILE)
			.holdWarning(Duration.ofNanos(1))
			.open(), Duration.ofMinutes(1));
	}

}
