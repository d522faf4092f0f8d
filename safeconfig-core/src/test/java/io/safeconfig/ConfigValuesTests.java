package io.safeconfig;

import java.math.BigDecimal;
import java.util.NoSuchElementException;

import io.safeconfig.format.ContentPosition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What the values of documents are in each format. */
class ConfigValuesTests {

	private static final String YAML = "n: 0x10\nf: 1.10\nt: on\nnull: ~\nnothing:\nempty: ''\nm: {}\nl: []\nq: '7'\n"
			+ "s:\n  a.b: 1\n  c: [x, {d: 2}]\n";

	private final ConfigDocument yaml = Documents.of("a.yml", YAML);

	private final ConfigDocument json = Documents.of("a.json",
			"{\"n\": 16, \"big\": 3000000000, \"f\": 1.10, \"t\": true, \"z\": null, \"a.b\": {\"c\": [1]}}");

	@Test
	void valuesHaveTheTypeThatTheFileGivesThem() {
		assertThat(this.yaml.getInt("n")).isEqualTo(16);
		assertThat(this.yaml.getString("n")).isEqualTo("0x10");
		assertThat(this.yaml.getDecimal("f")).isEqualTo(new BigDecimal("1.10"));
		assertThat(this.yaml.getString("f")).isEqualTo("1.10");
		assertThat(this.yaml.getBoolean("t")).isTrue();
		assertThat(this.yaml.getInt("q")).isEqualTo(7);
		assertThat(this.json.getLong("big")).isEqualTo(3_000_000_000L);
		assertThat(this.json.getBoolean("t")).isTrue();
		assertThat(this.json.getInt("[a.b].c[0]")).isEqualTo(1);
		assertThat(this.json.getInt("none", 3)).isEqualTo(3);
		assertThat(this.json.getDecimal("none", BigDecimal.ONE)).isEqualTo(BigDecimal.ONE);
	}

	@Test
	void absentAndNullAndEmptyAreThreeThings() {
		assertThat(this.yaml.contains("none")).isFalse();
		assertThat(this.yaml.isNull("none")).isFalse();
		assertThat(this.yaml.get("none")).isEmpty();
		assertThat(this.yaml.contains("nothing")).isTrue();
		assertThat(this.yaml.isNull("nothing")).isTrue();
		assertThatExceptionOfType(ConfigFormatException.class).isThrownBy(() -> this.yaml.getString("nothing", "x"))
			.withMessageContaining("'nothing' is null at line 5, column ");
		assertThat(this.yaml.get("empty")).contains("");
		assertThat(this.yaml.isNull("empty")).isFalse();
		assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(() -> this.yaml.getString("none"));
	}

	@ParameterizedTest
	@CsvSource({ "m, not a single value", "l, not a single value", "s.c, not a single value",
			"f, not an integer of 32 bits", "t, not an integer of 32 bits", "empty, not an integer of 32 bits" })
	void aWrongValueIsNeverReplacedByADefault(String path, String problem) {
		assertThatExceptionOfType(ConfigFormatException.class).isThrownBy(() -> this.yaml.getInt(path, 1))
			.withMessageContaining(problem)
			.satisfies((ex) -> assertThat(ex.line()).isPresent())
			.withNoCause();
		assertThatExceptionOfType(ConfigFormatException.class).isThrownBy(() -> this.json.getInt("big"));
	}

	@Test
	void keysAreTheNamesOfLeavesAndFindThemAgain() {
		assertThat(this.yaml.keys()).containsExactly("n", "f", "t", "null", "nothing", "empty", "m", "l", "q", "s.a.b",
				"s.c[0]", "s.c[1].d");
		assertThat(this.json.keys()).containsExactly("n", "big", "f", "t", "z", "[a.b].c[0]");
		assertThat(this.yaml.keys()).allMatch(this.yaml::contains);
		assertThat(this.json.keys()).allMatch(this.json::contains);
	}

	@Test
	void aPartOfADocumentHasPathsOfItsOwn() {
		ConfigValues part = this.yaml.sub("s");
		assertThat(part.getInt("a.b")).isEqualTo(1);
		assertThat(part.sub("c[1]").getInt("d")).isEqualTo(2);
		assertThat(part.sub("c").keys()).containsExactly("[0]", "[1].d");
		assertThat(part.sub("c").getString("[0]")).isEqualTo("x");
		assertThat(part.position(ConfigPath.of("c[1].d"))).map(ContentPosition::line).contains(12);
		assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(() -> part.sub("none"));
	}

	@Test
	void namesWithDotsAreATreeToWhoeverAsks() {
		ConfigDocument flat = Documents.of("a.properties",
				"server.port=1\nserver.ssl.on=true\nlist[0].a=x\nserver=y\n");
		assertThat(flat.contains("server.ssl")).isTrue();
		assertThat(flat.sub("server").keys()).containsExactly("port", "ssl.on");
		assertThat(flat.sub("server.ssl").getBoolean("on")).isTrue();
		assertThat(flat.sub("list[0]").getString("a")).isEqualTo("x");
		assertThat(flat.sub("server").position(ConfigPath.of("ssl.on"))).map(ContentPosition::line).contains(2);
		assertThat(flat.getString("server")).isEqualTo("y");
		assertThatExceptionOfType(ConfigFormatException.class).isThrownBy(() -> flat.get("server.ssl"));
	}

}
