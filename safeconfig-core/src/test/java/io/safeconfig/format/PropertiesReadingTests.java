package io.safeconfig.format;

import java.nio.charset.StandardCharsets;
import java.util.NoSuchElementException;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Reads keys and values, and refuses what cannot be read.
 */
class PropertiesReadingTests {

	@Test
	void keysComeInFileOrder() {
		ConfigContent content = Latin1.properties("z=1\n# c\na=2\nm\nz=3\n");
		assertThat(content.keys()).containsExactly("z", "a", "m");
	}

	@Test
	void keysAreASnapshotThatCannotBeChanged() {
		ConfigContent content = Latin1.properties("a=1\n");
		Set<String> keys = content.keys();
		content.set("b", "2");
		assertThat(keys).containsExactly("a");
		assertThat(content.keys()).containsExactly("a", "b");
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> keys.remove("a"));
	}

	@Test
	void absentKeyHasNoValueAndCannotBeRemoved() {
		ConfigContent content = Latin1.properties("a=1\n");
		assertThat(content.get("secret")).isNull();
		assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(() -> content.remove("secret"))
			.withMessageNotContaining("secret");
		assertThat(Latin1.text(content.toBytes())).isEqualTo("a=1\n");
	}

	@Test
	void lastDuplicateCounts() {
		assertThat(Latin1.properties("a=1\na=2\n").get("a")).isEqualTo("2");
	}

	@Test
	void escapesAreDecoded() {
		ConfigContent content = Latin1.properties("a\\ b\\u00E9=\\t\\x\\uD83D\\uDE80\\\n   \\u0021\n");
		assertThat(content.get("a b\u00E9")).isEqualTo("\tx\uD83D\uDE80!");
	}

	@Test
	void givenAndReturnedArraysAreCopies() {
		byte[] bytes = Latin1.bytes("a=1\n");
		ConfigContent content = ConfigFormat.properties().parse(bytes);
		bytes[0] = 'b';
		content.toBytes()[0] = 'c';
		assertThat(Latin1.text(content.toBytes())).isEqualTo("a=1\n");
	}

	@Test
	void utf8ByteOrderMarkIsNoPartOfTheFirstKey() {
		byte[] bytes = "\uFEFFa=1\n".getBytes(StandardCharsets.UTF_8);
		ConfigContent content = ConfigFormat.properties().parse(bytes);
		assertThat(content.keys()).containsExactly("a");
		assertThat(content.toBytes()).isEqualTo(bytes);
	}

	@Test
	void utf8ByteOrderMarkDoesNotHideAComment() {
		assertThat(Latin1.properties("\u00EF\u00BB\u00BF# c\na=1\n").keys()).containsExactly("a");
	}

	@Test
	void utf16IsRefused() {
		for (String mark : new String[] { "\u00FE\u00FF", "\u00FF\u00FE", "\u00FF\u00FE\0\0" }) {
			assertThatExceptionOfType(ContentException.class).isThrownBy(() -> Latin1.properties(mark + "a=1"))
				.withMessageContaining("UTF-16");
		}
	}

	@Test
	void nulIsRefusedWithItsPosition() {
		ContentException failure = refusal("a=1\r\nbc=\0\n");
		assertThat(failure.line()).isEqualTo(2);
		assertThat(failure.column()).isEqualTo(4);
		assertThat(failure.reason()).contains("NUL");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\\u", "\\u1", "\\u12", "\\u123", "\\u123g", "\\u-123", "\\u+123", "\\uu0041", "\\u00\\t1",
			"\\u00\u00B2\u00B31" })
	void malformedUnicodeEscapeIsRefusedInKeyAndValue(String escape) {
		assertThat(refusal("a=1\n  " + escape + "=1\n").column()).isEqualTo(3);
		assertThat(refusal("a=1\nb=" + escape).column()).isEqualTo(3);
	}

	@Test
	void malformedEscapeInACommentIsNoMatter() {
		assertThat(Latin1.properties("# \\u12\na=1\n").get("a")).isEqualTo("1");
	}

	@ParameterizedTest
	@CsvSource({ "'a=\\u', 1, 3", "'\na=\\u', 2, 3", "'\r\n\r\na=\\u', 3, 3", "'\r\ra=\\u', 3, 3",
			"'a=1\\\n  2\\u\n', 2, 4", "'\u00EF\u00BB\u00BF\\u', 1, 4" })
	void positionsCountLinesOfEveryKind(String document, int line, int column) {
		ContentException failure = refusal(document);
		assertThat(failure.line()).isEqualTo(line);
		assertThat(failure.column()).isEqualTo(column);
		assertThat(failure).hasMessageEndingWith("(line %d, column %d)", line, column);
	}

	@Test
	void messageDoesNotQuoteTheContent() {
		assertThat(refusal("password=hunter2\\uzz\n")).hasMessageNotContaining("password")
			.hasMessageNotContaining("hunter2")
			.hasMessageNotContaining("zz");
	}

	@Test
	void emptyKeyFromALoneBackslashCanBeEditedButNotFollowed() {
		ConfigContent content = Latin1.properties("a=1\n\\");
		assertThat(content.keys()).containsExactly("a", "");
		assertThatExceptionOfType(ContentException.class).isThrownBy(() -> content.set("b", "2"));
		assertThat(Latin1.text(content.toBytes())).isEqualTo("a=1\n\\");
		content.set("", "0");
		content.set("b", "2");
		assertThat(Latin1.text(content.toBytes())).isEqualTo("a=1\n=0\nb=2");
	}

	@Test
	void nullsAreRefused() {
		ConfigContent content = Latin1.properties("a=1\n");
		assertThatExceptionOfType(NullPointerException.class).isThrownBy(() -> content.get(nothing()));
		assertThatExceptionOfType(NullPointerException.class).isThrownBy(() -> content.set(nothing(), "1"));
		assertThatExceptionOfType(NullPointerException.class).isThrownBy(() -> content.set("a", nothing()));
		assertThatExceptionOfType(NullPointerException.class).isThrownBy(() -> content.set("b", nothing()));
		assertThatExceptionOfType(NullPointerException.class).isThrownBy(() -> content.remove(nothing()));
	}

	private static ContentException refusal(String document) {
		return catchThrowableOfType(ContentException.class, () -> Latin1.properties(document));
	}

	@SuppressWarnings({ "NullAway", "TypeParameterUnusedInFormals" })
	private static <T> T nothing() {
		return null;
	}

}
