package io.safeconfig.format;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static io.safeconfig.format.TomlSamples.parse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Files that want too much, or are no TOML.
 */
@Timeout(60)
class TomlHostileTests {

	private static final int MANY = 100_000;

	static Stream<Arguments> hostileFiles() {
		return Stream.of(arguments("a = " + "[".repeat(MANY), 1, 54, "50 levels deep"),
				arguments("a = " + "[".repeat(MANY) + "]".repeat(MANY), 1, 54, "50 levels deep"),
				arguments("a = " + "{a=".repeat(MANY) + "1" + "}".repeat(MANY), 1, 152, "50 levels deep"),
				arguments("a" + ".a".repeat(MANY) + " = 1", 1, 101, "50 levels deep"),
				arguments("[a" + ".a".repeat(MANY) + "]", 1, 102, "50 levels deep"),
				arguments("[[a" + ".a".repeat(MANY) + "]]", 1, 103, "50 levels deep"),
				arguments("[a" + ".a".repeat(30) + "]\nb" + ".b".repeat(30) + " = 1", 2, 37, "50 levels deep"),
				arguments("a" + ".a".repeat(30) + " = " + "[".repeat(30) + "]".repeat(30), 1, 84, "50 levels deep"),
				arguments("a = " + "9".repeat(MANY), 1, 5, "more than 1000 characters"),
				arguments("a = 99999999999999999999", 1, 5, "number is too large"),
				arguments("a = 1e999", 1, 5, "number is too large"),
				arguments("a = 1\nb = 2\na = 3", 3, 1, "defined twice"),
				arguments("[a]\nb = 1\n[a]", 3, 1, "defined twice"), arguments("[a]\n[[a]]", 2, 3, "defined twice"),
				arguments("a = 1\n[a.b]", 2, 2, "defined twice"),
				arguments("a = { b = 1 }\n[a.c]", 2, 2, "defined twice"),
				arguments("a = [1]\n[[a]]", 2, 3, "defined twice"),
				arguments("a.b = 1\na.b.c = 2", 2, 3, "defined twice"),
				arguments("a = { b = 1, b = 2 }", 1, 14, "defined twice"),
				arguments("x = 1\na\0 = 1", 2, 2, "a NUL character"), arguments("", 1, 1, "the file is empty"),
				arguments("a = \"secret", 1, 5, "a string is not closed"),
				arguments("a = '''secret\n\n", 1, 5, "a string is not closed"),
				arguments("a = 1\nb = [1,\n2", 2, 5, "not closed"), arguments("a = {", 1, 5, "not closed"),
				arguments("[a", 1, 3, "a table header is not closed"), arguments("a", 1, 2, "an equals sign"),
				arguments("a = ", 1, 5, "a value is missing"), arguments("= 1", 1, 1, "a key is missing"),
				arguments("a = 1 b = 2", 1, 7, "only a comment may follow"),
				arguments("\uD83D\uDE80 = 1", 1, 1, "a key is missing"),
				arguments("a = \"\uD83D\uDE80\" secret", 1, 9, "only a comment may follow"),
				arguments("a = 1\rb = 2", 1, 6, "only a comment may follow"),
				arguments("a = secret", 1, 5, "not valid TOML"), arguments("a = 01", 1, 5, "not valid TOML"),
				arguments("a = 2026-13-01", 1, 10, "not valid TOML"), arguments("a = \"\\q\"", 1, 6, "not valid TOML"),
				arguments("# \u0001", 1, 3, "not valid TOML"));
	}

	@ParameterizedTest
	@MethodSource("hostileFiles")
	void aHostileFileIsRefusedWithItsPlace(String text, int line, int column, String reason) {
		assertThatExceptionOfType(ContentException.class).isThrownBy(() -> parse(text)).satisfies((ex) -> {
			assertThat(ex.reason()).contains(reason).doesNotContain("secret");
			assertThat(List.of(ex.line(), ex.column())).isEqualTo(List.of(line, column));
		});
	}

	@Test
	void bytesThatAreNotUtf8AreRefused() {
		assertThatExceptionOfType(ContentException.class)
			.isThrownBy(() -> parse("a = \"\u00e9\"".getBytes(StandardCharsets.ISO_8859_1)))
			.withMessageContaining("not UTF-8");
	}

	@Test
	void aFileThatIsTooLargeIsRefused() {
		byte[] bytes = "a = 1".getBytes(StandardCharsets.UTF_8);
		assertThatExceptionOfType(ContentException.class)
			.isThrownBy(() -> ConfigFormat.toml().parse(bytes, ConfigLimits.DEFAULTS.withBytes(4)))
			.withMessageContaining("no more than 4");
	}

