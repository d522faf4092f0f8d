package io.safeconfig.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import io.safeconfig.ConfigFileRepository;
import io.safeconfig.FileState;
import io.safeconfig.LockStrategy;
import io.safeconfig.LockTimeoutException;
import io.safeconfig.store.file.FileConfigStore;
import io.safeconfig.store.file.LockLocation;
import io.safeconfig.store.file.LockStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Markers that were left, by Python's {@code SoftFileLock} and by us: neither breaks what
 * the other one left, and we break our own.
 */
@Timeout(300)
@EnabledOnOs(OS.LINUX)
class SoftLockTests {

	private static final String NAME = "a.properties";

	@TempDir
	Path base;

	private Path file;

	private Path marker;

	@BeforeEach
	void seed() throws Exception {
		this.file = Files.writeString(this.base.resolve(NAME), "a=1\n");
		this.marker = this.base.resolve(NAME + ".lck");
	}

	@Test
	void theSoftLockOfADeadProgramIsNeverBrokenAndIsRemovedByHand() throws Exception {
		try (FileConfigStore store = store();
				ConfigFileRepository files = ConfigFileRepository.using(store, Duration.ofMillis(200));
				ChildProcess python = LockProgram.SOFTFILELOCK.hold(this.marker)) {
			python.expect("holding");
			python.kill();
			assertThatExceptionOfType(LockTimeoutException.class)
				.isThrownBy(() -> files.update(NAME, (document) -> document.set("a", 2)))
				.satisfies((ex) -> assertThat(ex.state()).isEqualTo(FileState.UNCHANGED));
			assertThat(store.monitor().lock(NAME).state()).isEqualTo(LockStatus.State.HELD);
			assertThatExceptionOfType(LockTimeoutException.class)
				.isThrownBy(() -> store.monitor().clearStaleLock(NAME));
			assertThat(this.file).hasContent("a=1\n");
			Files.delete(this.marker);
			files.update(NAME, (document) -> document.set("a", 2));
		}
		assertThat(this.file).hasContent("a=2\n");
	}

	@Test
	void ourMarkerOfADeadHolderKeepsASoftLockOutUntilWeClearIt() throws Exception {
		try (ChildProcess holder = ChildProcess.java(Holder.class, this.base, NAME, LockLocation.SIBLING,
				LockStrategy.LOCK_FILE)) {
			holder.expect("holding");
			holder.kill();
		}
		assertThat(attempt()).isEqualTo("refused");
		try (FileConfigStore store = store()) {
			assertThat(store.monitor().lock(NAME).state()).isEqualTo(LockStatus.State.STALE);
			assertThat(store.monitor().clearStaleLock(NAME)).isTrue();
		}
		assertThat(this.marker).doesNotExist();
		assertThat(attempt()).isEqualTo("free");
	}

	private String attempt() throws Exception {
		try (ChildProcess attempt = LockProgram.SOFTFILELOCK.attempt(this.marker)) {
			return attempt.nextLine();
		}
	}

	private FileConfigStore store() {
		return FileConfigStore.builder(this.base)
			.lockStrategy(LockStrategy.LOCK_FILE)
			.lockLocation(LockLocation.SIBLING)
			.open();
	}

}
