package io.safeconfig.format;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import io.safeconfig.format.ConfigNode.Mapping;
import io.safeconfig.format.ConfigNode.Scalar;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests what YAML says, as Spring Boot reads it, and which files are YAML.
 */
class YamlFormatTests {

	@ParameterizedTest
	@CsvSource({ "a.yml, true", "b/a.YAML, true", "a.Yml, true", "a.yml.bak, false", "yml, false", "a.json, false" })
	void theExtensionCounts(String name, boolean supported) {
		assertThat(ConfigFormat.yaml().supports(name)).isEqualTo(supported);
		assertThat(ConfigFormat.yaml().id()).isEqualTo("yaml");
	}

	@ParameterizedTest
	@CsvSource({ "yes, true", "Off, false", "~, ", "null, ", "0010, 8", "190:20:30, 685230", "0x1F, 31", "-0b11, -3",
			"1_000, 1000", "+12, 12", "9223372036854775807, 9223372036854775807" })
	void scalarsAreThoseOfYaml11(String text, @Nullable String expected) {
		Object value = value("a: " + text).value();
		assertThat((value != null) ? value.toString() : null).isEqualTo(expected);
		assertThat(value instanceof String).isFalse();
		assertThat(value("a: " + text).text()).isEqualTo(text);
	}

	@Test
	void decimalsAreExactAndStringsStay() {
		assertThat(value("a: 1.10").value()).isEqualTo(new BigDecimal("1.10"));
		assertThat(value("a: -1_0.5e3").value()).isEqualTo(new BigDecimal("-10.5e3"));
		assertThat(value("a: -.INF").value()).isEqualTo(Double.NEGATIVE_INFINITY);
		assertThat(value("a: .nan").value()).isEqualTo(Double.NaN);
		assertThat(value("a: 1:30.5").value()).isEqualTo(new BigDecimal("90.5"));
		assertThat(value("a: 08").value()).isEqualTo("08");
		assertThat(value("a: !!str 8").value()).isEqualTo("8");
		assertThat(value("a: \"yes\"").value()).isEqualTo("yes");
		assertThat(value("a: !!int '8'").value()).isEqualTo(8L);
	}

	@Test
	void keysAreTheTextAsWritten() {
		Mapping root = (Mapping) parse("on: 1\n0x1: 2\n'q\"': 3\n? [a, b]\n: 4\n~: 5\n").documents().get(0);
		assertThat(root.entries().keySet()).containsExactly("on", "0x1", "q\"", "[a, b]", "~");
	}

	@Test
	void inheritedEntriesAreVisible() {
		Mapping root = (Mapping) parse("a: &a {x: 1, y: 2}\nb: &b {y: 3, z: 4}\nc: {<<: [*a, *b], x: 0}\n").documents()
			.get(0);
		assertThat(root.entries().get("c"))
			.isEqualTo(new Mapping(Map.of("x", new Scalar(0L, ""), "y", new Scalar(2L, ""), "z", new Scalar(4L, ""))));
	}

	@Test
	void aFileOfCommentsIsAnEmptyMapping() {
		assertThat(parse("# c\n").documents()).containsExactly(Mapping.EMPTY);
		assertThat(parse("a: 1\n---\n# c\n---\nnull\n").documents()).hasSize(3).element(1).isEqualTo(Mapping.EMPTY);
		assertThat(parse("--- ~\n").documents()).containsExactly(Scalar.NULL);
		assertThat(parse("[1]").documents()).hasSize(1);
	}

	@Test
	void aNewFileIsAnEmptyMapping() {
		ConfigContent content = ConfigFormat.yaml().empty(ConfigLimits.DEFAULTS);
		assertThat(content.documents()).containsExactly(Mapping.EMPTY);
		assertThat(content.toBytes()).isEmpty();
		assertThat(
				new String(content.edit(0, List.of(YamlEdits.edit("add key value"))).toBytes(), StandardCharsets.UTF_8))
			.isEqualTo("key: value\n");
	}

	@Test
	void positionsLeadThroughAliasesAndMergeKeys() {
		ConfigContent content = parse("a: &a\n  x: 1\nb:\n  <<: *a\n  y: 2\nc: *a\n");
		assertThat(content.position(0, YamlEdits.path("b/y"))).contains(new ContentPosition(5, 6));
		assertThat(content.position(0, YamlEdits.path("b/x"))).contains(new ContentPosition(2, 6));
		assertThat(content.position(0, YamlEdits.path("c/x"))).contains(new ContentPosition(2, 6));
		assertThat(content.position(0, YamlEdits.path("c/z"))).isEmpty();
	}

	private static Scalar value(String text) {
		return (Scalar) ((Mapping) parse(text).documents().get(0)).entries().get("a");
	}

	private static ConfigContent parse(String text) {
		return ConfigFormat.yaml().parse(text.getBytes(StandardCharsets.UTF_8), ConfigLimits.DEFAULTS);
	}

}
