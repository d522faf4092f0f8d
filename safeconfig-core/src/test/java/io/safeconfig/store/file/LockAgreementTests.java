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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Stores that would not exclude each other are not opened on one directory. */
class LockAgreementTests {

	@TempDir
	Path base;

	@Test
	void storesThatLockAlikeShareADirectory() {
		builder(LockStrategy.NATIVE).open();
		FileConfigStore second = builder(LockStrategy.NATIVE).open();
		assertThat(second.monitor().probe().describe()).contains("agreement: all lock with native in a directory");
	}

	@Test
	void anotherStrategyIsRefusedWithTheOneThatIsUsed() {
		builder(LockStrategy.NATIVE).open();
		assertThatExceptionOfType(ConfigStorageException.class).isThrownBy(() -> builder(LockStrategy.LOCK_FILE).open())
			.satisfies((ex) -> {
				assertThat(ex.problem()).contains("'" + this.base + "'", "safeconfig.lock.strategy=native",
						"safeconfig.lock.strategy=lock-file");
				assertThat(ex.nextStep()).contains("safeconfig.lock.strategy", ".safeconfig-locking");
			});
	}

	@Test
	void anotherPlaceOrSuffixIsRefused() {
		builder(LockStrategy.NATIVE).lockLocation(LockLocation.SIBLING).open();
		assertThatExceptionOfType(ConfigStorageException.class).isThrownBy(() -> builder(LockStrategy.NATIVE).open());
		assertThatExceptionOfType(ConfigStorageException.class)
			.isThrownBy(() -> builder(LockStrategy.NATIVE).lockLocation(LockLocation.SIBLING).lockSuffix(".lk").open());
	}

