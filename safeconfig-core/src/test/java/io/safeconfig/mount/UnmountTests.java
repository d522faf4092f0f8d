package io.safeconfig.mount;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.safeconfig.ConfigFileRepository;
import io.safeconfig.ConfigStorageException;
import io.safeconfig.ConfigTransaction;
import io.safeconfig.LockStrategy;
import io.safeconfig.Tools;
import io.safeconfig.store.file.FileConfigStore;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The volume of the base directory is unmounted while a store is open on it. */
@Timeout(120)
class UnmountTests {

	private static final String FILE = "counters.properties";

	@TempDir
	Path directory;

	/** An overlay and a file system in user space come back with another device. */
	@ParameterizedTest
	@CsvSource({ "EXT4, NATIVE", "EXT4, LOCK_FILE", "EXT4, FLOCK", "EXT4, NONE", "XFS, NATIVE", "BTRFS, NATIVE",
			"OVERLAY, NATIVE", "OVERLAY, LOCK_FILE", "OVERLAY_OVER_TWO, NATIVE", "BINDFS, NATIVE" })
	void countingStopsWhileTheVolumeIsUnmountedAndGoesOnWhenItIsBack(MountedFileSystem.Type type, LockStrategy strategy)
			throws Exception {
		try (MountedFileSystem mounted = MountedFileSystem.mount(type, this.directory);
				FileConfigStore store = FileConfigStore.builder(mounted.path()).lockStrategy(strategy).open()) {
			ConfigFileRepository files = ConfigFileRepository.using(store);
			assertThat(count(files)).isEqualTo(1);
			assertThat(count(files)).isEqualTo(2);
			mounted.unmount();
			assertRefused(store, files);
			assertThat(mounted.path()).isEmptyDirectory();
			mounted.mountAgain();
			assertThat(store.monitor().check().problem()).isNull();
			assertThat(files.find("missing")).isEmpty();
			assertThat(count(files)).isEqualTo(3);
			assertThat(files.list()).contains(FILE);
			assertThat(store.monitor().check().lostLocks()).isEmpty();
		}
	}

	@Test
	void whatATransactionHadPreparedIsClearedAwayWhenTheVolumeIsBack() throws Exception {
		try (MountedFileSystem mounted = MountedFileSystem.mount(MountedFileSystem.Type.EXT4, this.directory);
				FileConfigStore store = FileConfigStore.open(mounted.path())) {
			ConfigFileRepository files = ConfigFileRepository.using(store);
			count(files);
			try (ConfigTransaction transaction = files.begin()) {
				transaction.update(FILE, (document) -> document.set("n", 7));
				transaction.prepare();
				mounted.unmount();
				assertThatExceptionOfType(ConfigStorageException.class).isThrownBy(transaction::commit)
					.withMessageContaining("is not the one that was opened");
			}
			assertThat(mounted.path()).isEmptyDirectory();
			mounted.mountAgain();
			assertThat(count(files)).isEqualTo(2);
			try (var entries = Files.list(mounted.path())) {
				assertThat(
						entries.map((path) -> path.getFileName().toString()).filter((name) -> name.endsWith(".sctmp")))
					.isEmpty();
			}
		}
	}

	@Test
	void aVolumeThatIsMountedOverTheDirectoryIsAnotherDirectory() throws Exception {
		Path base = Files.createDirectory(this.directory.resolve("mount"));
		try (FileConfigStore store = FileConfigStore.open(base)) {
			ConfigFileRepository files = ConfigFileRepository.using(store);
			count(files);
			try (MountedFileSystem mounted = MountedFileSystem.mount(MountedFileSystem.Type.TMPFS, this.directory)) {
				assertRefused(store, files);
				assertThat(mounted.path()).isEmptyDirectory();
			}
			assertThat(count(files)).isEqualTo(2);
			assertThat(store.monitor().check().problem()).isNull();
		}
	}

	/** What was moved to a volume lies below it, too, and its agreement is equal. */
	@Test
	void theOldFilesBelowAVolumeToWhichTheyWereCopiedAreNotThoseOfTheVolume() throws Exception {
		Path base = Files.createDirectory(this.directory.resolve("mount"));
		try (FileConfigStore before = FileConfigStore.open(base)) {
			count(ConfigFileRepository.using(before));
		}
		Tools.run("cp", "-a", base.toString(), this.directory.resolve("old").toString());
		try (MountedFileSystem mounted = MountedFileSystem.mount(MountedFileSystem.Type.EXT4, this.directory)) {
			Tools.run("cp", "-a", this.directory.resolve("old") + "/.", base.toString());
			try (FileConfigStore store = FileConfigStore.open(base)) {
				ConfigFileRepository files = ConfigFileRepository.using(store);
				assertThat(count(files)).isEqualTo(2);
				mounted.unmount();
				assertThat(base.resolve(FILE)).content().contains("n=1");
				assertRefused(store, files);
				assertThat(base.resolve(FILE)).content().contains("n=1");
				mounted.mountAgain();
				assertThat(count(files)).isEqualTo(3);
			}
		}
	}

	private static int count(ConfigFileRepository files) {
		return files.updateOrCreate(FILE, (document) -> document.set("n", document.getInt("n", 0) + 1)).getInt("n");
	}

	private static void assertRefused(FileConfigStore store, ConfigFileRepository files) {
		List<ThrowingCallable> calls = List.of(() -> files.find(FILE), () -> files.exists(FILE), () -> files.get(FILE),
				() -> files.find("missing"), files::list, () -> count(files), () -> files.save(FILE, "n=9\n"),
				() -> files.create("sub/new.properties", "a=1\n"), () -> files.delete(FILE));
		for (ThrowingCallable call : calls) {
			assertThatExceptionOfType(ConfigStorageException.class).isThrownBy(call)
				.withMessageContaining("is not the one that was opened");
		}
		assertThat(store.monitor().check().problem()).contains("is not the one that was opened");
	}

}
