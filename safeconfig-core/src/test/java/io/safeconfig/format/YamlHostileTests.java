package io.safeconfig.format;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.safeconfig.format.ConfigNode.Mapping;
import io.safeconfig.format.ConfigNode.Scalar;
import io.safeconfig.format.ConfigNode.Sequence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests files that are meant to harm, and files that are damaged.
 */
@Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class YamlHostileTests {

	@Test
	void aliasesThatMultiplyAreRefused() {
		StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
		for (int level = 1; level < 10; level++) {
			bomb.append("a" + level + ": &a" + level + " [");
			bomb.append(("*a" + (level - 1) + ", ").repeat(9)).append("*a" + (level - 1) + "]\n");
		}
		assertRefused(bomb.toString(), "aliases");
		ConfigLimits limits = new ConfigLimits(1_000_000, 50, 1_000_000, 1000);
		assertThatExceptionOfType(ContentException.class).isThrownBy(() -> parse(bomb.toString(), limits))
			.withMessageContaining("too large");
	}

	@Test
	void mergeKeysThatMultiplyAreRefused() {
		StringBuilder bomb = new StringBuilder("a0: &a0 {x: 1}\n");
		for (int level = 1; level < 40; level++) {
			bomb.append(
					"a%d: &a%d {<<: [*a%d, *a%d], k: *a%d}\n".formatted(level, level, level - 1, level - 1, level - 1));
		}
		ConfigLimits limits = new ConfigLimits(1_000_000, 50, 1_000_000, 1000);
		assertThatExceptionOfType(ContentException.class).isThrownBy(() -> parse(bomb.toString(), limits));
	}

	@Test
	void aliasesDoNotGetRoundTheDepth() {
		StringBuilder deep = new StringBuilder("- &a0 [x]\n");
		for (int level = 1; level < 100; level++) {
			deep.append("- &a" + level + " [*a" + (level - 1) + "]\n");
		}
		ConfigLimits limits = new ConfigLimits(1_000_000, 50, 1_000_000, 1000);
		assertThatExceptionOfType(ContentException.class).isThrownBy(() -> parse(deep.toString(), limits))
			.withMessageContaining("through an alias");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a: &a [*a]\n", "? &b {c: *b}\n: 1\n", "a: &a\n  <<: *a\n" })
	void anAliasToItselfIsRefused(String text) {
		assertRefused(text, "an alias leads to a node that holds it");
	}

	@ParameterizedTest
	@ValueSource(strings = { "[", "{", "- ", "? ", "{a: ", "[{", "a:\n", "- - ", "!!seq [", "&a [" })
	void depthIsRefusedEarly(String opening) {
		assertThatExceptionOfType(ContentException.class).isThrownBy(() -> parse(opening.repeat(100_000)));
	}

	@Test
	void deepBlocksAreRefused() {
		StringBuilder deep = new StringBuilder();
		for (int level = 0; level < 2000; level++) {
			deep.append(" ".repeat(level)).append("a:\n");
		}
		assertRefused(deep.toString(), "deeper than the 50 levels allowed");
	}

	@Test
	void fiftyLevelsAreAllowed() {
		assertThat(parse("[".repeat(50) + "]".repeat(50)).documents()).hasSize(1);
		assertRefused("[".repeat(51) + "]".repeat(51), "deeper");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a: 1\na: 2\n", "{a: 1, 'a': 2}", "yes: 1\ntrue: 2\n", "1: a\n0x1: b\n", "1: a\n'1': b\n",
			"~: a\nnull: b\n", "a: {<<: {b: 1}, <<: {c: 1}}" })
	void aKeyThatOccursTwiceIsRefused(String text) {
		assertRefused(text, "a key occurs twice");
	}

	@Test
	void manyKeysWithOneHashAreReadFast() {
		StringBuilder text = new StringBuilder();
		for (int number = 0; number < 1 << 16; number++) {
			for (int bit = 0; bit < 16; bit++) {
				text.append(((number >> bit & 1) == 0) ? "Aa" : "BB");
			}
			text.append(": 1\n");
		}
		assertThat(parse(text.toString()).documents()).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "a: !!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[]]]",
			"!!java.util.Date 2001-01-01", "a: !<tag:yaml.org,2002:java.io.File> x",
			"%TAG !y! tag:yaml.org,2002:\n--- !y!java.io.File x" })
	void aTagThatNamesAClassIsRefused(String text) {
		assertRefused(text, "a tag asks for a type");
	}

	@Test
	void otherTagsAreKeptAndBuildNothing() {
		ConfigNode root = parse("a: !mine {x: 1}\nb: !!binary aGk=\nc: 2024-01-31\nd: !!set {x, y}").documents().get(0);
		assertThat(((Mapping) root).entries().values())
			.allSatisfy((node) -> assertThat(((Scalar) node).value()).isInstanceOf(YamlOpaque.class));
		assertThat(root)
			.isEqualTo(parse("d: !!set {x, y}\nc: 2024-01-31\nb: !!binary aGk=\na: !mine {x: 1}").documents().get(0));
	}

	@ParameterizedTest
	@ValueSource(strings = { "a: !!int 1%s", "a: !!float 1%s.5" })
	void aHugeNumberIsRefused(String text) {
		assertRefused(text.formatted("0".repeat(100_000)), "a number is longer than allowed");
		assertRefused("a: 1" + "0".repeat(1010), "a number is longer than allowed");
	}

	@Test
	void aHugeExponentCostsNothing() {
		assertThat(parse("a: 1e999999999\nb: 1.0e-999999999")
			.edit(0, List.of(new ContentEdit.Replace(NodePath.ROOT.key("b"), Scalar.of("x"))))
			.toBytes()).isNotEmpty();
		assertThat(((Mapping) parse("a: 1e99999999999").documents().get(0)).entries().get("a"))
			.isEqualTo(new Scalar(Double.POSITIVE_INFINITY, ""));
	}

	@ParameterizedTest
	@ValueSource(strings = { "a: \"cut", "a: 'cut\n", "a: [1, 2", "a: {b: ", "a: &", "a: *", "a: \"\\", "%YAML",
			"a: \"\\u12", "a: |9x", "a: *b", "@", "a: b: c", "\ta: 1", "a: \"\\UFFFFFFFF\"", "a: !!int x",
			"a: !!bool x", "a: ._", "- a\nb: 1", "a: 1\n b: 2", "!e!x a", "a: \u0001", "a: <<\n<<: 5" })
	void damagedTextIsRefusedWithItsPosition(String text) {
		ContentException failure = catchThrowableOfType(ContentException.class, () -> parse(text));
		assertThat(failure).isNotNull();
		assertThat(failure.line()).isPositive();
		assertThat(failure.column()).isPositive();
	}

	@Test
	void positionsCountFromOneInCharacters() {
		ContentException failure = catchThrowableOfType(ContentException.class,
				() -> parse("a: \"🚀\"\nb: [\"🚀\", *none]\n"));
		assertThat(failure.line()).isEqualTo(2);
		assertThat(failure.column()).isEqualTo(10);
		assertThat(parse("a: \"🚀\"\nb: [\"🚀\", &x 1]\n").position(0, NodePath.ROOT.key("b").index(1)))
			.contains(new ContentPosition(2, 13));
	}

	@Test
	void messagesDoNotQuoteTheContent() {
		for (String text : List.of("s3cret: s3cret: 1", "a: *s3cret", "a: \"\\s3cret\"", "!s3cret!x a", "a: [s3cret",
				"s3cret: 1\ns3cret: 2", "a: !!s3cret x", "@s3cret", "a: !!int s3cret",
				"%s3cret\n--- s3cret: s3cret: 1")) {
			assertThat(catchThrowableOfType(ContentException.class, () -> parse(text))).isNotNull()
				.extracting(Throwable::toString)
				.asString()
				.doesNotContain("s3cret");
		}
	}

	@Test
	void bytesThatAreNoTextAreRefused() {
		assertRefused("a: b\0c", "NUL");
		for (byte[] bytes : List.of(new byte[] { 'a', ':', ' ', (byte) 0xC3 }, new byte[] { (byte) 0xFF },
				"a: ü".getBytes(StandardCharsets.ISO_8859_1), "a: 1".getBytes(StandardCharsets.UTF_16),
				"a: 1".getBytes(StandardCharsets.UTF_16LE), new byte[0])) {
			assertThatExceptionOfType(ContentException.class)
				.isThrownBy(() -> ConfigFormat.yaml().parse(bytes, ConfigLimits.DEFAULTS));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"%s\"", "'%s'", "%s", "|\n  %s\n", "[%s]", "# %s\n 1", "!%s x", "&%s x" })
	void aScalarOfFiveMegabytesIsReadInTime(String text) {
		String large = "a: " + text.formatted("x".repeat(5_000_000)) + "\nb: 1\n";
		ConfigContent content = parse(large);
		ContentEdit edit = new ContentEdit.Replace(NodePath.ROOT.key("b"), new Scalar(2L, "2"));
		assertThat(content.edit(0, List.of(edit)).toBytes()).hasSize(content.toBytes().length);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "a: 1 # x\n", "- x\n", "\n", "# c\n", "---\n", "--- {}\n...\n", "- 'x' # #\n", "- |\n x\n" })
	void manyLinesAreReadInTime(String line) {
		String text = line.startsWith("a") ? numbered(200_000) : line.repeat(200_000);
		assertThat(parse(text).documents()).isNotEmpty();
	}

	private static String numbered(int count) {
		StringBuilder text = new StringBuilder();
		for (int number = 0; number < count; number++) {
			text.append("a").append(number).append(": 1 # x\n");
		}
		return text.toString();
	}

	@Test
	void aDeepValueIsRefused() {
		ConfigNode deep = Mapping.EMPTY;
		for (int level = 0; level < 100_000; level++) {
			deep = new Sequence(List.of(deep));
		}
		ContentEdit edit = new ContentEdit.Add(NodePath.ROOT.key("a"), deep);
		assertThatExceptionOfType(ContentException.class)
			.isThrownBy(() -> ConfigFormat.yaml().empty(ConfigLimits.DEFAULTS).edit(0, List.of(edit)));
	}

	@Test
	void whatTheLimitsForbidIsNotWritten() {
		ContentEdit edit = new ContentEdit.Add(NodePath.ROOT.key("a"), Scalar.of("\uD800x"));
		String text = new String(ConfigFormat.yaml().empty(ConfigLimits.DEFAULTS).edit(0, List.of(edit)).toBytes(),
				StandardCharsets.UTF_8);
		assertThat(text).isEqualTo("a: \"\\uD800x\"\n");
		assertThatExceptionOfType(ContentException.class).isThrownBy(() -> ConfigFormat.yaml()
			.empty(ConfigLimits.DEFAULTS.withBytes(10))
			.edit(0, List.of(new ContentEdit.Add(NodePath.ROOT.key("a"), Scalar.of("x".repeat(20))))));
	}

	private static void assertRefused(String text, String reason) {
		assertThatExceptionOfType(ContentException.class).isThrownBy(() -> parse(text)).withMessageContaining(reason);
	}

	private static ConfigContent parse(String text) {
		return parse(text, ConfigLimits.DEFAULTS);
	}

	private static ConfigContent parse(String text, ConfigLimits limits) {
		return ConfigFormat.yaml().parse(text.getBytes(StandardCharsets.UTF_8), limits);
	}

}
