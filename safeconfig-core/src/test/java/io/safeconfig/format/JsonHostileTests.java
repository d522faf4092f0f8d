package io.safeconfig.format;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.safeconfig.format.ConfigNode.Scalar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Files that somebody made to do harm, or that harm was done to.
 */
@Timeout(value = 10, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class JsonHostileTests {

	private static final String SMALL = "{\n  \"a\\u0041ü🚀\": [1.5e3, -20, true, false, null, \"x\\n\"],\n  \"b\": {}\n}";

	@ParameterizedTest
	@ValueSource(strings = { "[", "{\"a\":", "[{\"\":", "[[],", "{\"a\":[" })
	void aHundredThousandBracketsAreRefused(String bracket) {
		ContentException failure = refusal(bracket.repeat(100_000));
		assertThat(failure.reason()).contains("50 levels");
		assertThat(failure.line()).isEqualTo(1);
	}

	@Test
	void theDepthAllowedIsAllowed() {
		String deepest = "[".repeat(50) + "]".repeat(50);
		assertThat(text(parse(deepest))).isEqualTo(deepest);
		assertThat(refusal("[" + deepest + "]").column()).isEqualTo(51);
	}

	@Test
	void aNewValueMayNotLieDeeperEither() {
		ConfigContent content = parse("{\"a\": 1}");
		ConfigNode value = Scalar.of("x");
		for (int level = 0; level < 100_000; level++) {
			value = new ConfigNode.Sequence(List.of(value));
		}
		ContentEdit edit = new ContentEdit.Add(JsonCase.at("b"), value);
		assertThatExceptionOfType(ContentException.class).isThrownBy(() -> content.edit(0, List.of(edit)))
			.withMessageContaining("50 levels");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"a\": 1, \"a\": 1}", "{\"a\": 1, \"\\u0061\": 2}", "{\"\": 1, \"\": 2}",
			"{\"\\ud83d\\ude80\": 1, \"🚀\": 2}" })
	void aKeyThatStandsTwiceIsRefused(String json) {
		ContentException failure = refusal("\n" + json);
		assertThat(failure.reason()).isEqualTo("a key stands twice in the same object");
		assertThat(failure.line()).isEqualTo(2);
		assertThat(failure.column()).isGreaterThan(7);
	}

	@Test
	void aNumberOfAHundredThousandDigitsIsRefused() {
		assertThat(refusal("[" + "1".repeat(100_000) + "]").reason())
			.isEqualTo("a number has more than 1000 characters");
		assertThat(refusal("[1." + "1".repeat(100_000) + "]").reason())
			.isEqualTo("a number has more than 1000 characters");
		assertThat(refusal("[1e" + "1".repeat(100_000) + "]").reason())
			.isEqualTo("a number has more than 1000 characters");
	}

	@Test
	void aHugeExponentCostsNothing() {
		ConfigContent content = parse("{\"a\": 1e999999999, \"b\": 1E-999999999, \"c\": -10.00e999999990}");
		ConfigContent edited = content.edit(0,
				List.of(new ContentEdit.Rename(JsonCase.at("a"), "d"),
						new ContentEdit.Replace(JsonCase.at("b"),
								content.documents().get(0) instanceof ConfigNode.Mapping root ? root.entries().get("c")
										: Scalar.NULL)));
		assertThat(text(edited)).isEqualTo("{\"d\": 1e999999999, \"b\": -10.00e999999990, \"c\": -10.00e999999990}");
		assertThat(edited.documents().get(0).hashCode()).isEqualTo(parse(text(edited)).documents().get(0).hashCode());
	}

	@ParameterizedTest
	@ValueSource(strings = { "1e99999999999", "-1e-99999999999", "100e2147483647", "1e" + "9999999999999999999999" })
	void anExponentBeyondAllMeasureIsRefused(String number) {
		assertThat(refusal("[" + number + "]").reason()).isEqualTo("the exponent of a number is too large");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
			[1, 2] x                | something follows the first value, but a file holds only one | 8
			{} {}                   | something follows the first value, but a file holds only one | 4
			1 2                     | something follows the first value, but a file holds only one | 3
			{} // a                 | JSON has no comments | 4
			[1, /* a */ 2]          | JSON has no comments | 5
			[1, 2,]                 | a comma stands before a closing bracket | 7
			{"a": 1, }              | a comma stands before a closing bracket | 10
			[1 2]                   | this is not JSON: something else is expected here | 4
			{"a" 1}                 | this is not JSON: something else is expected here | 6
			{a: 1}                  | this is not JSON: something else is expected here | 2
			['a']                   | this is not JSON: something else is expected here | 2
			""")
	void aMistakeIsNamedWithItsPlace(String json, String reason, int column) {
		ContentException failure = refusal(json);
		assertThat(failure.reason()).isEqualTo(reason);
		assertThat(failure.line()).isEqualTo(1);
		assertThat(failure.column()).isBetween(column - 1, column + 1);
	}

	@Test
	void noFailureQuotesTheFile() {
		for (String json : List.of("{\"secret\": secret}", "{\"secret\": 1, \"secret\": 2}",
				"{\"secret\": \"secret\\q\"}", "{\"secret\": \"secret\u0001\"}", "[secret", "[\"secret",
				"{\"secret\":1}secret", "[1secret]", "{\"secret\": 0secret}", "[/secret/]")) {
			assertThat(refusal(json)).hasMessageNotContainingAny("secret", "\\u00", "'");
			assertThat(refusal(json).getCause()).isNull();
		}
	}

	@Test
	void controlCharactersInStringsAreRefused() {
		for (char control = 1; control < ' '; control++) {
			assertThat(refusal("[\"a" + control + "b\"]").reason()).contains("control character");
		}
		assertThat(refusal("[\"a\0b\"]").reason()).contains("NUL");
	}

	@Test
	void whatIsNotUtf8IsRefused() {
		assertThat(refusal(new byte[] { '[', '"', (byte) 0xC3, '"', ']' }).reason()).contains("UTF-8");
		assertThat(refusal(new byte[] { '[', '"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"', ']' }).column())
			.isEqualTo(3);
		refusal("[1]".getBytes(StandardCharsets.UTF_16));
		refusal("[1]".getBytes(StandardCharsets.UTF_16LE));
		refusal("[1]".getBytes(StandardCharsets.UTF_16BE));
		refusal("\uFEFF\uFEFF[1]");
	}

	@Test
	void aFileThatWasCutOffAnywhereIsRefused() {
		byte[] bytes = JsonCase.bytes(SMALL);
		parse(SMALL);
		for (int length = 0; length < bytes.length; length++) {
			refusal(Arrays.copyOf(bytes, length));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "\n\n", "\uFEFF", "\t\r\n  " })
	void aFileWithoutAValueIsRefused(String json) {
		assertThat(refusal(json).reason()).contains("cut off");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{/*", "{} /* a", "/", "[1] /", "//", "/* a */", "[1, // a", "{} */", "[1,,]", "[,]",
			"{,}", "[1] # a" })
	void commentsAndCommasHaveTheirLimits(String json) {
		assertThatExceptionOfType(ContentException.class)
			.isThrownBy(() -> ConfigFormat.jsonc().parse(JsonCase.bytes(json), ConfigLimits.DEFAULTS));
	}

	@Test
	void theSizeIsCheckedBeforeAnythingElse() {
		ConfigLimits limits = ConfigLimits.DEFAULTS.withBytes(19);
		ConfigContent content = ConfigFormat.json().parse(JsonCase.bytes("{\"a\": \"1234567890\"}"), limits);
		ContentEdit longer = new ContentEdit.Replace(JsonCase.at("a"), Scalar.of("12345678901"));
		assertThatExceptionOfType(ContentException.class).isThrownBy(() -> content.edit(0, List.of(longer)))
			.withMessageContaining("19 are allowed");
	}

	@Test
	void manyKeysWithTheSameHashAreReadQuickly() {
		StringBuilder json = new StringBuilder("{");
		for (int number = 0; number < 1 << 16; number++) {
			json.append('"');
			for (int bit = 0; bit < 16; bit++) {
				json.append(((number >> bit & 1) == 0) ? "Aa" : "BB");
			}
			json.append("\":1,");
		}
		json.append("\"x\":1}");
		assertThat(parse(json.toString()).toBytes()).hasSize(json.length());
	}

	@Test
	void aFileOfNothingButSmallValuesFitsIntoTheHeap() {
		String json = "[" + "1,".repeat(500_000) + "1]";
		assertThat(parse(json).toBytes()).hasSize(json.length());
	}

	private static ConfigContent parse(String json) {
		return ConfigFormat.json().parse(JsonCase.bytes(json), ConfigLimits.DEFAULTS);
	}

	private static String text(ConfigContent content) {
		return new String(content.toBytes(), StandardCharsets.UTF_8);
	}

	private static ContentException refusal(String json) {
		return refusal(JsonCase.bytes(json));
	}

	private static ContentException refusal(byte[] json) {
		ContentException failure = catchThrowableOfType(ContentException.class,
				() -> ConfigFormat.json().parse(json, ConfigLimits.DEFAULTS));
		assertThat(failure).isNotNull();
		return failure;
	}

}
