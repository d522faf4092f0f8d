package io.safeconfig.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.safeconfig.ConfigFileException;
import io.safeconfig.ConfigFileRepository;
import io.safeconfig.os.Interception;
import io.safeconfig.store.file.FileConfigStore;
import io.safeconfig.store.file.StoreOverPlatform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A process dies before each file operation of the commit of a transaction in turn, and
 * those that recover die too.
 */
@Timeout(1200)
class TransactionHaltTests {

	private static final int AT_ONCE = 2;

	private static final int MOST_STEPS = 200;

	private static final Scenario SCENARIO = Scenario.THREE;

	@TempDir
	Path directory;

	@Test
	void allFilesAreOldOrNewWhereverTheCommitAndItsRecoveriesEnd() throws Exception {
		int steps = steps();
		List<Future<Outcome>> running = new ArrayList<>();
		ExecutorService executor = Executors.newFixedThreadPool(AT_ONCE);
		List<Outcome> outcomes = new ArrayList<>();
		try {
			for (int step = 1; step <= steps; step++) {
				int halted = step;
				running.add(executor.submit(() -> haltAndRecover(halted)));
			}
			for (Future<Outcome> one : running) {
				outcomes.add(one.get());
			}
		}
		finally {
			executor.shutdownNow();
		}
		System.out.println("Halted at " + outcomes.size() + " steps, with "
				+ outcomes.stream().mapToInt(Outcome::crashes).sum() + " crashes of recoveries");
		assertThat(outcomes).hasSizeGreaterThan(25);
		int firstNew = outcomes.stream().map(Outcome::isNew).toList().indexOf(true);
		assertThat(outcomes.subList(0, firstNew)).isNotEmpty().noneMatch(Outcome::isNew);
		assertThat(outcomes.subList(firstNew, outcomes.size())).allMatch(Outcome::isNew);
		assertThat(outcomes).anyMatch((outcome) -> outcome.crashes() > 20);
	}

	/** What became of a commit, and how often its recovery was cut off. */
	private record Outcome(boolean isNew, int crashes) {
	}

	private int steps() throws Exception {
		Path base = Files.createDirectory(this.directory.resolve("trial"));
		SCENARIO.seed(base);
		try (ChildProcess child = ChildProcess.silentJavaUnder(List.of(), Committer.class, base, SCENARIO, "halt", 0)) {
			return Integer.parseInt(child.nextLine());
		}
	}

	private Outcome haltAndRecover(int step) throws Exception {
		Path base = Files.createDirectory(this.directory.resolve("halt" + step));
		SCENARIO.seed(base);
		try (ChildProcess child = ChildProcess.silentJavaUnder(List.of(), Committer.class, base, SCENARIO, "halt",
				step)) {
			assertThat(child.remainingLines()).as("step %d", step).hasSize(1).first().asString().startsWith("halt");
		}
		boolean isNew = verify(Trees.copy(base, this.directory.resolve("clean" + step)), "step " + step);
		int crashes = 0;
		for (int crash = 1; crash < MOST_STEPS; crash++) {
			Path copy = Trees.copy(base, this.directory.resolve("halt" + step + "crash" + crash));
			boolean died = dyingRecovery(copy, crash);
			assertThat(verify(copy, "step " + step + " crash " + crash)).isEqualTo(isNew);
			if (!died) {
				break;
			}
			crashes++;
		}
		return new Outcome(isNew, crashes + dieAgainAndAgain(base, step, isNew));
	}

	/** Each recovery gets a little further than the one before. */
	private int dieAgainAndAgain(Path base, int step, boolean isNew) throws IOException {
		int crash = 1;
		while (dyingRecovery(base, crash)) {
			crash++;
		}
		assertThat(verify(base, "step " + step + " with " + crash + " crashes in a row")).isEqualTo(isNew);
		return crash - 1;
	}

	/**
	 * Open a store in a process that seems to die: from a certain step on nothing that it
	 * does has an effect any more, and its locks go.
	 * @return whether it got as far as dying
	 */
	private static boolean dyingRecovery(Path base, int crash) {
		int[] calls = new int[1];
		Interception dying = (operation, path) -> {
			if (Interception.CHANGING.contains(operation) && ++calls[0] >= crash) {
				throw new IOException("dead");
			}
		};
		try {
			StoreOverPlatform.open(base, dying.platform()).close();
		}
		catch (ConfigFileException ex) {
			assertThat(ex).hasMessageContaining("dead");
		}
		return calls[0] >= crash;
	}

	@Test
	void processesThatDieInTheRecoveryOneAfterTheOtherGetThrough() throws Exception {
		int steps = steps();
		Path base = Files.createDirectory(this.directory.resolve("chain"));
		SCENARIO.seed(base);
		int step = steps;
		boolean committed = false;
		while (!committed) { // the last step that leaves a journal which is committed
			assertThat(step).isPositive();
			Path next = Files.createDirectory(this.directory.resolve("chain" + step));
			SCENARIO.seed(next);
			try (ChildProcess child = ChildProcess.silentJavaUnder(List.of(), Committer.class, next, SCENARIO, "halt",
					step)) {
				child.remainingLines();
			}
			committed = Scenario.leftovers(next).stream().anyMatch((name) -> name.endsWith(".journal"))
					&& SCENARIO.onDisk(next).equals(SCENARIO.before());
			base = next;
			step--;
		}
		int crash = 0;
		List<String> said;
		do {
			crash++;
			try (ChildProcess child = ChildProcess.silentJavaUnder(List.of(), Committer.class, base, SCENARIO,
					"recover", crash)) {
				said = child.remainingLines();
			}
		}
		while (said.stream().anyMatch((line) -> line.startsWith("recover before")));
		assertThat(crash).isGreaterThan(10);
		assertThat(SCENARIO.onDisk(base)).isEqualTo(SCENARIO.after());
		assertThat(verify(base, "at the end")).isTrue();
	}

	private static boolean verify(Path base, String what) throws IOException {
		try (ConfigFileRepository files = ConfigFileRepository.using(FileConfigStore.open(base))) {
			Map<String, String> found = SCENARIO.onDisk(base);
			assertThat(found).as(what).isIn(SCENARIO.before(), SCENARIO.after());
			assertThat(Scenario.leftovers(base)).as(what).isEmpty();
			assertThat(SCENARIO.together(files)).as(what).isEqualTo(found);
			boolean isNew = found.equals(SCENARIO.after());
			files.save("a.properties", "n=100\n");
			return isNew;
		}
	}

}
