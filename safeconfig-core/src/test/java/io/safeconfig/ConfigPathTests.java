package io.safeconfig;

import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** Which places of a document a path leads to. */
class ConfigPathTests {

	private static final String YAML = """
			server:
			  contextPath: /api
			  MAX_THREADS: 8
			  port: 8080
			management.server:
			  port: 9090
			logging:
			  level:
			    root: INFO
			    "[com.example.web]": DEBUG
			    org.acme: WARN
			servers:
			  - name: a
			    ports: [1, 2]
			  - name: b
			0: zero
			""";

	private static Optional<String> yaml(String path) {
		return Documents.of("a.yml", YAML).get(path);
	}

	@ParameterizedTest
	@CsvSource({ "server.contextPath, /api", "server.context-path, /api", "SERVER.CONTEXT_PATH, /api",
			"server.max-threads, 8", "management.server.port, 9090", "logging.level.[com.example.web], DEBUG",
			"logging.level[com.example.web], DEBUG", "logging.level.org.acme, WARN", "logging.level.[org.acme], WARN",
			"servers[0].name, a", "servers[0].ports[1], 2", "servers[1].name, b", "[0], zero" })
	void aNameLeadsToAPropertyHoweverItIsSpelled(String path, String value) {
		assertThat(yaml(path)).contains(value);
	}

	@ParameterizedTest
	@ValueSource(strings = { "server.context", "servers[2].name", "servers.0.name", "logging.level.[root.x]", "nothing",
			"server.port.x", "logging.level.com.example.web", "", "a..b", "[" })
	void aNameOfNothingLeadsNowhere(String path) {
		assertThat(yaml(path)).isEmpty();
	}

	@Test
	void exactKeysAreComparedExactlyAndNeverTakenApart() {
		ConfigDocument document = Documents.of("a.yml", YAML);
		assertThat(document.get(ConfigPath.at("server", "contextPath"))).contains("/api");
		assertThat(document.get(ConfigPath.at("server", "context-path"))).isEmpty();
		assertThat(document.get(ConfigPath.at("management", "server", "port"))).isEmpty();
		assertThat(document.get(ConfigPath.at("management.server", "port"))).contains("9090");
		assertThat(document.get(ConfigPath.at("logging", "level", "com.example.web"))).contains("DEBUG");
		assertThat(document.get(ConfigPath.at("logging", "level", "org", "acme"))).isEmpty();
		assertThat(document.get(ConfigPath.at("servers").index(0).key("name"))).contains("a");
		assertThat(document.get(ConfigPath.at("servers[0]", "name"))).isEmpty();
		assertThat(document.get(ConfigPath.of("server").name("context-path"))).contains("/api");
	}

	@Test
	void aPropertyInTwoSpellingsIsAnErrorThatNamesBothLines() {
		ConfigDocument document = Documents.of("a.yml", "a:\n  max-size: 1\nb: 1\na.maxSize: 2\n");
		assertThatExceptionOfType(ConfigFormatException.class).isThrownBy(() -> document.getInt("a.max-size"))
			.withMessageContaining("'a.max-size' twice, at line 4 and at line 2, column ");
		assertThatExceptionOfType(ConfigFormatException.class).isThrownBy(() -> document.set("a.maxsize", 3));
		assertThatExceptionOfType(ConfigFormatException.class).isThrownBy(() -> document.remove("a.max-size"));
		assertThat(document.get(ConfigPath.at("a", "max-size"))).contains("1");
		assertThat(document.get(ConfigPath.at("a.maxSize"))).contains("2");
		ConfigDocument flat = Documents.of("a.properties", "a.max-size=1\na.maxSize=2\n");
		assertThatExceptionOfType(ConfigFormatException.class).isThrownBy(() -> flat.getInt("a.max_size"))
			.withMessageContaining("at line 2 and at line 1, column 1");
		assertThat(flat.get(ConfigPath.at("a.max-size"))).contains("1");
	}

	@Test
	void pathsHaveTheShapeOfPropertyNames() {
		assertThat(ConfigPath.of("a.b[0].[c.d]")).hasToString("a.b[0].[c.d]");
		assertThat(ConfigPath.at("a", "c.d").index(3)).hasToString("a.[c.d][3]");
		assertThat(ConfigPath.of("a").resolve(ConfigPath.of("b[1]"))).isEqualTo(ConfigPath.of("a.b[1]"))
			.hasSameHashCodeAs(ConfigPath.of("a.b[1]"));
		assertThat(ConfigPath.of("a.b").parent()).isEqualTo(ConfigPath.of("a"));
		assertThat(ConfigPath.of("")).isEqualTo(ConfigPath.ROOT);
		assertThatIllegalStateException().isThrownBy(ConfigPath.ROOT::parent);
	}

	@ParameterizedTest
	@ValueSource(strings = { "a..b", ".a", "a.", "a[", "a[]", "a]", "[a[b]]", "a[0]b" })
	void whatIsNoPropertyNameIsRefused(String name) {
		assertThatIllegalArgumentException().isThrownBy(() -> ConfigPath.of(name))
			.withMessageContaining("Not a property name");
	}

	@Test
	void keysThatLieInEachOtherInManyWaysAreRefusedSoon() {
		StringBuilder json = new StringBuilder();
		int depth = 40;
		for (int level = 0; level < depth; level++) {
			json.append("{\"a.a\": 1, \"a\": ");
		}
		json.append("1").append("}".repeat(depth));
		ConfigDocument document = Documents.of("a.json", json.toString());
		assertThat(document.get("a" + ".a".repeat(depth) + ".x")).isEmpty();
	}

}
