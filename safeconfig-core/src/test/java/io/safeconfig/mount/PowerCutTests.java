package io.safeconfig.mount;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import io.safeconfig.ConfigFileRepository;
import io.safeconfig.process.ChildProcess;
import io.safeconfig.store.file.FileConfigStore;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A real file system loses all that it was not made to keep, at a random moment. The
 * writer is stopped first: after the cut a system call might claim anything.
 */
@Timeout(900)
class PowerCutTests {

	private static final int CYCLES = Integer.getInteger("safeconfig.test.times", 30);

	@TempDir
	Path directory;

	private Path base;

	private int alone;

	private int together;

	@ParameterizedTest
	@EnumSource(names = { "EXT4", "XFS" })
	void whatReturnedIsThereWholeAfterAPowerCutAndTransactionsAreAllOrNothing(MountedFileSystem.Type type)
			throws Exception {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		try (MountedFileSystem mounted = MountedFileSystem.mount(type, this.directory)) {
			this.base = Files.createDirectory(mounted.path().resolve("config"));
			for (String name : List.of(Acknowledger.ALONE, Acknowledger.TOGETHER.get(0),
					Acknowledger.TOGETHER.get(1))) {
				Files.writeString(this.base.resolve(name), Acknowledger.content(0));
			}
			new ProcessBuilder("sync").start().waitFor();
			for (int cycle = 0; cycle < CYCLES; cycle++) {
				cut(mounted, random);
				mounted.remount();
				assertWhole("cycle " + cycle + " of seed " + seed);
			}
		}
		System.out.println(type + ": " + CYCLES + " power cuts, " + this.alone + " changes and " + this.together
				+ " transactions acknowledged, seed " + seed);
	}

	private void cut(MountedFileSystem mounted, Random random) throws Exception {
		int next = Math.max(this.alone, this.together) + 1;
		try (ChildProcess writer = ChildProcess.silentJavaUnder(List.of(), Acknowledger.class, this.base, next)) {
			for (int line = random.nextInt(10); line >= 0; line--) {
				acknowledge(writer.nextLine());
			}
			LockSupport.parkNanos(random.nextLong(TimeUnit.MILLISECONDS.toNanos(10)));
			stop(writer);
			mounted.cutPower();
			writer.kill();
			writer.remainingLines().forEach(this::acknowledge);
		}
	}

	/** Only when each thread has stopped is no system call under way any more. */
	private static void stop(ChildProcess writer) throws Exception {
		writer.signal("STOP");
		try (Stream<Path> threads = Files.list(Path.of("/proc/" + writer.pid() + "/task"))) {
			for (Path thread : threads.toList()) {
				while (!Files.readString(thread.resolve("stat")).contains(") T ")) {
					Thread.onSpinWait();
				}
			}
		}
	}

	/** The last line may be cut off. */
	private void acknowledge(String line) {
		if (line.matches("alone \\d+;")) {
			this.alone = number(line);
		}
		else if (line.matches("together \\d+;")) {
			this.together = number(line);
		}
	}

	private static int number(String line) {
		return Integer.parseInt(line.replaceAll("\\D", ""));
	}

	private void assertWhole(String cycle) throws Exception {
		try (ConfigFileRepository files = ConfigFileRepository.using(FileConfigStore.open(this.base))) {
			int foundAlone = files.get(Acknowledger.ALONE).getInt("number");
			Map<Integer, List<String>> found = new TreeMap<>();
			files.readAll(Acknowledger.TOGETHER)
				.forEach((name, file) -> found.computeIfAbsent(file.getInt("number"), (key) -> new ArrayList<>())
					.add(name));
			assertThat(found).as(cycle).hasSize(1);
			int foundTogether = found.keySet().iterator().next();
			assertThat(foundAlone).as(cycle).isBetween(this.alone, Math.max(this.alone, this.together) + 1);
			assertThat(foundTogether).as(cycle).isBetween(this.together, Math.max(this.alone, this.together) + 1);
			goOn(files, Math.max(foundAlone, foundTogether) + 1);
		}
		for (String name : List.of(Acknowledger.ALONE, Acknowledger.TOGETHER.get(0), Acknowledger.TOGETHER.get(1))) {
			assertThat(this.base.resolve(name)).as(cycle).content().isEqualTo(Acknowledger.content(this.alone));
		}
	}

	/** As if nothing had happened. */
	private void goOn(ConfigFileRepository files, int number) {
		Acknowledger.changeAlone(files, number);
		Acknowledger.changeTogether(files, number);
		this.alone = number;
		this.together = number;
	}

}
