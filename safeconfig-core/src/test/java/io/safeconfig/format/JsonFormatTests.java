package io.safeconfig.format;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;

import io.safeconfig.format.ConfigNode.Scalar;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class JsonFormatTests {

	@Test
	void aFileIsKnownByItsExtension() {
		assertThat(ConfigFormat.json().supports("dir.jsonc/a.JSON")).isTrue();
		assertThat(ConfigFormat.json().supports("a.jsonc")).isFalse();
		assertThat(ConfigFormat.jsonc().supports("a.jsonc")).isTrue();
		assertThat(ConfigFormat.jsonc().supports("a.json5")).isFalse();
	}

	@Test
	void aNewFileHasALineForEachKey() {
		ConfigContent empty = ConfigFormat.json().empty(ConfigLimits.DEFAULTS);
		assertThat(empty.documents()).containsExactly(ConfigNode.Mapping.EMPTY);
		ConfigContent filled = empty.edit(0, List.of(JsonCase.add(JsonCase.at("a"), 1),
				JsonCase.add(JsonCase.at("b"), JsonCase.map("c", List.of("d")))));
		assertThat(text(filled)).isEqualTo("{\n  \"a\": 1,\n  \"b\": {\n    \"c\": [\n      \"d\"\n    ]\n  }\n}\n");
	}

	@Test
	void scalarsHaveTheTypesOfTheInterface() {
		ConfigNode.Sequence root = (ConfigNode.Sequence) parse(
				"[1, 9223372036854775808, -9223372036854775808, 1.0, 1.00, 1e2, null, \"\\ud800\", true]")
			.documents()
			.get(0);
		assertThat(root.items()).extracting((item) -> ((Scalar) item).value())
			.containsExactly(1L, new java.math.BigInteger("9223372036854775808"), Long.MIN_VALUE,
					java.math.BigDecimal.ONE, java.math.BigDecimal.ONE, new java.math.BigDecimal("1e2"), null, "\ud800",
					true);
		assertThat(root.items()).extracting((item) -> ((Scalar) item).text())
			.containsExactly("1", "9223372036854775808", "-9223372036854775808", "1.0", "1.00", "1e2", "null", "\ud800",
					"true");
	}

	@Test
	void aPositionIsThatOfTheValue() {
		ConfigContent content = parse("\uFEFF{\r\n  \"🚀\": \"😀\", \"a\": [ 1, {\"b\": 2} ]\r\n}");
		assertThat(content.position(0, JsonCase.at("a", 1, "b"))).contains(new ContentPosition(2, 29));
		assertThat(content.position(0, NodePath.ROOT)).contains(new ContentPosition(1, 1));
		assertThat(content.position(0, JsonCase.at("a", 2))).isEmpty();
		assertThat(content.position(0, JsonCase.at("a", "b"))).isEmpty();
	}

	@Test
	void whatJsonCannotSayIsRefused() {
		ConfigContent content = parse("{\"a\": [1]}");
		for (Object value : List.of(Double.NaN, Double.POSITIVE_INFINITY, LocalDate.EPOCH)) {
			ContentEdit edit = JsonCase.set(JsonCase.at("a", 0), JsonCase.node(value));
			assertThatExceptionOfType(ContentException.class).isThrownBy(() -> content.edit(0, List.of(edit)))
				.withMessageContaining("JSON has no")
				.withMessageContaining("(line 1, column 7)");
		}
	}

	@Test
	void anEditWithoutAPlaceIsTheMistakeOfItsCaller() {
		ConfigContent content = parse("{\"a\": [1]}");
		for (ContentEdit edit : List.of(JsonCase.remove(JsonCase.at("b")), JsonCase.add(JsonCase.at("a", 2), 1),
				JsonCase.add(JsonCase.at("a"), 1), JsonCase.set(JsonCase.at("a", "x"), 1),
				JsonCase.add(JsonCase.at("a", 0, "x"), 1))) {
			assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> content.edit(0, List.of(edit)));
		}
		assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> content.edit(1, List.of()));
	}

	@Test
	void manyEditsAreMadeInOrder() {
		ConfigContent content = parse("{\"a\": 1, \"b\": 2}");
		ConfigContent edited = content.edit(0,
				List.of(JsonCase.set(JsonCase.at("a"), 3), JsonCase.set(JsonCase.at("b"), 4),
						JsonCase.rename(JsonCase.at("a"), "c"), JsonCase.remove(JsonCase.at("b")),
						JsonCase.set(JsonCase.at("c"), List.of()), JsonCase.add(JsonCase.at("c", 0), 5)));
		assertThat(text(edited)).isEqualTo("{\"c\": [5]}");
	}

	@Test
	void nothingShowsContentByMistake() {
		ConfigContent content = parse("{\"secret\": \"secret\"}");
		assertThat(content.toString() + content.documents()).doesNotContain("secret");
	}

	private static ConfigContent parse(String json) {
		return ConfigFormat.json().parse(JsonCase.bytes(json), ConfigLimits.DEFAULTS);
	}

	private static String text(ConfigContent content) {
		return new String(content.toBytes(), StandardCharsets.UTF_8);
	}

}
