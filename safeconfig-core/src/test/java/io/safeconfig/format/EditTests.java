package io.safeconfig.format;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Carries out edits that are planned wrongly.
 */
class EditTests {

	private static final String DOCUMENT = "a=1\nb=2\n";

	private final PropertiesData data = PropertiesData.of(Latin1.bytes(DOCUMENT));

	@Test
	void editWithTheExpectedResultIsCarriedOut() {
		Edit edit = new Edit(List.of(new Splice(2, 3, "9")), List.of(new KeyValue("a", "9"), new KeyValue("b", "2")));
		assertThat(Latin1.text(edit.applyTo(this.data).bytes())).isEqualTo("a=9\nb=2\n");
	}

	@Test
	void editThatGivesAnotherValueIsRefused() {
		assertRefused(new Edit(List.of(new Splice(2, 3, "8")), expected("9", "2")), 1, 3);
	}

	@Test
	void editThatChangesAnotherEntryIsRefused() {
		assertRefused(new Edit(List.of(new Splice(6, 7, "3")), expected("1", "2")), 2, 3);
		assertRefused(new Edit(List.of(new Splice(3, 3, "\\")), expected("1", "2")), 1, 4);
	}

	@Test
	void editThatCannotBeReadAgainIsRefused() {
		assertRefused(new Edit(List.of(new Splice(2, 3, "\\u")), expected("9", "2")), 1, 3);
		assertRefused(new Edit(List.of(new Splice(2, 3, "\0")), expected("9", "2")), 1, 3);
	}

	@Test
	void editThatReordersEntriesIsRefused() {
		assertRefused(new Edit(List.of(new Splice(0, 8, "b=2\na=1\n")), expected("1", "2")), 1, 1);
	}

	private void assertRefused(Edit edit, int line, int column) {
		assertThatExceptionOfType(ContentException.class).isThrownBy(() -> edit.applyTo(this.data))
			.satisfies((failure) -> assertThat(failure.reason()).startsWith("edit could not be verified"))
			.satisfies((failure) -> assertThat(failure.line()).isEqualTo(line))
			.satisfies((failure) -> assertThat(failure.column()).isEqualTo(column));
		assertThat(Latin1.text(this.data.bytes())).isEqualTo(DOCUMENT);
	}

	private static List<KeyValue> expected(String first, String second) {
		return List.of(new KeyValue("a", first), new KeyValue("b", second));
	}

}
