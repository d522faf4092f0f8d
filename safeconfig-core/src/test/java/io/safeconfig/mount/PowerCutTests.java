package io.safeconfig.mount;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import io.safeconfig.process.ChildProcess;
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
		List<Integer> found = new ArrayList<>();
		try (ChildProcess survivor = ChildProcess.silentJavaUnder(List.of(), Survivor.class, this.base)) {
			survivor.remainingLines().forEach((line) -> found.add(Integer.parseInt(line)));
			assertThat(survivor.await()).as(cycle).isZero();
		}
		assertThat(found).as("%s: one, and two that are the same", cycle).hasSize(2);
		int latest = Math.max(this.alone, this.together) + 1;
		assertThat(found.get(0)).as(cycle).isBetween(this.alone, latest);
		assertThat(found.get(1)).as(cycle).isBetween(this.together, latest);
		this.alone = Math.max(found.get(0), found.get(1)) + 1;
		this.together = this.alone;
		for (String name : List.of(Acknowledger.ALONE, Acknowledger.TOGETHER.get(0), Acknowledger.TOGETHER.get(1))) {
			assertThat(this.base.resolve(name)).as(cycle).content().isEqualTo(Acknowledger.content(this.alone));
		}
	}

}
