package io.safeconfig.process;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

import io.safeconfig.ConfigFileRepository;
import io.safeconfig.FileState;
import io.safeconfig.LockOwner;
import io.safeconfig.LockTimeoutException;
import io.safeconfig.Tools;
import io.safeconfig.store.file.FileConfigStore;
import io.safeconfig.store.file.LockLocation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** A program in another language that locks the same lock file. */
@Timeout(300)
@EnabledOnOs({ OS.LINUX, OS.MAC })
class PythonTests {

	@TempDir
	Path base;

	private String script;

	@BeforeEach
	void findScript() throws URISyntaxException {
		Tools.python();
		this.script = Path.of(Objects.requireNonNull(getClass().getResource("lockf.py")).toURI()).toString();
	}

	@ParameterizedTest
	@EnumSource
	void keepsAnUpdateWaitingAndIsNamedInTheTimeout(LockLocation location) throws Exception {
		repository(location, Duration.ofMinutes(1)).create("a.properties", "a=1\n");
		try (ChildProcess python = python("hold", lockFile(location))) {
			python.expect("holding");
			assertThatExceptionOfType(LockTimeoutException.class)
				.isThrownBy(() -> repository(location, Duration.ofMillis(300)).update("a.properties",
						(document) -> document.set("a", 2)))
				.satisfies((ex) -> {
					assertThat(ex.state()).isEqualTo(FileState.UNCHANGED);
					assertThat(ex.isRetrySafe()).isTrue();
					if (OS.LINUX.isCurrentOs()) {
						assertThat(ex.holder()).contains(LockOwner.ofPid(python.pid()));
						assertThat(ex).hasMessageContaining("PID " + python.pid());
					}
				});
			assertThat(this.base.resolve("a.properties")).hasContent("a=1\n");
			python.say("release");
			python.expect("released");
			repository(location, Duration.ofMinutes(1)).update("a.properties", (document) -> document.set("a", 2));
		}
		assertThat(this.base.resolve("a.properties")).hasContent("a=2\n");
	}

	@ParameterizedTest
	@EnumSource
	void isRefusedWhileTheLockIsHeldHere(LockLocation location) throws Exception {
		try (ChildProcess holder = ChildProcess.java(Holder.class, this.base, "a.properties", location)) {
			holder.expect("holding");
			assertThat(tryLock(location)).isEqualTo("refused");
			holder.say("go on");
			holder.expect("released");
			assertThat(tryLock(location)).isEqualTo("free");
		}
	}

	private String tryLock(LockLocation location) throws Exception {
		try (ChildProcess python = python("try", lockFile(location))) {
			return python.nextLine();
		}
	}

	private ChildProcess python(String mode, Path lockFile) throws Exception {
		assertThat(Files.exists(lockFile)).isTrue();
		return ChildProcess.of(Tools.python(), this.script, mode, lockFile.toString());
	}

	private Path lockFile(LockLocation location) {
		return this.base
			.resolve((location == LockLocation.DIRECTORY) ? ".safeconfig/locks/a.properties.lck" : "a.properties.lck");
	}

	private ConfigFileRepository repository(LockLocation location, Duration timeout) {
		return ConfigFileRepository.using(FileConfigStore.builder(this.base).lockLocation(location).open(), timeout);
	}

}
