package io.safeconfig.format;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class SourceTextTests {

	private static final String ROCKET = "\uD83D\uDE80";

	@ParameterizedTest
	@ValueSource(
			strings = { "a", "\uFEFFa", "\uFEFF", "\uFEFF\uFEFFa", "a\uFEFF", "\u00E9\u20AC" + ROCKET, "\r\n\r\n" })
	void theBytesOfUtf8ComeBackAsTheyWere(String text) {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		assertThat(decode(bytes).toBytes()).isEqualTo(bytes);
	}

	@Test
	void oneByteOrderMarkIsNoPartOfTheText() {
		assertThat(decode("\uFEFFa".getBytes(StandardCharsets.UTF_8)).text()).isEqualTo("a");
		assertThat(decode("\uFEFF\uFEFFa".getBytes(StandardCharsets.UTF_8)).text()).isEqualTo("\uFEFFa");
		assertThat(Latin1.source("\u00EF\u00BB\u00BFa").text()).isEqualTo("a");
	}

	@Test
	void eachByteCanBeACharacter() {
		StringBuilder all = new StringBuilder();
		for (char character = 1; character <= 0xFF; character++) {
			all.append(character);
		}
		assertThat(Latin1.source(all.toString()).text()).isEqualTo(all.toString());
		assertThat(Latin1.source(all.toString()).toBytes()).isEqualTo(Latin1.bytes(all.toString()));
	}

	@ParameterizedTest
	@CsvSource({ "'\u00E9', 1, 1", "'ab\u00C3', 1, 3", "'a\n\u00C3\u00A9x\u00FFy', 2, 3", "'a\r\n\r\n\u0080', 3, 1",
			"'\u00ED\u00A0\u0080', 1, 1", "'\u00C0\u0080', 1, 1", "'\u00F0\u009F\u009A\u0080\u00F0\u009F', 1, 2",
			"'\u00EF\u00BB\u00BFa\u00FF', 1, 2" })
	void whatIsNotUtf8IsRefusedWhereItIs(String bytes, int line, int column) {
		ContentException failure = refusal(Latin1.bytes(bytes));
		assertThat(failure.reason()).isEqualTo("a byte is not UTF-8");
		assertThat(failure.line()).isEqualTo(line);
		assertThat(failure.column()).isEqualTo(column);
	}

	@Test
	void aNulIsRefusedWhereItIs() {
		assertThat(refusal(Latin1.bytes("a\nb\0"))).hasMessageContaining("NUL")
			.hasMessageEndingWith("(line 2, column 2)");
		assertThat(refusal("\uFEFF\0".getBytes(StandardCharsets.UTF_8))).hasMessageEndingWith("(line 1, column 1)");
	}

	@Test
	void noBytesAndTooManyAreRefused() {
		assertThat(refusal(new byte[0])).hasMessageStartingWith("the file is empty");
		ConfigLimits three = ConfigLimits.DEFAULTS.withBytes(3);
		assertThat(SourceText.decode(Latin1.bytes("abc"), three).text()).isEqualTo("abc");
		assertThat(catchThrowableOfType(ContentException.class, () -> SourceText.decode(Latin1.bytes("abcd"), three)))
			.hasMessage("the content has 4 bytes, but no more than 3 are allowed (line 1, column 1)");
	}

	@ParameterizedTest
	@CsvSource({ "0, 1, 1", "1, 1, 2", "3, 1, 3", "5, 2, 1", "6, 3, 1", "7, 3, 2", "8, 4, 1" })
	void linesEndInThreeWaysAndAnEmojiIsOneColumn(int offset, int line, int column) {
		SourceText source = SourceText.of("a" + ROCKET + "\r\n\rb\n");
		assertThat(source.position(offset)).isEqualTo(new ContentPosition(line, column));
	}

	@Test
	void aPositionBehindTheEndIsTheEnd() {
		assertThat(SourceText.of("a\nb").failure("reason", 99)).hasMessage("reason (line 2, column 2)");
		assertThat(SourceText.of("").failure("reason", 0)).hasMessage("reason (line 1, column 1)");
	}

	@Test
	void rangesAreReplacedAndTheMarkStays() {
		SourceText source = decode("\uFEFFabc".getBytes(StandardCharsets.UTF_8));
		SourceText spliced = source.splice(
				List.of(new Splice(0, 0, "x"), new Splice(0, 1, ""), new Splice(3, 3, ROCKET)), ConfigLimits.DEFAULTS);
		assertThat(spliced.text()).isEqualTo("xbc" + ROCKET);
		assertThat(spliced.toBytes()).isEqualTo(("\uFEFFxbc" + ROCKET).getBytes(StandardCharsets.UTF_8));
		assertThat(source.text()).isEqualTo("abc");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\uD83D", "\uDE80", "a\uD83Db", "\uDE80\uD83D" })
	void halfOfAPairIsRefused(String text) {
		ContentException failure = catchThrowableOfType(ContentException.class,
				() -> SourceText.of("a\nb").splice(List.of(new Splice(2, 3, text)), ConfigLimits.DEFAULTS));
		assertThat(failure).hasMessageContaining("surrogate").hasMessageEndingWith("(line 2, column 1)");
	}

	@Test
	void theSizeOfAResultCountsInBytes() {
		ConfigLimits four = ConfigLimits.DEFAULTS.withBytes(4);
		SourceText source = SourceText.of("a");
		assertThat(source.splice(List.of(new Splice(0, 1, ROCKET)), four).text()).isEqualTo(ROCKET);
		assertThat(catchThrowableOfType(ContentException.class,
				() -> source.splice(List.of(new Splice(0, 0, ROCKET)), four)))
			.hasMessageContaining("has 5 bytes");
	}

	private static SourceText decode(byte[] bytes) {
		return SourceText.decode(bytes, ConfigLimits.DEFAULTS);
	}

	private static ContentException refusal(byte[] bytes) {
		return catchThrowableOfType(ContentException.class, () -> decode(bytes));
	}

}
