package io.safeconfig.store.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;

import io.safeconfig.ConfigConflictException;
import io.safeconfig.ConfigFileException;
import io.safeconfig.ConfigFileRepository;
import io.safeconfig.ConfigStorageException;
import io.safeconfig.FileState;
import io.safeconfig.os.Interception;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Somebody else who may write to the directory, by mistake or on purpose. */
@EnabledOnOs({ OS.LINUX, OS.MAC })
class HostileDirectoryTests {

	@TempDir
	Path base;

	@TempDir
	Path outside;

	private Interception interception = (operation, path) -> {
	};

	private ConfigFileRepository files;

	@BeforeEach
	void open() throws IOException {
		Files.writeString(this.base.resolve("a.properties"), "a=1\n");
		Interception delegating = (operation, path) -> this.interception.before(operation, path);
		this.files = ConfigFileRepository.using(StoreOverPlatform.open(this.base, delegating.platform()),
				Duration.ofSeconds(5));
		update();
	}

	private void update() {
		this.files.update("a.properties", (document) -> document.set("n", document.get("n").orElse("") + "x"));
	}

	@Test
	void anOwnerRecordThatIsALinkIsNotWrittenThrough() throws IOException {
		Path victim = Files.writeString(this.outside.resolve("victim"), "precious");
		Files.createSymbolicLink(this.base.resolve(".safeconfig/locks/a.properties.owner"), victim);
		update();
		assertThat(victim).hasContent("precious");
	}

	@Test
	@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
	void anOwnerRecordThatIsAPipeBlocksNobody() throws Exception {
		Path pipe = this.base.resolve(".safeconfig/locks/a.properties.owner");
		assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
		update();
	}

	@Test
	void aTempThatIsALinkToADirectoryIsNotEmptied() throws IOException {
		Path victim = Files.writeString(this.outside.resolve("victim"), "precious");
		Files.createSymbolicLink(this.base.resolve(".a.properties.0123456789abcdef.sctmp"), this.outside);
		Files.createFile(this.base.resolve(".safeconfig/locks/a.properties.owner"));
		update();
		assertThat(victim).exists();
	}

	@Test
	void aFileThatBecomesALinkIsNotWrittenThrough() throws IOException {
		Path other = Files.writeString(this.base.resolve("other.properties"), "other=precious\n");
		Path link = Files.createSymbolicLink(this.base.resolve("link"), other);
		this.interception = (operation, path) -> {
			if (operation.equals("copyWithAttributes") && Files.exists(link)) {
				Files.move(link, this.base.resolve("a.properties"), StandardCopyOption.ATOMIC_MOVE);
			}
		};
		assertThatExceptionOfType(ConfigConflictException.class).isThrownBy(this::update)
			.satisfies((ex) -> assertThat(ex.state()).isEqualTo(FileState.UNCHANGED));
		assertThat(other).hasContent("other=precious\n");
	}

	@Test
	void aRepeatedChangeIsDurableToo() {
		this.interception = (operation, path) -> {
			if (operation.equals("forceDirectory")) {
				throw new IOException("test");
			}
		};
		for (int i = 0; i < 2; i++) {
			assertThatExceptionOfType(ConfigFileException.class)
				.isThrownBy(() -> this.files.save("a.properties", "a=2\n"));
		}
	}

	@Test
	void aChangeThatChangesNothingNeverSaysThatItChangedSomething() {
		this.interception = (operation, path) -> {
			if (operation.equals("force")) {
				throw new IOException("test");
			}
		};
		assertThatExceptionOfType(ConfigStorageException.class)
			.isThrownBy(() -> this.files.update("a.properties", (document) -> document.set("a", "1")))
			.satisfies((ex) -> assertThat(ex.state()).isEqualTo(FileState.UNCHANGED));
	}

	@Test
	void anErrorInAReleaseDoesNotKeepTheLock() {
		boolean[] once = { true };
		this.interception = (operation, path) -> {
			if (operation.equals("delete") && path.toString().endsWith(".owner") && once[0]) {
				once[0] = false;
				throw new OutOfMemoryError("test");
			}
		};
		assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(this::update);
		update();
	}

	@Test
	void aLinkToItselfDoesNotHideTheOtherFiles() throws IOException {
		Files.createSymbolicLink(this.base.resolve("loop"), Path.of("loop"));
		assertThat(this.files.list()).containsExactly("a.properties");
	}

}
