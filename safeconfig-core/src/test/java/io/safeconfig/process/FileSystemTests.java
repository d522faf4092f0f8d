package io.safeconfig.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.safeconfig.ConfigFileException;
import io.safeconfig.ConfigFileRepository;
import io.safeconfig.ConfigFileTooLargeException;
import io.safeconfig.ConfigStorageException;
import io.safeconfig.FileState;
import io.safeconfig.Tools;
import io.safeconfig.store.file.FileConfigStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Real file systems that refuse: full, read-only, without permission, not atomic. */
@Timeout(300)
class FileSystemTests {

	/** Root whom file permissions bind like everybody else. */
	private static final List<String> WITHOUT_PRIVILEGE = List.of("setpriv",
			"--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-dac_override,-dac_read_search");

	@TempDir
	Path directory;

	@Test
	@EnabledOnOs(OS.LINUX)
	void aFullDiskIsAnErrorAndLeavesTheFileAlone() throws Exception {
		withMount("size=64k", (base) -> {
			ConfigFileRepository files = ConfigFileRepository.using(FileConfigStore.open(base));
			files.create("a.txt", "old");
			Files.write(base.resolve("filler"), new byte[20_000]);
			assertThatExceptionOfType(ConfigStorageException.class)
				.isThrownBy(() -> files.save("a.txt", "x".repeat(60_000)))
				.satisfies((ex) -> assertUnchanged(ex, base, "No space"));
			assertThatExceptionOfType(ConfigStorageException.class)
				.isThrownBy(() -> files.create("sub/b.txt", "x".repeat(60_000)));
			assertThat(base.resolve("sub")).doesNotExist();
			Files.delete(base.resolve("filler"));
			files.save("a.txt", "new");
		});
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void aDiskWithoutRoomForAnotherFileIsAnError() throws Exception {
		withMount("size=1m,nr_inodes=12", (base) -> {
			ConfigFileRepository files = ConfigFileRepository.using(FileConfigStore.open(base));
			files.create("a.txt", "old");
			int fillers = 0;
			while (create(base.resolve("filler" + fillers))) {
				fillers++;
			}
			assertThatExceptionOfType(ConfigStorageException.class).isThrownBy(() -> files.save("a.txt", "new"))
				.satisfies((ex) -> assertUnchanged(ex, base, "No space"));
			Files.delete(base.resolve("filler0"));
			Files.delete(base.resolve("filler1"));
			Files.delete(base.resolve("filler2"));
			files.save("a.txt", "new");
		});
	}

	private static boolean create(Path path) {
		try {
			Files.createFile(path);
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void aFileSystemThatBecameReadOnlyIsAnErrorAndStillReadable() throws Exception {
		withMount("size=1m", (base) -> {
			ConfigFileRepository files = ConfigFileRepository.using(FileConfigStore.open(base));
			files.create("a.txt", "old");
			// a second mount over the first, on which files are open for writing
			Tools.run("mount", "--bind", base.toString(), base.toString());
			try {
				Tools.run("mount", "-o", "remount,bind,ro", base.toString());
				assertThatExceptionOfType(ConfigStorageException.class).isThrownBy(() -> files.save("a.txt", "new"))
					.satisfies((ex) -> assertUnchanged(ex, base, "Read-only"));
				assertThat(files.get("a.txt").text()).isEqualTo("old");
				assertThatExceptionOfType(ConfigStorageException.class).isThrownBy(() -> FileConfigStore.open(base))
					.withMessageContaining(base.toString());
			}
			finally {
				Tools.run("umount", base.toString());
			}
		});
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void aFileThatIsAMountPointCannotBeReplacedAndSaysSo() throws Exception {
		withMount("size=1m", (base) -> {
			ConfigFileRepository files = ConfigFileRepository.using(FileConfigStore.open(base));
			Path file = Files.writeString(base.resolve("a.txt"), "old");
			Path source = Files.writeString(base.resolve("source.txt"), "old");
			Tools.run("mount", "--bind", source.toString(), file.toString());
			try {
				assertThatExceptionOfType(ConfigStorageException.class).isThrownBy(() -> files.save("a.txt", "new"))
					.satisfies((ex) -> assertUnchanged(ex, base, "mount its directory instead"));
			}
			finally {
				Tools.run("umount", file.toString());
			}
		});
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void aDirectoryWithoutPermissionIsAnError() throws Exception {
		Tools.requireRoot();
		Tools.require("setpriv");
		Path base = Files.createDirectory(this.directory.resolve("base"));
		ConfigFileRepository.using(FileConfigStore.open(base)).create("sub/a.txt", "old");
		Files.setAttribute(base.resolve("sub"), "unix:mode", 0555);
		assertThat(saver(base)).contains("UNCHANGED", "Cannot save 'sub/a.txt'", "permission denied",
				"Give the process permission");
		assertThat(base.resolve("sub/a.txt")).hasContent("old");
		Files.setAttribute(base, "unix:mode", 0555);
		assertThat(saver(base)).contains("UNCHANGED", base + "' cannot be used", "permission denied",
				"Give the process permission");
	}

	private static String saver(Path base) throws Exception {
		try (ChildProcess saver = ChildProcess.javaUnder(WITHOUT_PRIVILEGE, Saver.class, base, "sub/a.txt", "new")) {
			return String.join("\n", saver.remainingLines());
		}
	}

	@Test
	void aFileOfTwentyMegabytesIsRefusedBothWays() throws Exception {
		ConfigFileRepository files = ConfigFileRepository.using(FileConfigStore.open(this.directory));
		files.create("a.txt", "old");
		assertThatExceptionOfType(ConfigFileTooLargeException.class)
			.isThrownBy(() -> files.save("a.txt", new byte[20 * 1024 * 1024]))
			.satisfies((ex) -> assertUnchanged(ex, this.directory, "10485760"));
		Files.write(this.directory.resolve("b.txt"), new byte[20 * 1024 * 1024]);
		assertThatExceptionOfType(ConfigFileTooLargeException.class).isThrownBy(() -> files.get("b.txt"));
		assertThatExceptionOfType(ConfigFileTooLargeException.class).isThrownBy(() -> files.save("b.txt", "x"));
	}

	private static void assertUnchanged(ConfigFileException ex, Path base, String hint) {
		assertThat(ex).hasMessageContaining(hint);
		assertThat(ex.state()).isEqualTo(FileState.UNCHANGED);
		assertThat(base.resolve("a.txt")).hasContent("old");
		try (Stream<Path> entries = Files.list(base)) {
			assertThat(entries).noneMatch((path) -> path.toString().endsWith(".sctmp"));
		}
		catch (IOException io) {
			throw new IllegalStateException(io);
		}
	}

	/** What is done with a file system of its own. */
	@FunctionalInterface
	private interface OnMount {

		void run(Path base) throws Exception;

	}

	private void withMount(String options, OnMount work) throws Exception {
		Tools.requireRoot();
		Path base = Files.createDirectory(this.directory.resolve("mount"));
		Tools.run("mount", "-t", "tmpfs", "-o", options, "tmpfs", base.toString());
		try {
			work.run(base);
		}
		finally {
			// lock files stay open for the next change; the mount goes when the JVM does
			Tools.run("umount", "--lazy", base.toString());
		}
	}

}
