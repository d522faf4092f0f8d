package io.safeconfig.store.file;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import io.safeconfig.ConfigFileException;
import io.safeconfig.ConfigStorageException;
import io.safeconfig.FileState;
import io.safeconfig.LockStrategy;
import io.safeconfig.Tools;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** Lock files with a content, and what is no lock file where one is expected. */
@EnabledOnOs(OS.LINUX)
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileLockFileTests {

	/** Files of their own, which can be locked whatever is in them. */
	private static final Set<HostilePlace> FILES = EnumSet.of(HostilePlace.EMPTY_FILE, HostilePlace.HUGE_FILE);

	private static final String LOCK_FILE = ".safeconfig/locks/" + HostileStore.NAME + ".lck";

	@TempDir
	Path base;

	@TempDir
	Path outside;

	@ParameterizedTest
	@EnumSource(names = { "NATIVE", "FLOCK" })
	void theContentOfALockFileIsOfNoAccount(LockStrategy strategy) throws Exception {
		HostileBytes hostile = new HostileBytes(2);
		try (LogWatch log = new LogWatch(); HostileStore store = HostileStore.of(this.base, strategy)) {
			for (int round = 0; round < 10; round++) {
				Path bytes = Files.write(this.outside.resolve("bytes"), hostile.garbage(100_000));
				// another process: to close a descriptor of it here would drop a lock
				Tools.run("dd", "if=" + bytes, "of=" + this.base.resolve(LOCK_FILE), "status=none");
				store.assertUpdates();
				log.assertHarmless();
			}
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "NATIVE", "FLOCK" })
	void whatIsNoLockFileIsAnErrorAtOnceUntilItIsRemoved(LockStrategy strategy) throws Exception {
		Path lockFile = this.base.resolve(LOCK_FILE);
		Path precious = Files.writeString(this.outside.resolve("precious"), LogWatch.CANARY);
		try (LogWatch log = new LogWatch(); HostileStore store = HostileStore.of(this.base, strategy)) {
			for (HostilePlace place : EnumSet.complementOf(EnumSet.copyOf(FILES))) {
				Files.delete(lockFile);
				place.put(lockFile, precious);
				Throwable failure = catchThrowable(() -> store.files().save(HostileStore.NAME, "n=1"));
				assertThat(failure).as("%s", place)
					.isInstanceOf(ConfigStorageException.class)
					.hasMessageContaining(LOCK_FILE);
				assertThat(((ConfigFileException) failure).state()).isEqualTo(FileState.UNCHANGED);
				LogWatch.assertHarmless(failure);
				store.assertMonitorWorks();
				HostilePlace.clear(lockFile);
				store.assertUpdates();
				log.assertHarmless();
			}
		}
		assertThat(precious).hasContent(LogWatch.CANARY);
	}

	/** To look whether a record is stale, its lock is taken for a moment. */
	@ParameterizedTest
	@EnumSource(names = { "NATIVE", "FLOCK", "LOCK_FILE" })
	void whatIsNoLockFileHidesNoOtherLockAndBlocksNoMonitor(LockStrategy strategy) throws Exception {
		Path locks = this.base.resolve(".safeconfig/locks");
		try (HostileStore store = HostileStore.of(this.base, strategy)) {
			for (HostilePlace place : HostilePlace.values()) {
				for (String name : List.of("b", "b.lck", "b.marker", "b.owner")) {
					HostilePlace.clear(locks.resolve(name));
					place.put(locks.resolve(name), this.outside.resolve("nothing"));
				}
				store.assertMonitorWorks();
				store.assertUpdates();
			}
		}
	}

	/** Else that would seem to be a lock file, which nobody may open. */
	@ParameterizedTest
	@EnumSource(names = { "NATIVE", "FLOCK" })
	void aLockFileThatIsALinkToAConfigurationFileKeepsNobodyFromThatFile(LockStrategy strategy) throws Exception {
		try (HostileStore store = HostileStore.of(this.base, strategy)) {
			Files.createSymbolicLink(this.base.resolve(".safeconfig/locks/b.lck"),
					this.base.resolve(HostileStore.NAME));
			assertThat(catchThrowable(() -> store.files().create("b", "b"))).isInstanceOf(ConfigStorageException.class);
			store.assertUpdates();
			assertThat(this.base.resolve("b")).doesNotExist();
		}
	}

}
