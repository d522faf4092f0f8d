package io.safeconfig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;

import io.safeconfig.store.file.FileConfigStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DocumentsInOneFileTests {

	private static final String TWO = "# common\nport=1\nhost=a\n#---\nport=2\n";

	@TempDir
	Path base;

	private ConfigFileRepository files;

	@BeforeEach
	void open() {
		this.files = ConfigFileRepository.using(FileConfigStore.open(this.base));
		this.files.save("app.properties", TWO);
	}

	private String content() throws IOException {
		return Files.readString(this.base.resolve("app.properties"));
	}

	@Test
	void eachDocumentIsReadByItself() {
		ConfigSnapshot snapshot = this.files.get("app.properties");
		assertThat(snapshot.documentCount()).isEqualTo(2);
		assertThat(snapshot.document(0).getInt("port")).isEqualTo(1);
		assertThat(snapshot.document(1).getInt("port")).isEqualTo(2);
		assertThat(snapshot.document(1).contains("host")).isFalse();
		assertThat(snapshot.document(1)).isNotInstanceOf(ConfigDocument.class);
		assertThat(snapshot.document(0).keys()).containsExactly("port", "host");
		assertThat(snapshot.document(0).name()).isEqualTo("app.properties");
		assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> snapshot.document(2));
	}

	@Test
	void aKeyIsNotGuessedAmongSeveralDocuments() throws IOException {
		ConfigSnapshot snapshot = this.files.get("app.properties");
		assertThatExceptionOfType(ConfigFormatException.class).isThrownBy(() -> snapshot.getInt("port"))
			.withMessageContaining("2 documents");
		assertThatExceptionOfType(ConfigFormatException.class)
			.isThrownBy(() -> this.files.update("app.properties", (document) -> document.set("port", 3)));
		assertThat(content()).isEqualTo(TWO);
	}

	@Test
	void aChangeTouchesOnlyTheChosenDocument() throws IOException {
		this.files.update("app.properties", (document) -> {
			document.document(1).set("port", 3);
			document.document(0).set("name", "x");
			document.document(0).remove("host");
			assertThat(document.document(1).getInt("port")).isEqualTo(3);
		});
		assertThat(content()).isEqualTo("# common\nport=1\nname=x\n#---\nport=3\n");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "a.yml | a: {b: 1, c: [1, 2]} | a: {b: 1, c: [1, 3], d: 0} | [a.c[1], a.d]",
					"a.yml | `a: 1\n---\nb: 1\n` | `a: 1\n---\nb: 2\n---\nc: 1\n` | [b, c]",
					"a.json | {\"a.b\": 1, \"c\": null} | {\"a\": {\"b\": 1}, \"c\": 0} | [[a.b], a.b, c]",
					"a.toml | `[t]\na = 1` | `[t]\nb = 1` | [t.a, t.b]", "a.txt | 1 | 2 | []",
					"a.yml | a: 1 | a: 0x1 | []" })
	void aCommitTellsWhichKeysChanged(String name, String before, String after, String keys) {
		List<ConfigFilesChange> commits = new ArrayList<>();
		ConfigFileListener listener = new ConfigFileListener() {
			@Override
			public void filesChanged(ConfigFilesChange change) {
				commits.add(change);
			}
		};
		ConfigFileRepository heard = ConfigFileRepository.builder(FileConfigStore.open(this.base))
			.listener(listener)
			.build();
		heard.save(name, before.replace("\\n", "\n"));
		heard.save(name, after.replace("\\n", "\n"));
		assertThat(commits.get(1).files().get(0).changedKeys()).hasToString(keys);
	}

	@Test
	void aRenamedKeyKeepsItsPlaceAndValue() throws IOException {
		this.files.update("app.properties", (document) -> document.document(0).rename("port", "server.port"));
		assertThat(content()).isEqualTo("# common\nserver.port=1\nhost=a\n#---\nport=2\n");
	}

	@Test
	void aRenameNeedsAKeyThatIsThereAndANameThatIsFree() throws IOException {
		this.files.update("app.properties", (document) -> {
			ConfigDocument first = document.document(0);
			assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(() -> first.rename("none", "other"));
			assertThatExceptionOfType(ConfigFormatException.class).isThrownBy(() -> first.rename("port", "host"));
			first.rename("port", "port");
		});
		assertThat(content()).isEqualTo(TWO);
	}

	@Test
	void aFileOfNoBytesIsAnErrorAndNoEmptyConfiguration() throws IOException {
		Files.write(this.base.resolve("torn.properties"), new byte[0]);
		assertThatExceptionOfType(ConfigFormatException.class)
			.isThrownBy(() -> this.files.get("torn.properties").keys())
			.withMessageContaining("empty");
		assertThatExceptionOfType(ConfigFormatException.class)
			.isThrownBy(() -> this.files.update("torn.properties", (document) -> document.set("a", 1)));
		assertThat(this.base.resolve("torn.properties")).isEmptyFile();
	}

	@Test
	void aNewFileWithoutKeysCanBeReadAgain() throws IOException {
		this.files.updateOrCreate("new.properties", (document) -> assertThat(document.text()).isEmpty());
		assertThat(this.base.resolve("new.properties")).hasContent("\n");
		this.files.update("new.properties", (document) -> document.set("a", 1));
		assertThat(this.files.get("new.properties").getInt("a")).isEqualTo(1);
	}

	@ParameterizedTest
	@CsvSource({ "one.properties, a=1", "one.yml, 'a: 1'", "one.json, '{\"a\": 1}'", "one.toml, a = 1" })
	void theLastKeyLeavesAFileThatCanBeReadAgain(String name, String content) {
		for (String end : new String[] { "\n", "" }) {
			this.files.save(name, content + end);
			this.files.update(name, (document) -> document.remove("a"));
			assertThat(this.files.get(name).keys()).isEmpty();
			this.files.update(name, (document) -> document.set("b", 2));
			assertThat(this.files.get(name).getInt("b")).isEqualTo(2);
		}
	}

}
