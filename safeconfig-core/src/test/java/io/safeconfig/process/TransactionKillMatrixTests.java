package io.safeconfig.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.safeconfig.ConfigFileRepository;
import io.safeconfig.Tools;
import io.safeconfig.os.Platform;
import io.safeconfig.store.file.FileConfigStore;
import io.safeconfig.store.file.StoreOverPlatform;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A process is killed at each system call of the commit of a transaction in turn. */
@Timeout(1800)
@EnabledOnOs(OS.LINUX)
class TransactionKillMatrixTests {

	private static final int AT_ONCE = 2;

	private static final int KILLED = 128 + 9;

	@TempDir
	Path directory;

	@Test
	void twoFilesAreOldOrNewTogetherWhereverTheProcessIsKilled() throws Exception {
		Tools.require("strace");
		killAtEach(Scenario.TWO, true);
	}

	@Test
	void eightFilesAreOldOrNewTogetherWhereverTheProcessIsKilledInAChange() throws Exception {
		Tools.require("strace");
		killAtEach(Scenario.EIGHT, false);
	}

	/** Nothing happens between two changes, so this only proves that. */
	@Test
	@Tag("soak")
	void eightFilesAreOldOrNewTogetherWhereverTheProcessIsKilled() throws Exception {
		Tools.require("strace");
		killAtEach(Scenario.EIGHT, true);
	}

	private void killAtEach(Scenario scenario, boolean looksToo) throws Exception {
		List<Straced.Call> all = Straced.calls(scenario, this.directory.resolve("trial"));
		List<Straced.Call> calls = Straced.distinct(all)
			.stream()
			.filter((call) -> looksToo || call.mutating())
			.toList();
		Map<String, Integer> kills = new TreeMap<>();
		List<String> states = Collections.synchronizedList(new ArrayList<>());
		ExecutorService executor = Executors.newFixedThreadPool(AT_ONCE);
		try {
			List<Future<?>> running = new ArrayList<>();
			for (int i = 0; i < calls.size(); i++) {
				Straced.Call call = calls.get(i);
				Path place = Files.createDirectory(this.directory.resolve("kill" + i)).toRealPath();
				running.add(executor.submit(() -> states.add(killAt(scenario, call, place))));
				kills.merge(call.name(), 1, Integer::sum);
			}
			for (Future<?> one : running) {
				one.get();
			}
		}
		finally {
			executor.shutdownNow();
		}
		System.out.println("Killed at " + calls.size() + " of " + all.size() + " system calls: " + kills + "; "
				+ Collections.frequency(states, "old") + " old, " + Collections.frequency(states, "new") + " new");
		assertThat(states).hasSize(calls.size()).contains("old", "new");
		assertThat(kills).containsKeys("openat", "write", "fsync", "rename", "renameat2", "unlink", "lchown", "fcntl",
				"mkdir");
		long files = scenario.after().size();
		assertThat(kills.get("fsync")).isGreaterThan((int) files);
		// that of the journal, and an exchange for each file that is there
		assertThat(kills.get("rename") + kills.get("renameat2")).isGreaterThan((int) files);
	}

	private static String killAt(Scenario scenario, Straced.Call call, Path place) throws Exception {
		Path base = Files.createDirectory(place.resolve("base"));
		scenario.seed(base);
		List<String> said;
		try (ConfigFileRepository witness = withSettledReadings(base, scenario);
				ChildProcess child = ChildProcess.silentJavaUnder(call.killing(base, place.resolve("trace")),
						Committer.class, base, scenario, "commit", 0)) {
			said = child.remainingLines();
			assertThat(child.await()).as("%s of %s", said, call).isEqualTo(KILLED);
			Path copy = Trees.copy(base, place.resolve("copy"));
			String seen = verifyWitness(scenario, witness, base, call);
			String found = verifyNextStart(scenario, copy, call);
			assertThat(found).as("%s", call).isEqualTo(said.contains("committed") ? "new" : seen);
			return found;
		}
	}

	/** A store that has read everything and trusts its readings. */
	private static ConfigFileRepository withSettledReadings(Path base, Scenario scenario) {
		Platform real = Platform.system();
		Platform ahead = new Platform(real.files(), Clock.offset(real.clock(), Duration.ofHours(1)), real.nanoTime(),
				real.nonces(), real.self(), real.locks());
		ConfigFileRepository witness = ConfigFileRepository.using(StoreOverPlatform.open(base, ahead));
		assertThat(scenario.together(witness)).isEqualTo(scenario.before());
		return witness;
	}

	private static String verifyWitness(Scenario scenario, ConfigFileRepository witness, Path base, Straced.Call call)
			throws IOException {
		List<String> order = new ArrayList<>(scenario.names());
		Map<String, String> first = scenario.oneByOne(witness, order);
		String state = name(scenario, first, call);
		Collections.reverse(order);
		assertThat(scenario.oneByOne(witness, order)).as("%s", call).isEqualTo(first);
		assertThat(scenario.together(witness)).as("%s", call).isEqualTo(first);
		assertThat(witness.list()).as("%s", call).containsExactlyElementsOf(first.keySet());
		assertThat(scenario.onDisk(base)).as("%s", call).isEqualTo(first);
		return state;
	}

	private static String verifyNextStart(Scenario scenario, Path base, Straced.Call call) throws IOException {
		try (ConfigFileRepository files = ConfigFileRepository.using(FileConfigStore.open(base))) {
			Map<String, String> found = scenario.onDisk(base);
			String state = name(scenario, found, call);
			assertThat(Scenario.leftovers(base)).as("%s", call).isEmpty();
			assertThat(scenario.together(files)).as("%s", call).isEqualTo(found);
			files.save("a.properties", "n=100\n");
			return state;
		}
	}

	private static String name(Scenario scenario, Map<String, String> found, Straced.Call call) {
		assertThat(found).as("%s", call).isIn(scenario.before(), scenario.after());
		return found.equals(scenario.before()) ? "old" : "new";
	}

}
