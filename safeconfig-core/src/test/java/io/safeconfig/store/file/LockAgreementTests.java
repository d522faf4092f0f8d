package io.safeconfig.store.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.safeconfig.ConfigStorageException;
import io.safeconfig.LockStrategy;
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
				assertThat(ex.problem()).contains("'" + this.base + "'", "native in a directory",
						"lock-file in a directory");
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
	@ValueSource(strings = { "", "safeconfig-locking 1", "safeconfig-locking 2\nnative in a directory\n", "\0\0\0" })
	void aFileThatDoesNotTellStandsInNobodysWay(String content) throws IOException {
		Files.writeString(file(), content);
		FileConfigStore store = builder(LockStrategy.FLOCK).probe(ProbeScope.IN_PROCESS).open();
		assertThat(store.monitor().probe().describe()).contains("does not tell how others lock");
		assertThat(file()).hasContent(content);
	}

	@Test
	void norDoesADirectoryOrALinkThatLeadsNowhere() throws IOException {
		Files.createDirectory(file());
		builder(LockStrategy.NATIVE).open();
		Files.delete(file());
		Files.createSymbolicLink(file(), this.base.resolve("nowhere"));
		builder(LockStrategy.NATIVE).open();
		assertThat(this.base.resolve("nowhere")).doesNotExist();
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
