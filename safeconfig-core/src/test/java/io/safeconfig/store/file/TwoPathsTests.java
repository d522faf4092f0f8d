package io.safeconfig.store.file;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.safeconfig.ConfigFileListener;
import io.safeconfig.ConfigFileRepository;
import io.safeconfig.ConfigStorageException;
import io.safeconfig.FileState;
import io.safeconfig.LockOwner;
import io.safeconfig.LockStrategy;
import io.safeconfig.mount.MountedFileSystem;
import io.safeconfig.mount.MountedFileSystem.Type;
import io.safeconfig.process.ChildProcess;
import io.safeconfig.process.Holder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * One directory by two paths whose locks do not exclude each other: below a file system
 * in user space and through it.
 */
@Timeout(300)
@EnabledOnOs(OS.LINUX)
class TwoPathsTests {

	private static final String NAME = "a.properties";

	private final List<LockOwner> recovered = new ArrayList<>();

	@TempDir
	Path directory;

	@ParameterizedTest
	@CsvSource({ "below, NATIVE", "mount, NATIVE", "below, FLOCK", "mount, FLOCK" })
	void whoComesByTheOtherPathIsRefusedWhileTheHolderLives(String path, LockStrategy strategy) throws Exception {
		try (MountedFileSystem mounted = MountedFileSystem.mount(Type.BINDFS, this.directory)) {
			boolean below = path.equals("below");
			Path theirs = Files.createDirectory((below ? mounted.below() : mounted.path()).resolve("config"));
			Path ours = (below ? mounted.path() : mounted.below()).resolve("config");
			Files.writeString(theirs.resolve(NAME), "a=1\n");
			try (LogWatch log = new LogWatch();
					FileConfigStore store = store(ours, strategy);
					ChildProcess holder = ChildProcess.java(Holder.class, theirs, NAME, LockLocation.DIRECTORY,
							strategy)) {
				holder.expect("holding");
				Path temp = Files.writeString(OwnNames.temp(theirs.resolve(NAME), "0123456789abcdef"), "staged");
				assertRefused(store, holder.pid());
				assertThat(log.has("locks do not exclude here")).isTrue();
				assertThat(log.has("from a holder that is gone")).isFalse();
				assertThat(temp).hasContent("staged");
				assertShown(store, holder.pid());
				holder.say("go on");
				holder.expect("released");
				assertThat(theirs.resolve(NAME)).hasContent("a=1\nholder=was here\n");
				ConfigFileRepository.using(store).update(NAME, (document) -> document.set("a", 2));
				assertThat(store.monitor().check().brokenLocks()).isEmpty();
			}
			assertThat(theirs.resolve(NAME)).hasContent("a=2\nholder=was here\n");
			assertThat(this.recovered).isEmpty();
		}
	}

	private void assertRefused(FileConfigStore store, long holder) {
		assertThatExceptionOfType(ConfigStorageException.class)
			.isThrownBy(() -> ConfigFileRepository.using(store).update(NAME, (document) -> document.set("a", 2)))
			.satisfies((ex) -> {
				assertThat(ex.fileName()).isEqualTo(NAME);
				assertThat(ex.state()).isEqualTo(FileState.UNCHANGED);
				assertThat(ex).hasMessageContaining("PID " + holder);
				assertThat(ex.nextStep()).contains("by one path", "safeconfig.lock.strategy=lock-file");
			});
		assertThatExceptionOfType(ConfigStorageException.class).isThrownBy(() -> store.monitor().clearStaleLock(NAME));
		assertThat(store.monitor().lockCounts().recovered()).isZero();
		assertThat(this.recovered).isEmpty();
	}

	private static void assertShown(FileConfigStore store, long holder) {
		LockStatus lock = store.monitor().lock(NAME);
		assertThat(lock.state()).isEqualTo(LockStatus.State.BROKEN);
		assertThat(lock.source()).isEqualTo(LockStatus.Source.OWNER_RECORD);
		assertThat(lock.holder()).isNotNull().extracting(LockOwner::pid).isEqualTo(holder);
		StoreStatus status = store.monitor().check();
		assertThat(status.brokenLocks()).containsExactly(NAME);
		assertThat(status.staleLocks()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void withinOneProcessTheSecondStoreIsRefusedToo(boolean below) throws Exception {
		try (MountedFileSystem mounted = MountedFileSystem.mount(Type.BINDFS, this.directory)) {
			Path theirs = Files.createDirectory((below ? mounted.below() : mounted.path()).resolve("config"));
			Path ours = (below ? mounted.path() : mounted.below()).resolve("config");
			Files.writeString(theirs.resolve(NAME), "a=1\n");
			try (FileConfigStore one = store(theirs, LockStrategy.NATIVE);
					FileConfigStore other = store(ours, LockStrategy.NATIVE)) {
				ConfigFileRepository.using(one).update(NAME, (document) -> {
					document.set("b", 1);
					assertThatExceptionOfType(ConfigStorageException.class)
						.isThrownBy(() -> ConfigFileRepository.using(other).save(NAME, "a=2\n"))
						.withMessageContaining("PID " + ProcessHandle.current().pid());
				});
				assertThat(theirs.resolve(NAME)).hasContent("a=1\nb=1\n");
				ConfigFileRepository.using(other).update(NAME, (document) -> document.set("a", 2));
			}
			assertThat(theirs.resolve(NAME)).hasContent("a=2\nb=1\n");
			assertThat(this.recovered).isEmpty();
		}
	}

	private FileConfigStore store(Path base, LockStrategy strategy) {
		return FileConfigStore.builder(base).lockStrategy(strategy).listener(new ConfigFileListener() {

			@Override
			public void staleLockRecovered(String fileName, LockOwner previous) {
				TwoPathsTests.this.recovered.add(previous);
			}

		}).open();
	}

}