	@Test
	void theHighestLimitFitsOnTheStackOfTheLibrary() {
		ConfigLimits limits = new ConfigLimits(10_000_000, 128, 50, 1000);
		byte[] bytes = ("a = " + "[".repeat(MANY) + "]".repeat(MANY)).getBytes(StandardCharsets.UTF_8);
		assertThatExceptionOfType(ContentException.class).isThrownBy(() -> ConfigFormat.toml().parse(bytes, limits))
			.withMessageContaining("128 levels");
		byte[] most = ("a = " + "[".repeat(127) + "]".repeat(127)).getBytes(StandardCharsets.UTF_8);
		assertThat(ConfigFormat.toml().parse(most, limits).documents()).hasSize(1);
	}

	@Test
	void theAllowedDepthIsAllowedInEveryForm() {
		assertThat(parse("a = " + "[".repeat(49) + "]".repeat(49)).documents()).hasSize(1);
		assertThat(parse("a" + ".a".repeat(49) + " = 1").documents()).hasSize(1);
		assertThat(parse("[a" + ".a".repeat(48) + "]").documents()).hasSize(1);
		assertThat(parse("[a" + ".a".repeat(47) + "]\nb.c = 1").documents()).hasSize(1);
	}

	@Test
	void anEditThatGoesTooDeepIsRefused() {
		ConfigNode value = TomlSamples.node("x");
		for (int depth = 0; depth < 60; depth++) {
			value = new ConfigNode.Sequence(List.of(value));
		}
		ContentEdit edit = new ContentEdit.Replace(TomlSamples.at("a"), value);
		assertThatExceptionOfType(ContentException.class).isThrownBy(() -> parse("a = 1\n").edit(0, List.of(edit)))
			.withMessageContaining("50 levels");
	}

	@Test
	void garbageIsRefusedSoon() {
		for (int seed = 0; seed < 20; seed++) {
			Random random = new Random(seed);
			byte[] bytes = new byte[1_000_000];
			for (int index = 0; index < bytes.length; index++) {
				bytes[index] = (byte) "[]{}=\"'#.,\n ab1-\\".charAt(random.nextInt(17));
			}
			refusedWithin(bytes, Duration.ofSeconds(5));
		}
	}

	@Test
	void longRunsOfOneCharacterAreRefusedSoon() {
		for (String run : List.of("[", "]", "{", "\"", "'", "\\", "a", ".", "a.", "=", "\"\"\"", "'''", "-", "[[",
				"\"\\", "\r", "a = [\n", "a = {", "a=1,", "[a]")) {
			refusedWithin(run.repeat(1_000_000 / run.length()).getBytes(StandardCharsets.UTF_8),
					Duration.ofSeconds(10));
		}
	}

	private static void refusedWithin(byte[] bytes, Duration most) {
		long start = System.nanoTime();
		assertThatExceptionOfType(ContentException.class).isThrownBy(() -> parse(bytes));
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(most);
	}

	@Test
	void aFileThatIsCutOffAnywhereIsReadOrRefused() {
		for (String name : List.of("Cargo.toml", "pyproject.toml")) {
			String text = TomlFiles.read(name);
			for (int length = 1; length < text.length(); length++) {
				String head = text.substring(0, length);
				readOrRefuse(head, TomlOracle.accepts(head));
			}
		}
	}

	@Test
	void aFileWithAnyOtherByteIsReadOrRefused() {
		Random random = new Random(42);
		String text = TomlFiles.read("Cargo.toml");
		for (int round = 0; round < 2000; round++) {
			StringBuilder changed = new StringBuilder(text);
			for (int change = 0; change <= round % 3; change++) {
				changed.setCharAt(random.nextInt(text.length()),
						"[]{}=\"'#.,\n\r ab1-\\\u0001".charAt(random.nextInt(19)));
			}
			readOrRefuse(changed.toString(), TomlOracle.accepts(changed.toString()));
		}
	}

	/** The scanner and the library must agree. */
	private static void readOrRefuse(String text, boolean valid) {
		try {
			ConfigContent content = parse(text);
			assertThat(valid).as(text).isTrue();
			assertThat(TomlOracle.plain(content.documents().get(0))).isEqualTo(TomlOracle.read(text));
		}
		catch (ContentException ex) {
			assertThat(valid).as("%s in %s", ex.getMessage(), text).isFalse();
		}
	}

}
