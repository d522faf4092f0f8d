package io.safeconfig.os;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

import io.safeconfig.Tools;
import io.safeconfig.mount.MountedFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/** What the system says to an attempt, on each file system. */
@Timeout(300)
@EnabledOnOs({ OS.LINUX, OS.MAC })
class RemovalAttemptTests {

	private static final FileOperations FILES = Platform.system().files();

	@TempDir
	Path directory;

	@Test
	void nothingIsMovedAndNothingChanges() throws IOException {
		Path own = own(this.directory);
		Path file = Files.writeString(this.directory.resolve("a"), "old");
		Path link = Files.createSymbolicLink(this.directory.resolve("link"), file);
		FileStamp before = FILES.stat(file);
		FILES.requireRemovable(file, own);
		FILES.requireRemovable(link, own);
		assertThat(FILES.stat(file)).isEqualTo(before);
		assertThat(link).isSymbolicLink();
		assertThat(FILES.list(own)).hasSize(1);
	}

	@Test
	void whatIsNotThereIsNot() throws IOException {
		Path own = own(this.directory);
		assertThatExceptionOfType(NoSuchFileException.class)
			.isThrownBy(() -> FILES.requireRemovable(this.directory.resolve("a"), own));
	}

	@ParameterizedTest
	@EnabledOnOs(OS.LINUX)
	@EnumSource
	void everyFileSystemTellsWhatMayGo(MountedFileSystem.Type type) throws Exception {
		try (MountedFileSystem mounted = MountedFileSystem.mount(type, this.directory)) {
			Path own = own(mounted.path());
			Path file = Files.writeString(mounted.path().resolve("a"), "old");
			assertThatNoException().isThrownBy(() -> FILES.requireRemovable(file, own));
			Path elsewhere = own(this.directory);
			assertThatExceptionOfType(AtomicMoveNotSupportedException.class)
				.isThrownBy(() -> FILES.requireRemovable(file, elsewhere));
			assertThat(file).hasContent("old");
		}
	}

	@ParameterizedTest
	@EnabledOnOs(OS.LINUX)
	@EnumSource(names = { "EXT4", "XFS", "BTRFS", "OVERLAY" })
	void attributesForbidIt(MountedFileSystem.Type type) throws Exception {
		Tools.require("chattr");
		try (MountedFileSystem mounted = MountedFileSystem.mount(type, this.directory)) {
			Path own = own(mounted.path());
			Path file = Files.writeString(mounted.path().resolve("a"), "old");
			for (String attribute : new String[] { "a", "i" }) {
				for (Path holder : new Path[] { file, mounted.path() }) {
					Tools.run("chattr", "+" + attribute, holder.toString());
					assertThatExceptionOfType(FileSystemException.class).as("%s %s", attribute, holder)
						.isThrownBy(() -> FILES.requireRemovable(file, own))
						.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo("Operation not permitted"))
						.withMessageStartingWith(file.toString())
						.withMessageNotContaining(own.toString());
					Tools.run("chattr", "-" + attribute, holder.toString());
				}
			}
			FILES.requireRemovable(file, own);
		}
	}

	private static Path own(Path directory) throws IOException {
		Path own = Files.createDirectories(directory.resolve(".own"));
		Files.writeString(own.resolve("entry"), "");
		return own;
	}

}
