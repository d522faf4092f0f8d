package io.safeconfig.store.file;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What the name of a journal tells of its first file. */
class JournalNamesTests {

	private static final String NONCE = "0123456789abcdef";

	private static Path named(String first, String suffix) {
		return Path.of("journal").resolve(JournalNames.of(first, NONCE, suffix));
	}

	@ParameterizedTest
	@ValueSource(strings = { "a", "a.properties", "sub/b.yml", "a%2Fb", "ü ö.txt", "a.0123456789abcdef.tmp", "A", "=a",
			"\uD83D\uDE00" })
	void theNameTellsTheFirstFile(String first) {
		Path journal = named(first, JournalNames.COMMITTED);
		assertThat(JournalNames.first(journal)).contains(first);
		assertThat(JournalNames.isFirst(journal, first)).isTrue();
		assertThat(JournalNames.isFirst(journal, first + "x")).isFalse();
		assertThat(JournalNames.isOurs(journal)).isTrue();
		assertThat(journal.getFileName().toString()).matches("[A-Za-z0-9._%=-]+");
	}

	@ParameterizedTest
	@ValueSource(ints = { 199, 200, 201, 255, 1000 })
	void aLongNameStillFitsAndIsRecognized(int length) {
		String first = "x".repeat(length);
		Path journal = named(first, JournalNames.COMMITTED);
		assertThat(journal.getFileName().toString().getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(255);
		assertThat(JournalNames.isFirst(journal, first)).isTrue();
		assertThat(JournalNames.isFirst(journal, first + "x")).isFalse();
		assertThat(JournalNames.first(journal).isPresent()).isEqualTo(length <= 200);
	}

	@Test
	void theSuffixTellsTheState() {
		Path intent = named("a", JournalNames.INTENT);
		Path committed = named("a", JournalNames.COMMITTED);
		assertThat(JournalNames.isIntent(intent)).isTrue();
		assertThat(JournalNames.isCommitted(intent)).isFalse();
		assertThat(JournalNames.isCommitted(committed)).isTrue();
		Path aside = Path.of(committed + JournalNames.QUARANTINED);
		assertThat(JournalNames.isQuarantined(aside)).isTrue();
		assertThat(JournalNames.isCommitted(aside)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "x.tmp", ".tmp", "0123456789abcdef.tmp", ".0123456789abcdef.tmp", "editor~.tmp" })
	void aForeignNameIsNoIntent(String name) {
		assertThat(JournalNames.isIntent(Path.of(name))).isFalse();
		assertThat(JournalNames.first(Path.of(name))).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "%", "%4", "%zz", "%2f", "%41" })
	void whatIsEncodedOtherwiseTellsNothing(String encoded) {
		assertThat(JournalNames.first(Path.of(encoded + "." + NONCE + ".journal"))).isEmpty();
	}

}
