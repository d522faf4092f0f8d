package io.safeconfig.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.safeconfig.ConfigFileRepository;
import io.safeconfig.store.file.FileConfigStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Processes with different base directories, whose links lead to the same directory. */
@EnabledOnOs({ OS.LINUX, OS.MAC })
@Timeout(120)
class LinkTargetProcessTests {

	private static final int TIMES = 150;

	/** Whether each single step is safe does not depend on links. */
	private static final int STRIDE = 4;

	@TempDir
	Path directory;

	private Path shared;

	@BeforeEach
	void create() throws IOException {
		this.shared = Files.createDirectory(this.directory.resolve("shared"));
		Files.writeString(this.shared.resolve("counters.properties"), "hits=0\n");
	}

	private Path base(String name) throws IOException {
		Path base = Files.createDirectory(this.directory.resolve(name));
		Files.createSymbolicLink(base.resolve("counters.properties"), this.shared.resolve("counters.properties"));
		return base;
	}

	@Test
	void noIncrementIsLostThroughDifferentLinksAndWithoutOne() throws Exception {
		List<ChildProcess> children = new ArrayList<>();
		try {
			for (String name : List.of("one", "two")) {
				children
					.add(ChildProcess.silentJavaUnder(List.of(), Incrementer.class, base(name), 2, TIMES, this.shared));
			}
			children.add(ChildProcess.silentJavaUnder(List.of(), Incrementer.class, this.shared, 2, TIMES));
			for (ChildProcess child : children) {
				assertThat(child.remainingLines()).last().isEqualTo("done");
			}
		}
		finally {
			children.forEach(ChildProcess::close);
		}
		assertThat(this.shared.resolve("counters.properties")).hasContent("hits=" + (3 * 2 * TIMES));
	}

	@Test
	void whatAKilledProcessCommittedInTheTargetIsFinishedByAReaderWithALink() throws Exception {
		Scenario scenario = Scenario.TWO;
		int steps = stepsOf(scenario);
		int finished = 0;
		for (int step = 1; step <= steps; step += STRIDE) {
			Path target = Files.createDirectory(this.directory.resolve("target" + step));
			scenario.seed(target);
			commit(target, scenario, step);
			finished += isNewThroughLinks(target, scenario, step) ? 1 : 0;
		}
		assertThat(finished).isBetween(1, steps / STRIDE - 1);
	}

	private int stepsOf(Scenario scenario) throws Exception {
		Path trial = Files.createDirectory(this.directory.resolve("trial"));
		scenario.seed(trial);
		try (ChildProcess child = ChildProcess.silentJavaUnder(List.of(), Committer.class, trial, scenario, "halt",
				0)) {
			return Integer.parseInt(child.nextLine());
		}
	}

	private static void commit(Path target, Scenario scenario, int step) throws Exception {
		try (ChildProcess child = ChildProcess.silentJavaUnder(List.of(), Committer.class, target, scenario, "halt",
				step)) {
			child.remainingLines();
		}
	}

	private boolean isNewThroughLinks(Path target, Scenario scenario, int step) throws IOException {
		Path base = Files.createDirectory(this.directory.resolve("base" + step));
		Files.createSymbolicLink(base.resolve("link"), target);
		try (FileConfigStore store = FileConfigStore.builder(base).linkTargets(List.of(target)).open()) {
			ConfigFileRepository files = ConfigFileRepository.using(store);
			boolean isNew = files.get("link/a.properties").getInt("n") == 10;
			assertThat(files.get("link/sub/b.properties").getInt("n")).isEqualTo(isNew ? 20 : 2);
			files.update("link/a.properties", (document) -> document.set("n", 11));
			return isNew;
		}
	}

}
