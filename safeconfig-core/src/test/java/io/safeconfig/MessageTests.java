package io.safeconfig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;

import io.safeconfig.os.SystemErrors;
import io.safeconfig.store.file.FileConfigStore;
import io.safeconfig.store.file.LockLocation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What messages say to somebody who has not seen the code. */
class MessageTests {

	@TempDir
	Path base;

	private FileConfigStore store;

	private ConfigFileRepository files;

	@BeforeEach
	void open() {
		this.store = FileConfigStore.open(this.base);
		this.files = ConfigFileRepository.using(this.store);
	}

	@AfterEach
	void close() {
		this.store.close();
	}

	@Test
	void jsonWithACommaTooManyOrACommentNamesTheFormatThatHasThem() throws IOException {
		for (String content : Set.of("{\"a\":1,}", "{\"a\":1 /* one */}")) {
			Files.writeString(this.base.resolve("a.json"), content);
			assertThatExceptionOfType(ConfigFormatException.class)
				.isThrownBy(() -> this.files.get("a.json").getInt("a"))
				.withMessageContaining("name the file .jsonc")
				.withMessageContaining("ConfigFormat.jsonc().forExtensions(\"json\")");
		}
	}

	@Test
	void textHasNoKeysAndTheMessageNamesTheFilesThatHave() throws IOException {
		Files.writeString(this.base.resolve("motd.txt"), "hello");
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> this.files.update("motd.txt", (document) -> document.set("a", 1)))
			.withMessageContaining(".properties, .yml")
			.withMessageContaining("ConfigFormat.forExtensions")
			.withMessageNotContaining("toBytes");
	}

	@Test
	void aValueOfAnotherTypeIsNoBrokenFile() throws IOException {
		Files.writeString(this.base.resolve("a.yml"), "a: soon\n");
		assertThatExceptionOfType(ConfigFormatException.class).isThrownBy(() -> this.files.get("a.yml").getInt("a"))
			.satisfies((ex) -> assertThat(ex.nextStep())
				.isEqualTo("Correct the value in the file, or read it as what it is."));
	}

	@Test
	void aTabThatIndentsYamlIsCalledATab() throws IOException {
		Files.writeString(this.base.resolve("a.yml"), "a:\n\tb: 1\n");
		assertThatExceptionOfType(ConfigFormatException.class).isThrownBy(() -> this.files.get("a.yml").getInt("a.b"))
			.withMessageContaining("found a tab where only spaces may indent at line 2, column 1");
	}

	@Test
	void theLastEntryUnderACommentCannotGoAndTheMessageSaysWhatCan() {
		this.files.save("a.yml", "limits:\n  # why\n  max: 1\n");
		assertThatExceptionOfType(ConfigFormatException.class)
			.isThrownBy(() -> this.files.update("a.yml", (document) -> document.remove("limits.max")))
			.withMessageContaining("a comment would be lost")
			.satisfies((ex) -> assertThat(ex.nextStep()).startsWith("Give the entry another value instead"));
	}

	@Test
	void aMissingFileIsMissingSomewhereAndCanBeCreated() {
		for (Runnable use : Set.<Runnable>of(() -> this.files.get("none.yml"),
				() -> this.files.update("none.yml", (document) -> document.set("a", 1)),
				() -> this.files.delete("none.yml"))) {
			assertThatExceptionOfType(ConfigFileNotFoundException.class).isThrownBy(use::run)
				.withMessageContaining("It was looked for in '" + this.store.baseDirectory() + "'")
				.withMessageContaining("updateOrCreate");
		}
	}

	@Test
	void thoseWhoLockInAnotherWayAreToldTheSettings() {
		assertThatExceptionOfType(ConfigStorageException.class)
			.isThrownBy(() -> FileConfigStore.builder(this.base).lockLocation(LockLocation.SIBLING).open())
			.satisfies((ex) -> {
				assertThat(ex.problem()).contains(
						"lock its files with safeconfig.lock.strategy=native and safeconfig.lock.location=directory",
						"with safeconfig.lock.strategy=native and safeconfig.lock.location=sibling and"
								+ " safeconfig.lock.suffix=.lck");
				assertThat(ex.nextStep())
					.startsWith("Set safeconfig.lock.strategy=native and safeconfig.lock.location=directory here.");
			});
	}

	@Test
	void whatTheSystemDoesNotSayIsNotPromised() {
		NoSuchFileException failure = new NoSuchFileException("/proc/config");
		assertThat(SystemErrors.reason(failure)).isEqualTo("/proc/config: there is no such file or directory");
		assertThat(SystemErrors.nextStep(failure)).startsWith("Find out who removed it");
		assertThat(SystemErrors.nextStep(new IOException("odd"))).doesNotContain("the system names");
	}

	@Test
	void theNameOfATransactionStandsAlone() throws Exception {
		ConfigTransactionOptions options = ConfigTransactionOptions.DEFAULT.withLabel("Quotas.move");
		try (ConfigTransaction transaction = this.files.begin(options)) {
			transaction.save("a.yml", "a: 1\n");
			assertThat(this.store.monitor().lock("a.yml").holder()).isNotNull()
				.satisfies((holder) -> assertThat(holder.describe()).contains("run 'Quotas.move',")
					.doesNotContain(" with"));
		}
	}

}
