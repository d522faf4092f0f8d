package io.safeconfig.process;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.safeconfig.ConfigFileRepository;
import io.safeconfig.ConfigTransaction;
import io.safeconfig.ConfigTransactionOptions;
import io.safeconfig.LockOwner;
import io.safeconfig.LockTimeoutException;
import io.safeconfig.os.Platform;
import io.safeconfig.store.file.FileConfigStore;
import io.safeconfig.store.file.StoreOverPlatform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** A process stops, or dies, past its commit point, with some files replaced. */
@Timeout(600)
class PausedCommitTests {

	private static final Duration SHORT = Duration.ofMillis(200);

	@TempDir
	Path base;

	@ParameterizedTest
	@EnabledOnOs({ OS.LINUX, OS.MAC })
	@CsvSource({ "TWO, 1", "TWO, 2", "THREE, 1", "THREE, 2", "EIGHT, 4" })
	void aStoppedCommitKeepsItsLocksAndIsSeenAsAWhole(Scenario scenario, int rename) throws Exception {
		scenario.seed(this.base);
		try (ConfigFileRepository witness = witness(scenario);
				ChildProcess child = ChildProcess.silentJavaUnder(List.of(), Committer.class, this.base, scenario,
						"pause", rename)) {
			child.expect("pause before rename");
			child.signal("STOP");
			assertWholeWhileStopped(scenario, witness, child, rename);
			try (ConfigFileRepository late = ConfigFileRepository.using(FileConfigStore.open(this.base), SHORT)) {
				assertWholeWhileStopped(scenario, late, child, rename);
			}
			assertThat(Scenario.leftovers(this.base)).filteredOn((name) -> name.endsWith(".journal")).hasSize(1);
			child.signal("CONT");
			child.say("go on");
			child.expect("committed");
			assertThat(scenario.onDisk(this.base)).isEqualTo(scenario.after());
			assertThat(Scenario.leftovers(this.base)).isEmpty();
			assertSeenAsNew(scenario, witness);
			witness.save("a.properties", "n=100\n");
		}
	}

	private void assertWholeWhileStopped(Scenario scenario, ConfigFileRepository files, ChildProcess child, int rename)
			throws Exception {
		assertSeenAsNew(scenario, files);
		for (String name : scenario.names()) {
			assertThatExceptionOfType(LockTimeoutException.class).isThrownBy(() -> files.save(name, "lost"))
				.satisfies((ex) -> assertThat(ex.holder()).map(LockOwner::pid).contains(child.pid()));
		}
		assertThat(scenario.onDisk(this.base)).isNotEqualTo(scenario.after());
		if (rename > 1) {
			assertThat(scenario.onDisk(this.base)).isNotEqualTo(scenario.before());
		}
	}

	private static void assertSeenAsNew(Scenario scenario, ConfigFileRepository files) {
		List<String> order = new ArrayList<>(scenario.names());
		for (int turn = 0; turn < 2; turn++) {
			assertThat(scenario.oneByOne(files, order)).isEqualTo(scenario.after());
			assertThat(scenario.together(files)).isEqualTo(scenario.after());
			Collections.reverse(order);
		}
		assertThat(files.list()).containsExactlyElementsOf(scenario.after().keySet());
		try (ConfigTransaction transaction = files.begin(ConfigTransactionOptions.DEFAULT.asReadOnly())) {
			order.forEach((name) -> assertThat(transaction.exists(name)).isEqualTo(scenario.after().containsKey(name)));
			transaction.commit();
		}
	}

	@ParameterizedTest
	@CsvSource({ "TWO, 1", "TWO, 2", "THREE, 1", "THREE, 2", "EIGHT, 4" })
	void afterADeathPastTheCommitPointAnOpenStoreReadsTheNewFiles(Scenario scenario, int rename) throws Exception {
		scenario.seed(this.base);
		try (ConfigFileRepository witness = witness(scenario)) {
			dieAt(scenario, rename);
			assertSeenAsNew(scenario, witness);
			assertThat(scenario.onDisk(this.base)).isEqualTo(scenario.after());
			assertThat(Scenario.leftovers(this.base)).isEmpty();
		}
	}

	@ParameterizedTest
	@CsvSource({ "TWO, 1, a.properties", "TWO, 2, a.properties", "TWO, 1, sub/b.properties", "TWO, 2, sub/b.properties",
			"THREE, 1, new/b.properties", "THREE, 2, a.properties" })
	void afterADeathPastTheCommitPointAnUpdateFirstFinishesTheCommit(Scenario scenario, int rename, String name)
			throws Exception {
		scenario.seed(this.base);
		try (ConfigFileRepository witness = witness(scenario)) {
			dieAt(scenario, rename);
			witness.update(name, (document) -> {
				assertThat(document.getInt("n")).isGreaterThanOrEqualTo(10);
				document.set("n", document.getInt("n") + 1);
			});
			assertThat(Scenario.leftovers(this.base)).isEmpty();
			Map<String, String> expected = new TreeMap<>(scenario.after());
			expected.computeIfPresent(name, (key, text) -> text.replace("0\n", "1\n"));
			assertThat(scenario.onDisk(this.base)).isEqualTo(expected);
		}
	}

	@Test
	void afterADeathPastTheCommitPointATransactionFirstFinishesTheCommit() throws Exception {
		Scenario scenario = Scenario.TWO;
		scenario.seed(this.base);
		try (ConfigFileRepository witness = witness(scenario)) {
			dieAt(scenario, 2);
			try (ConfigTransaction transaction = witness.begin()) {
				transaction.save("z.properties", "n=0\n");
				transaction.update("sub/b.properties", (document) -> assertThat(document.getInt("n")).isEqualTo(20));
				transaction.update("a.properties", (document) -> assertThat(document.getInt("n")).isEqualTo(10));
				assertThat(Scenario.leftovers(this.base)).isEmpty();
			}
			assertThat(scenario.onDisk(this.base)).isEqualTo(scenario.after());
		}
	}

	private void dieAt(Scenario scenario, int rename) throws Exception {
		try (ChildProcess child = ChildProcess.silentJavaUnder(List.of(), Committer.class, this.base, scenario, "pause",
				rename)) {
			child.expect("pause before rename");
			child.kill();
		}
		assertThat(scenario.onDisk(this.base)).isNotEqualTo(scenario.after());
	}

	/** A store that has read everything and trusts its readings. */
	private ConfigFileRepository witness(Scenario scenario) {
		Platform real = Platform.system();
		Platform ahead = new Platform(real.files(), Clock.offset(real.clock(), Duration.ofHours(1)), real.nanoTime(),
				real.nonces(), real.self(), real.locks());
		ConfigFileRepository witness = ConfigFileRepository.using(StoreOverPlatform.open(this.base, ahead), SHORT);
		assertThat(scenario.together(witness)).isEqualTo(scenario.before());
		return witness;
	}

}
