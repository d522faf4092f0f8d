package io.safeconfig.store.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;

import io.safeconfig.ConfigFileNotFoundException;
import io.safeconfig.ConfigFileRepository;
import io.safeconfig.LockStrategy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The lock files of files that are gone. */
@Timeout(300)
@EnabledOnOs(OS.LINUX)
class UnusedLocksTests {

	@TempDir
	Path base;

	@Test
	void theirNumberLevelsOffAndNoneIsLeftByAStoreThatIsClosed() throws IOException {
		try (ConfigFileRepository files = ConfigFileRepository.using(FileConfigStore.open(this.base))) {
			files.create("stays.txt", "a");
			for (int i = 0; i < 120; i++) {
				files.create("sub/f" + i, "a");
				files.delete("sub/f" + i);
			}
			assertThat(lockFiles()).isEqualTo(64 + 1);
			files.create("sub/f119", "came back");
			files.save("sub/f119", "and is locked as ever");
		}
		assertThat(lockFiles()).isEqualTo(2);
		assertThat(this.base.resolve(".safeconfig/locks/stays.txt.lck")).exists();
		assertThat(this.base.resolve(".safeconfig/locks/sub/f119.lck")).exists();
	}

	@Test
	void namesThatWereNeverThereLeaveNoMore() throws IOException {
		try (ConfigFileRepository files = ConfigFileRepository.using(FileConfigStore.open(this.base))) {
			for (int i = 0; i < 120; i++) {
				String name = "f" + i + ".properties";
				assertThatExceptionOfType(ConfigFileNotFoundException.class)
					.isThrownBy(() -> files.update(name, (document) -> document.set("a", 1)));
			}
			assertThat(lockFiles()).isEqualTo(64);
		}
		assertThat(lockFiles()).isZero();
	}

	/** On ext4 a new file gets the number of the one that was removed last. */
	@Test
	void theNumberOfALockFileMayBecomeThatOfAFileThatIsReadAndChanged() throws IOException {
		try (ConfigFileRepository files = ConfigFileRepository.using(FileConfigStore.open(this.base))) {
			for (int i = 0; i < 200; i++) {
				files.create("gone" + i, "a");
				files.delete("gone" + i);
				Files.writeString(this.base.resolve("new" + i), "b");
				assertThat(files.get("new" + i).text()).isEqualTo("b");
				files.save("new" + i, "c");
			}
			assertThat(files.list()).hasSize(200);
		}
	}

	/** Where programs that do not look again share the lock files, or may do so. */
	@ParameterizedTest
	@CsvSource({ "NATIVE, SIBLING, true", "FLOCK, DIRECTORY, true", "NATIVE, DIRECTORY, false" })
	void theyStayWhereOthersMayLockThem(LockStrategy strategy, LockLocation location, boolean remove)
			throws IOException {
		try (FileConfigStore store = FileConfigStore.builder(this.base)
			.lockStrategy(strategy)
			.lockLocation(location)
			.removeUnusedLocks(remove)
			.open()) {
			ConfigFileRepository files = ConfigFileRepository.using(store);
			for (int i = 0; i < 80; i++) {
				files.create("f" + i, "a");
				files.delete("f" + i);
			}
		}
		Path place = (location == LockLocation.SIBLING) ? this.base : this.base.resolve(".safeconfig/locks");
		assertThat(lockFiles(place)).isGreaterThanOrEqualTo(80);
	}

	private long lockFiles() throws IOException {
		return lockFiles(this.base.resolve(".safeconfig/locks"));
	}

	private static long lockFiles(Path directory) throws IOException {
		try (Stream<Path> all = Files.walk(directory)) {
			return all.filter((path) -> path.toString().endsWith(".lck")).count();
		}
		catch (NoSuchFileException ex) {
			return 0;
		}
	}

}