	@Test
	void theStrategyCanBeChangedOnceTheFileIsRemoved() throws IOException {
		builder(LockStrategy.NATIVE).open().close();
		Files.delete(file());
		builder(LockStrategy.NONE).open();
		assertThat(file()).content().contains("none in a directory");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "safeconfig-", "safeconfig-locking 1", "safeconfig-locking 1\nnative in a dir",
			"\0\0\0", "safeconfig-locking 1\nnat\0\0\0", "\0\0\0\0a directory\n" })
	void whatAPowerFailureLeavesIsWrittenAgain(String content) throws IOException {
		Files.writeString(file(), content);
		open(LockStrategy.LOCK_FILE);
		assertThat(file()).hasContent("safeconfig-locking 1\nlock-file in a directory\n");
		assertThatExceptionOfType(ConfigStorageException.class).isThrownBy(() -> open(LockStrategy.NATIVE));
		assertNothingElseIsLeft();
	}

	@ParameterizedTest
	@ValueSource(strings = { "safeconfig-locking 2\nnative in a directory\n", "\0\0\1", "by hand",
			"safeconfig-locking 1\n\u00e4\n" })
	void aFileThatDoesNotTellKeepsEverybodyOutAndIsLeftAlone(String content) throws IOException {
		Files.writeString(file(), content);
		assertRefused();
		assertThat(file()).hasContent(content);
	}

	@Test
	void soDoADirectoryAndALink() throws IOException {
		Files.createDirectory(file());
		assertRefused();
		Files.delete(file());
		Files.createSymbolicLink(file(), this.base.resolve("nowhere"));
		assertRefused();
		assertThat(this.base.resolve("nowhere")).doesNotExist();
	}

	private void assertRefused() {
		assertThatExceptionOfType(ConfigStorageException.class).isThrownBy(() -> open(LockStrategy.NATIVE))
			.satisfies((ex) -> {
				assertThat(ex.problem()).contains(".safeconfig-locking' does not tell how others lock");
				assertThat(ex.nextStep()).contains("Stop all processes", "remove '" + file().toString());
			});
	}

	@Test
	void linesOfALaterVersionAreLeftAlone() throws IOException {
		String content = "safeconfig-locking 1\nnative in a directory\nid=1 2 3\nwhat is this?\n";
		Files.writeString(file(), content);
		open(LockStrategy.NATIVE);
		assertThat(file()).hasContent(content);
		assertThat(AgreementText.parse(Files.readAllBytes(file())).more()).containsExactly("id=1 2 3");
		assertThatExceptionOfType(ConfigStorageException.class).isThrownBy(() -> open(LockStrategy.FLOCK));
	}

	@Test
	void theAgreementIsOnDiskBeforeAnybodyReliesOnIt() throws IOException {
		for (boolean present : new boolean[] { false, true }) {
			List<String> calls = new ArrayList<>();
			Interception watching = (operation, path) -> calls.add(operation + " " + path.getFileName());
			StoreOverPlatform.open(this.base, watching.platform()).close();
			String name = this.base.getFileName().toString();
			assertThat(calls).as("%s", present)
				.containsSubsequence("force .safeconfig-locking", "forceDirectory " + name);
			assertThat(calls.stream().filter((call) -> call.startsWith("createFile"))).hasSize(present ? 0 : 1);
		}
	}

	@Test
	void itIsLookedAtAlsoWhereNothingElseIs() throws IOException {
		builder(LockStrategy.NATIVE).probe(ProbeScope.OFF).open().close();
		assertThatExceptionOfType(ConfigStorageException.class)
			.isThrownBy(() -> builder(LockStrategy.LOCK_FILE).probe(ProbeScope.OFF).open());
	}

	@Test
	void whereItCannotBeWrittenAStoreThatChecksNothingElseOpens() {
		Interception refusing = (operation, path) -> {
			if (operation.equals("createFile")) {
				throw new AccessDeniedException(path.toString());
			}
		};
		FileConfigStore store = StoreOverPlatform.open(this.base, refusing.platform());
		assertThat(store.monitor().probe().describe()).contains("nothing tells how others lock", "permission denied");
		assertThatExceptionOfType(ConfigStorageException.class)
			.isThrownBy(() -> builder(LockStrategy.NATIVE).open(refusing.platform()));
	}

	@Test
	void whereThereAreNoHardLinksOneOfTwoWaysIsAgreedOnToo() throws IOException {
		Interception linkless = (operation, path) -> {
			if (operation.equals("link")) {
				throw new FileSystemException(path.toString(), null, "Operation not permitted");
			}
		};
		StoreOverPlatform.open(this.base, linkless.platform()).close();
		assertThat(file()).hasContent("safeconfig-locking 1\nnative in a directory\n");
		assertNothingElseIsLeft();
		Files.delete(file());
		Files.createFile(claim());
		assertThatExceptionOfType(ConfigStorageException.class)
			.isThrownBy(() -> StoreOverPlatform.open(this.base, linkless.platform()))
			.satisfies((ex) -> assertThat(ex.getMessage()).contains("try again first", "remove '" + claim()));
	}

	@Test
	void theClaimOfSomebodyWhoDiedCounts() throws IOException {
		Files.writeString(claim(), "safeconfig-locking 1\nnative in a directory\n");
		assertThatExceptionOfType(ConfigStorageException.class).isThrownBy(() -> open(LockStrategy.FLOCK));
		open(LockStrategy.NATIVE);
		assertNothingElseIsLeft();
	}

	private void assertNothingElseIsLeft() throws IOException {
		try (Stream<Path> entries = Files.list(this.base)) {
			assertThat(entries.map((path) -> path.getFileName().toString())).contains(".safeconfig-locking")
				.noneMatch((name) -> name.startsWith(".safeconfig-locking") && !name.equals(".safeconfig-locking"));
		}
	}

	private Path claim() {
		return this.base.resolve(".safeconfig-locking-claim");
	}

	private void open(LockStrategy strategy) {
		builder(strategy).probe(ProbeScope.IN_PROCESS).open().close();
	}

	@Test
	void theFileIsNoConfigurationFile() {
		assertThat(builder(LockStrategy.NATIVE).open().list()).isEmpty();
	}

	private Path file() {
		return this.base.resolve(".safeconfig-locking");
	}

	private FileConfigStoreBuilder builder(LockStrategy strategy) {
		return FileConfigStore.builder(this.base).lockStrategy(strategy);
	}

}
