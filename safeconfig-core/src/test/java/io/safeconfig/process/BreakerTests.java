package io.safeconfig.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.safeconfig.lock.DeadMarker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

/** Processes that come to a marker of a dead holder at the same time. */
@Timeout(600)
@EnabledOnOs(OS.LINUX)
class BreakerTests {

	private static final int ROUNDS = 10_000;

	/**
	 * Where no file system has to be waited for: it is about races, not about crashes.
	 */
	private static final Path MEMORY = Path.of("/dev/shm");

	private Path base;

	@BeforeEach
	void createDirectory() throws IOException {
		this.base = Files.isWritable(MEMORY) ? Files.createTempDirectory(MEMORY, "safeconfig-breakers")
				: Files.createTempDirectory("safeconfig-breakers");
	}

	@AfterEach
	void removeDirectory() throws IOException {
		try (Stream<Path> left = Files.list(this.base)) {
			for (Path path : left.toList()) {
				Files.delete(path);
			}
		}
		Files.delete(this.base);
	}

	@Test
	void twoBreakersOfOneDeadMarkerNeverBothWin() throws Exception {
		try (ChildProcess one = ChildProcess.silentJavaUnder(List.of(), Breaker.class, this.base);
				ChildProcess two = ChildProcess.silentJavaUnder(List.of(), Breaker.class, this.base)) {
			one.expect("ready");
			two.expect("ready");
			for (int round = 0; round < ROUNDS; round++) {
				String name = "m" + round;
				DeadMarker.write(this.base.resolve(name));
				one.say(name);
				two.say(name);
				List<String> results = List.of(one.nextLine(), two.nextLine());
				assertThat(results).as(name).containsAnyOf("won").doesNotContain("both");
			}
			one.say("end");
			two.say("end");
			assertThat(Integer.parseInt(one.nextLine()) + Integer.parseInt(two.nextLine())).isEqualTo(ROUNDS);
		}
		try (Stream<Path> left = Files.list(this.base)) {
			assertThat(left).isEmpty();
		}
	}

}
