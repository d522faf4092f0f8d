package io.safeconfig.os;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class JdkFileOperationsTests {

	private final FileOperations files = new JdkFileOperations();

	@TempDir
	Path directory;

	@AfterEach
	void clearTheInterruptFlag() {
		Thread.interrupted();
	}

	@Test
	void noOperationReactsToAnInterrupt() throws IOException {
		Path file = this.directory.resolve("a");
		Path copy = this.directory.resolve("b");
		Thread.currentThread().interrupt();
		this.files.createFile(file);
		this.files.overwrite(file, "content".getBytes(StandardCharsets.UTF_8));
		this.files.force(file);
		this.files.copyWithAttributes(file, copy);
		this.files.rename(copy, file);
		this.files.forceDirectory(this.directory);
		LockChannel lock = this.files.openLock(file);
		assertThat(lock.tryLock()).isTrue();
		assertThat(this.files.read(file, 100)).asString().isEqualTo("content");
		assertThat(lock.isLocked()).isTrue();
		lock.close();
		assertThat(this.files.list(this.directory)).containsExactly(file);
		assertThat(this.files.delete(file)).isTrue();
		assertThat(Thread.currentThread().isInterrupted()).isTrue();
	}

	@Test
	void aMissingFileHasNoStampAndNoLink() throws IOException {
		assertThat(this.files.stat(this.directory.resolve("none"))).isNull();
		assertThat(this.files.readLink(this.directory.resolve("none"))).isNull();
		assertThat(this.files.delete(this.directory.resolve("none"))).isFalse();
	}

	@Test
	void readingStopsOneByteAfterTheLimit() throws IOException {
		Path file = Files.write(this.directory.resolve("a"), new byte[100]);
		assertThat(this.files.read(file, 10)).hasSize(11);
		assertThat(this.files.read(file, 100)).hasSize(100);
		assertThat(this.files.read(file, Integer.MAX_VALUE)).hasSize(100);
	}

	@Test
	void creatingNeverReplaces() throws IOException {
		Path file = Files.createFile(this.directory.resolve("a"));
		assertThatExceptionOfType(FileAlreadyExistsException.class).isThrownBy(() -> this.files.createFile(file));
		assertThatExceptionOfType(FileAlreadyExistsException.class)
			.isThrownBy(() -> this.files.createPrivateFile(file));
		assertThatExceptionOfType(FileAlreadyExistsException.class).isThrownBy(() -> this.files.createLock(file));
		assertThatExceptionOfType(FileAlreadyExistsException.class).isThrownBy(() -> this.files.createDirectory(file));
	}

	@Test
	@EnabledOnOs({ OS.LINUX, OS.MAC })
	void aLockFileIsNotOpenedThroughALink() throws IOException {
		Path file = Files.createFile(this.directory.resolve("a"));
		Path link = Files.createSymbolicLink(this.directory.resolve("link"), file);
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> this.files.openLock(link));
	}

	@Test
	void aReplacedFileHasAnotherIdentity() throws IOException {
		Path file = Files.createFile(this.directory.resolve("a"));
		Path other = Files.createFile(this.directory.resolve("b"));
		FileStamp before = this.files.stat(file);
		this.files.rename(other, file);
		FileStamp after = this.files.stat(file);
		assertThat(before).isNotNull();
		assertThat(after).isNotNull();
		assertThat(after.identity()).isNotEqualTo(before.identity());
	}

}
