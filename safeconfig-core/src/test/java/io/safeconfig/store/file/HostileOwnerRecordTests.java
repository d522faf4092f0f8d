package io.safeconfig.store.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.safeconfig.LockStrategy;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Owner records with bytes in them that nobody of ours wrote. */
@EnabledOnOs(OS.LINUX)
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileOwnerRecordTests {

	private static final int ROUNDS = 40;

	private static final String RECORD = ".safeconfig/locks/" + HostileStore.NAME + ".owner";

	private static final List<String> KEYS = List.of("host", "boot", "pidns", "pid", "start", "nonce", "application",
			"thread", "operation", "since");

	@TempDir
	Path base;

	@TempDir
	Path outside;

	@ParameterizedTest
	@EnumSource(names = { "NATIVE", "FLOCK", "NONE" })
	void noRecordKeepsAnUpdateFromItsFileOrForgesALine(LockStrategy strategy) throws IOException {
		HostileBytes hostile = new HostileBytes(1);
		try (LogWatch log = new LogWatch(); HostileStore store = HostileStore.of(this.base, strategy)) {
			byte[] real = store.whileHeld(RECORD);
			assertThat(new String(real, StandardCharsets.UTF_8)).contains("application=victim");
			for (int round = 0; round < ROUNDS; round++) {
				Files.write(this.base.resolve(RECORD), switch (round % 4) {
					case 0 -> hostile.garbage(5_000);
					case 1 -> hostile.mutated(real);
					default -> hostile.withHostileValue(real, KEYS);
				});
				store.assertMonitorWorks();
				store.assertUpdates();
				log.assertHarmless();
				assertThat(this.base.resolve(RECORD)).doesNotExist();
			}
			assertThat(log.has("from a holder that is gone: an unknown process")).isTrue();
			assertThat(log.has("victim")).isTrue();
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "NATIVE", "FLOCK", "NONE" })
	void whateverLiesInThePlaceOfARecordBlocksNobody(LockStrategy strategy) throws Exception {
		Path record = this.base.resolve(RECORD);
		Path precious = Files.writeString(this.outside.resolve("precious"), LogWatch.CANARY);
		try (LogWatch log = new LogWatch(); HostileStore store = HostileStore.of(this.base, strategy)) {
			for (HostilePlace place : HostilePlace.values()) {
				place.put(record, precious);
				store.assertMonitorWorks();
				store.assertUpdates();
				store.assertUpdates();
				log.assertHarmless();
				assertThat(precious).hasContent(LogWatch.CANARY);
				HostilePlace.clear(record);
			}
			store.assertUpdates();
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "NATIVE", "FLOCK", "NONE" })
	void aRecordThatMustNotBeReadBlocksNobody(LockStrategy strategy) throws IOException {
		Path record = this.base.toRealPath().resolve(RECORD);
		try (LogWatch log = new LogWatch();
				HostileStore store = new HostileStore(this.base, strategy, (operation, path) -> {
					if (operation.equals("read") && path.equals(record)) {
						throw new AccessDeniedException(path.toString());
					}
				})) {
			for (int i = 0; i < 3; i++) {
				Files.writeString(record, "not for you");
				store.assertMonitorWorks();
				store.assertUpdates();
				log.assertHarmless();
			}
		}
	}

}
