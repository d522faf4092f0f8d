package io.safeconfig.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.safeconfig.ConfigFileRepository;
import io.safeconfig.LockStrategy;
import io.safeconfig.LockTimeoutException;
import io.safeconfig.store.file.FileConfigStore;
import io.safeconfig.store.file.LockLocation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Which programs in other languages exclude SafeConfig and are excluded by it. */
@Timeout(300)
@EnabledOnOs(OS.LINUX)
class SharedLockTests {

	private static final Path MANUAL = Path.of("..", "docs", "operations.md");

	private static final List<LockStrategy> STRATEGIES = List.of(LockStrategy.NATIVE, LockStrategy.FLOCK,
			LockStrategy.LOCK_FILE);

	private static final String NAME = "a.properties";

	@TempDir
	Path directory;

	@Test
	void theTableInTheManualIsWhatIsMeasured() throws Exception {
		String[][] cells = new String[LockProgram.values().length][STRATEGIES.size()];
		for (int column = 0; column < STRATEGIES.size(); column++) {
			measure(STRATEGIES.get(column), cells, column);
		}
		List<String> measured = new ArrayList<>();
		measured.add("| program | `native` | `flock` | `lock-file` |");
		measured.add("|---|---|---|---|");
		for (LockProgram program : LockProgram.values()) {
			measured.add("| " + program.title() + " | " + String.join(" | ", cells[program.ordinal()]) + " |");
		}
		assertThat(documented()).containsExactlyElementsOf(measured);
	}

	/** The only table of the section. */
	private static List<String> documented() throws Exception {
		String section = Files.readString(MANUAL).split("## Sharing files with programs in other languages\n", 2)[1];
		return section.split("\n## ", 2)[0].lines().filter((line) -> line.startsWith("|")).toList();
	}

	private void measure(LockStrategy strategy, String[][] cells, int column) throws Exception {
		Path base = Files.createDirectory(this.directory.resolve(strategy.name()));
		Path file = Files.writeString(base.resolve(NAME), "a=1\n");
		try (ConfigFileRepository files = repository(base, strategy)) {
			if (strategy != LockStrategy.LOCK_FILE) {
				files.save(NAME, "a=2\n"); // there is a lock file from now on
			}
			List<LockProgram> measured = Arrays.stream(LockProgram.values())
				.filter((program) -> program.isMeasuredWith(strategy))
				.toList();
			boolean[] excludes = new boolean[measured.size()];
			for (int i = 0; i < excludes.length; i++) {
				excludes[i] = excludes(measured.get(i), files, file);
			}
			boolean[] excluded = excluded(measured, strategy, file);
			for (LockProgram program : LockProgram.values()) {
				int i = measured.indexOf(program);
				cells[program.ordinal()][column] = (i < 0) ? "—" : cell(excludes[i], excluded[i]);
			}
		}
	}

	private static String cell(boolean excludes, boolean excluded) {
		return (excludes == excluded) ? (excludes ? "yes" : "no") : "one way";
	}

	/** Whether an update has to wait while a program holds the lock. */
	private static boolean excludes(LockProgram program, ConfigFileRepository files, Path file) throws Exception {
		try (ChildProcess holder = program.hold(lockFile(file))) {
			holder.expect("holding");
			String before = Files.readString(file);
			boolean refused = isRefused(files, program.name());
			assertThat(Files.readString(file).contains("held-by-" + program)).isEqualTo(!refused);
			if (refused) {
				assertThat(file).hasContent(before);
			}
			holder.say("go on");
			holder.expect("released");
			holder.await(); // flock(1) gives the lock back last
			assertThat(isRefused(files, program.name())).isFalse();
			return refused;
		}
	}

	private static boolean isRefused(ConfigFileRepository files, String holder) {
		try {
			files.update(NAME, (document) -> document.set("held-by-" + holder, "no matter"));
			return false;
		}
		catch (LockTimeoutException ex) {
			return true;
		}
	}

	/** Whether the attempt of each program fails while a process of ours has the lock. */
	private static boolean[] excluded(List<LockProgram> programs, LockStrategy strategy, Path file) throws Exception {
		boolean[] refused = new boolean[programs.size()];
		try (ChildProcess holder = ChildProcess.java(Holder.class, file.getParent(), NAME, LockLocation.SIBLING,
				strategy)) {
			holder.expect("holding");
			for (int i = 0; i < refused.length; i++) {
				refused[i] = said(programs.get(i), file).equals("refused");
			}
			holder.say("go on");
			holder.expect("released");
		}
		for (LockProgram program : programs) {
			assertThat(said(program, file)).as("%s", program).isEqualTo("free");
		}
		return refused;
	}

	private static String said(LockProgram program, Path file) throws Exception {
		try (ChildProcess attempt = program.attempt(lockFile(file))) {
			String line = attempt.nextLine();
			attempt.await();
			assertThat(line).isIn("free", "refused");
			return line;
		}
	}

	private static Path lockFile(Path file) {
		return file.resolveSibling(file.getFileName() + ".lck");
	}

	private static ConfigFileRepository repository(Path base, LockStrategy strategy) {
		return ConfigFileRepository.using(
				FileConfigStore.builder(base).lockStrategy(strategy).lockLocation(LockLocation.SIBLING).open(),
				Duration.ofMillis(200));
	}

}
