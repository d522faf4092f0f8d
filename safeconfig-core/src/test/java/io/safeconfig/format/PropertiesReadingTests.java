package io.safeconfig.format;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Set;

import io.safeconfig.format.ConfigNode.Mapping;
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
		assertThat(Keys.keys(content)).containsExactly("z", "a", "m");
	}

	@Test
	void keysAreASnapshotThatCannotBeChanged() {
		ConfigContent content = Latin1.properties("a=1\n");
		Set<String> keys = Keys.keys(content);
		ConfigContent edited = Keys.set(content, "b", "2");
		assertThat(keys).containsExactly("a");
		assertThat(Keys.keys(content)).containsExactly("a");
		assertThat(Keys.keys(edited)).containsExactly("a", "b");
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> keys.remove("a"));
	}

	@Test
	void absentKeyHasNoValueAndCannotBeRemoved() {
		ConfigContent content = Latin1.properties("a=1\n");
		assertThat(Keys.get(content, "secret")).isNull();
		assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> Keys.remove(content, "secret"))
			.withMessageNotContaining("secret");
		assertThat(Latin1.text(content.toBytes())).isEqualTo("a=1\n");
	}

	@Test
	void lastDuplicateCounts() {
		assertThat(Keys.get(Latin1.properties("a=1\na=2\n"), "a")).isEqualTo("2");
	}

	@Test
	void escapesAreDecoded() {
		ConfigContent content = Latin1.properties("a\\ b\\u00E9=\\t\\x\\uD83D\\uDE80\\\n   \\u0021\n");
		assertThat(Keys.get(content, "a b\u00E9")).isEqualTo("\tx\uD83D\uDE80!");
	}

	@Test
	void returnedArraysAreCopies() {
		byte[] bytes = Latin1.bytes("a=1\n");
		ConfigContent content = ConfigFormat.properties().parse(bytes, ConfigLimits.DEFAULTS);
		content.toBytes()[0] = 'c';
		assertThat(Latin1.text(content.toBytes())).isEqualTo("a=1\n");
	}

	@Test
	void utf8ByteOrderMarkIsNoPartOfTheFirstKey() {
		byte[] bytes = "\uFEFFa=1\n".getBytes(StandardCharsets.UTF_8);
		ConfigContent content = ConfigFormat.properties().parse(bytes, ConfigLimits.DEFAULTS);
		assertThat(Keys.keys(content)).containsExactly("a");
		assertThat(content.toBytes()).isEqualTo(bytes);
	}

	@Test
	void utf8ByteOrderMarkDoesNotHideAComment() {
		assertThat(Keys.keys(Latin1.properties("\u00EF\u00BB\u00BF# c\na=1\n"))).containsExactly("a");
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
		assertThat(Keys.get(Latin1.properties("# \\u12\na=1\n"), "a")).isEqualTo("1");
	}

	@ParameterizedTest
	@CsvSource({ "'a=\\u', 1, 3", "'\na=\\u', 2, 3", "'\r\n\r\na=\\u', 3, 3", "'\r\ra=\\u', 3, 3",
			"'a=1\\\n  2\\u\n', 2, 4", "'\u00EF\u00BB\u00BF\\u', 1, 1" })
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
		assertThat(Keys.keys(content)).containsExactly("a", "");
		assertThatExceptionOfType(ContentException.class).isThrownBy(() -> Keys.set(content, "b", "2"));
		assertThat(Latin1.text(content.toBytes())).isEqualTo("a=1\n\\");
		ConfigContent edited = Keys.set(Keys.set(content, "", "0"), "b", "2");
		assertThat(Latin1.text(edited.toBytes())).isEqualTo("a=1\n=0\nb=2");
	}

	@Test
	void aFileWithoutAByteIsRefusedAndOneWithoutKeysIsNot() {
		assertThat(refusal("").reason()).startsWith("the file is empty");
		for (String document : new String[] { "\n", " ", "\t\r\n", "# c", "! c\n\n", "\u00EF\u00BB\u00BF" }) {
			assertThat(Latin1.properties(document).documents()).containsExactly(Mapping.EMPTY);
		}
	}

	@Test
	void aFileLargerThanAllowedIsRefused() {
		byte[] bytes = Latin1.bytes("a=1\n");
		ConfigLimits limits = ConfigLimits.DEFAULTS.withBytes(4);
		ConfigContent content = ConfigFormat.properties().parse(bytes, limits);
		assertThatExceptionOfType(ContentException.class).isThrownBy(() -> Keys.set(content, "b", "2"))
			.withMessageContaining("no more than 4");
		assertThat(Latin1.text(Keys.set(content, "a", "2").toBytes())).isEqualTo("a=2\n");
		assertThatExceptionOfType(ContentException.class)
			.isThrownBy(() -> ConfigFormat.properties().parse(bytes, limits.withBytes(3)))
			.withMessageContaining("no more than 3");
	}

	@Test
	void positionIsThatOfTheValueThatCounts() {
		ConfigContent content = Latin1.properties("a=0\r\nb=1\r\n  a : \\\r\n   2\r\n#---\r\nc = \r\n");
		assertThat(content.position(0, NodePath.ROOT.key("a"))).contains(new ContentPosition(4, 4));
		assertThat(content.position(0, NodePath.ROOT.key("b"))).contains(new ContentPosition(2, 3));
		assertThat(content.position(1, NodePath.ROOT.key("c"))).contains(new ContentPosition(6, 5));
		assertThat(content.position(0, NodePath.ROOT.key("c"))).isEmpty();
		assertThat(content.position(0, NodePath.ROOT.key("a").key("b"))).isEmpty();
		assertThat(content.position(0, NodePath.ROOT)).isEmpty();
		assertThatExceptionOfType(IndexOutOfBoundsException.class)
			.isThrownBy(() -> content.position(2, NodePath.ROOT.key("a")));
	}

	@Test
	void nullsAreRefused() {
		ConfigContent content = Latin1.properties("a=1\n");
		assertThatExceptionOfType(NullPointerException.class).isThrownBy(() -> Latin1.properties(nothing()));
		assertThatExceptionOfType(NullPointerException.class)
			.isThrownBy(() -> ConfigFormat.properties().parse(Latin1.bytes("a"), nothing()));
		assertThatExceptionOfType(NullPointerException.class).isThrownBy(() -> content.edit(0, nothing()));
		assertThatExceptionOfType(NullPointerException.class)
			.isThrownBy(() -> content.edit(0, Collections.singletonList(nothing())));
		assertThatExceptionOfType(NullPointerException.class).isThrownBy(() -> content.position(0, nothing()));
	}

	private static ContentException refusal(String document) {
		return catchThrowableOfType(ContentException.class, () -> Latin1.properties(document));
	}

	@SuppressWarnings({ "NullAway", "TypeParameterUnusedInFormals" })
	private static <T> T nothing() {
		return null;
	}

}
