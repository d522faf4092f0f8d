package io.safeconfig.store.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.safeconfig.ConfigStorageException;
import io.safeconfig.LockStrategy;
import io.safeconfig.os.Interception;
import io.safeconfig.process.ChildProcess;
import io.safeconfig.store.file.ProbeReport.Finding;
import io.safeconfig.store.file.ProbeReport.Result;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class StartupProbeTests {

	@TempDir
	Path directory;

	@Test
	void aMissingDirectoryIsCreatedBelowItsParent() throws IOException {
		Path base = this.directory.resolve("config");
		FileConfigStore.open(base);
		assertThat(base).isDirectory();
		try (Stream<Path> entries = Files.list(base)) {
			assertThat(entries).extracting((path) -> path.getFileName().toString())
				.containsExactlyInAnyOrder(".safeconfig", ".safeconfig-locking");
		}
	}

	@Test
	void aDirectoryWithoutParentIsRefusedAndNotCreated() {
		Path base = this.directory.resolve("missing/config");
		assertThatRefused(base, (operation, path) -> {
		}).withMessageContaining(base.toString()).withMessageContaining("parent");
		assertThat(base.getParent()).doesNotExist();
	}

	@Test
	void aFileIsNoDirectory() throws IOException {
		assertThatRefused(Files.createFile(this.directory.resolve("file")), (operation, path) -> {
		}).withMessageContaining("it is a file");
	}

	@Test
	void aDirectoryThatCannotBeWrittenIsRefused() {
		assertThatRefused(this.directory, (operation, path) -> {
			if (operation.equals("createPrivateFile")) {
				throw new AccessDeniedException(path.toString());
			}
		}).withMessageContaining("permission denied");
	}

	@Test
	void aFileSystemWithoutLocksIsRefused() {
		assertThatRefused(this.directory, (operation, path) -> {
			if (operation.equals("createLock")) {
				throw new FileSystemException(path.toString(), null, "No locks available");
			}
		}).withMessageContaining("No locks available").withMessageContaining("support locks");
	}

	@Test
	void aDirectoryThatCannotBeMadeDurableIsRefusedUnlessNobodyAsksForIt() {
		Interception failing = (operation, path) -> {
			if (operation.equals("forceDirectory")) {
				throw new IOException("Invalid argument");
			}
		};
		assertThatRefused(this.directory, failing).withMessageContaining("safeconfig.write.durability");
		FileConfigStore.builder(this.directory).durability(Durability.FILE_ONLY).open(failing.platform());
	}

	@Test
	void aProbeThatWasLeftBehindIsInNobodysWay() throws IOException {
		Files.createFile(this.directory.resolve(".safeconfig-probe"));
		FileConfigStore.open(this.directory);
		assertThat(this.directory.resolve(".safeconfig-probe")).doesNotExist();
	}

	@Test
	void aLockFileThatLooksLikeAMarkerIsNotTakenForWorkingLocks() throws IOException {
		FileConfigStore.builder(this.directory).lockLocation(LockLocation.SIBLING).open().close();
		Files.delete(this.directory.resolve(".safeconfig-locking")); // as one does to
																		// change the
																		// strategy
		FileConfigStore store = FileConfigStore.builder(this.directory)
			.lockLocation(LockLocation.SIBLING)
			.lockStrategy(LockStrategy.LOCK_FILE)
			.open();
		assertThat(store.monitor().probe().findings()).filteredOn((finding) -> finding.check().equals("locks"))
			.singleElement()
			.satisfies((finding) -> assertThat(finding.result()).isEqualTo(ProbeReport.Result.LIMITED));
		store.close();
	}

	@Test
	void theOptionsOfThisJvmDoNotSilenceTheSecondProcess() throws Exception {
		try (ChildProcess child = ChildProcess.javaUnder(List.of("env", "JAVA_TOOL_OPTIONS=-Dany=thing"), Prober.class,
				this.directory)) {
			child.expect("OK");
		}
	}

	@Test
	void openingReadsNoConfigurationFile() throws IOException {
		Files.writeString(this.directory.resolve("a.properties"), "a=1");
		List<String> touched = new ArrayList<>();
		Interception recording = (operation, path) -> touched.add(path.toString());
		FileConfigStore.builder(this.directory).open(recording.platform());
		assertThat(touched).noneMatch((path) -> path.endsWith("a.properties"));
	}

	private ThrowableAssertAlternative<ConfigStorageException> assertThatRefused(Path base, Interception interception) {
		return assertThatExceptionOfType(ConfigStorageException.class)
			.isThrownBy(() -> FileConfigStore.builder(base).open(interception.platform()))
			.satisfies((ex) -> assertThat(ex.fileName()).isEmpty());
	}

	@Test
	void theReportTellsWhatWasLookedAt() {
		ProbeReport report = FileConfigStore.builder(this.directory).open().monitor().probe();
		assertThat(report.findings()).extracting(ProbeReport.Finding::check)
			.containsExactly("rename", "directory-sync", "locks", "agreement", "mounts", "stamps", "writers");
		assertThat(report.describe()).contains("replaced atomically");
	}

	@Test
	void aSecondProcessIsKeptFromALock() {
		ProbeReport report = FileConfigStore.builder(this.directory).probe(ProbeScope.FULL).open().monitor().probe();
		assertThat(report.findings())
			.contains(new Finding("locks", Result.OK, "of the operating system, as a second process found"));
	}

	/**
	 * In a process of its own, which remembers what it locked in the place of the file.
	 */
	@Test
	void locksThatKeepNobodyOutAreRefused() throws Exception {
		Path elsewhere = Files.createTempFile(this.directory, "elsewhere", null);
		try (ChildProcess child = ChildProcess.java(Prober.class, this.directory.resolve("base"), elsewhere)) {
			assertThat(child.remainingLines()).anySatisfy((line) -> assertThat(line)
				.contains("does not keep other processes out", "safeconfig.lock.strategy=lock-file"));
		}
	}

	@Test
	void aFileSystemThatCannotReplaceAFileIsRefused() {
		assertThatRefused(this.directory, (operation, path) -> {
			if (operation.equals("rename")) {
				throw new FileSystemException(path.toString(), null, "Operation not supported");
			}
		}).withMessageContaining("cannot be replaced by a rename");
	}

	@Test
	void theLibraryForFlockIsNamedWhereItIsMissing() {
		Interception failing = (operation, path) -> {
			if (operation.equals("openFlock")) {
				throw new FileSystemException(path.toString(), null, "flock needs the library net.java.dev.jna:jna");
			}
		};
		assertThatExceptionOfType(ConfigStorageException.class).isThrownBy(
				() -> FileConfigStore.builder(this.directory).lockStrategy(LockStrategy.FLOCK).open(failing.platform()))
			.satisfies((ex) -> assertThat(ex.nextStep()).contains("add net.java.dev.jna:jna"));
		FileConfigStore.open(this.directory); // nobody has agreed on flock
	}

	@Test
	void nothingIsLookedAtIfThatIsTurnedOff() {
		Interception failing = (operation, path) -> {
			if (operation.equals("rename") || operation.equals("openLock") || operation.equals("createPrivateFile")) {
				throw new IOException("looked at");
			}
		};
		FileConfigStore.builder(this.directory).probe(ProbeScope.OFF).open(failing.platform());
	}

}
