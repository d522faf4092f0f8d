package io.safeconfig.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.safeconfig.ConfigFileRepository;
import io.safeconfig.LockStrategy;
import io.safeconfig.store.file.FileConfigStore;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A process dies before each file operation of a change in turn. */
@Timeout(600)
class HaltTests {

	private static final int MOST_STEPS = 100;

	@TempDir
	Path directory;

	@ParameterizedTest
	@CsvSource({ "update, NATIVE", "create, NATIVE", "delete, NATIVE", "update, FLOCK", "update, LOCK_FILE" })
	void theFileIsOldOrNewAndTheNextChangeClearsUp(String change, LockStrategy strategy) throws Exception {
		for (int step = 1; step <= MOST_STEPS; step++) {
			Path base = Files.createDirectory(this.directory.resolve(change + step));
			Path file = Files.writeString(base.resolve("a.properties"), "# kept\na=old\n");
			List<String> said;
			try (ChildProcess halter = ChildProcess.silentJavaUnder(List.of(), Halter.class, base, change, step,
					strategy)) {
				said = halter.remainingLines();
			}
			verify(change, strategy, base, file, said.contains("returned"), said.toString() + " at step " + step);
			if (said.equals(List.of("returned"))) {
				assertThat(step).isGreaterThan(5);
				return;
			}
		}
		throw new AssertionError("A change has fewer than " + MOST_STEPS + " steps");
	}

	private static void verify(String change, LockStrategy strategy, Path base, Path file, boolean returned,
			String what) throws IOException {
		ConfigFileRepository files = ConfigFileRepository
			.using(FileConfigStore.builder(base).lockStrategy(strategy).open());
		switch (change) {
			case "update" -> {
				assertThat(Files.readString(file)).as(what)
					.isIn(returned ? List.of("# kept\na=new\n") : List.of("# kept\na=old\n", "# kept\na=new\n"));
				files.update("a.properties", (document) -> document.set("a", "next"));
				assertThat(file).as(what).hasContent("# kept\na=next\n");
			}
			case "create" -> {
				Path created = base.resolve("new/a.properties");
				assertThat(Files.exists(created)).as(what).isIn(returned ? List.of(true) : List.of(true, false));
				if (Files.exists(created)) {
					assertThat(created).as(what).hasContent("a=new\n");
				}
				files.save("new/a.properties", "a=next\n");
			}
			case "delete" -> {
				assertThat(Files.exists(file)).as(what).isIn(returned ? List.of(false) : List.of(true, false));
				files.save("a.properties", "a=next\n");
			}
			default -> throw new IllegalArgumentException(change);
		}
		try (Stream<Path> all = Files.walk(base)) {
			assertThat(all.filter((path) -> !isUnwritten(path)).map((path) -> path.getFileName().toString())).as(what)
				.noneMatch((name) -> name.endsWith(".sctmp") || name.endsWith(".owner") || name.endsWith(".marker"));
		}
	}

	/** The beginning of a marker that nobody has got to know, and that tells no owner. */
	private static boolean isUnwritten(Path path) {
		return path.toString().endsWith(".new.sctmp") && path.toFile().length() == 0;
	}

}
