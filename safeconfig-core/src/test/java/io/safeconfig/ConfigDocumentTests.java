package io.safeconfig;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.safeconfig.format.ConfigFormat;
import io.safeconfig.format.ConfigLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** What operations of users make of documents. */
class ConfigDocumentTests {

	private static final String APP = """
			# the application
			spring:
			  application.name: shop   # shown

			server:
			  contextPath: /a
			  hosts:
			    - a   # first
			    - b
			""";

	record Limits(int maxRequests, Duration timeout, List<String> hosts) {

	}

	static Stream<Arguments> edits() {
		return Stream.of(
				edit("a.yml", APP, (doc) -> doc.set("server.context-path", "/b"), "contextPath: /a", "contextPath: /b"),
				edit("a.yml", APP, (doc) -> doc.set("spring.application.name", "x"), "shop   #", "x   #"),
				edit("a.yml", APP, (doc) -> doc.set("spring.application.instance", 3), "# shown\n",
						"# shown\n  application.instance: 3\n"),
				edit("a.yml", APP, (doc) -> doc.set("server.ssl.enabled", true), "    - b\n",
						"    - b\n  ssl:\n    enabled: true\n"),
				edit("a.yml", APP, (doc) -> doc.set("logging.level.[com.acme]", "WARN"), "    - b\n",
						"    - b\nlogging:\n  level:\n    \"[com.acme]\": WARN\n"),
				edit("a.yml", APP, (doc) -> doc.set(ConfigPath.at("server", "a.b"), 1), "    - b\n",
						"    - b\n  a.b: 1\n"),
				edit("a.yml", APP, (doc) -> doc.append("server.hosts", "c"), "    - b\n", "    - b\n    - c\n"),
				edit("a.yml", APP, (doc) -> doc.set("server.hosts[2]", "c"), "    - b\n", "    - b\n    - c\n"),
				edit("a.yml", APP, (doc) -> doc.insert("server.hosts[1]", "c"), "    - b\n", "    - c\n    - b\n"),
				edit("a.yml", APP, (doc) -> doc.remove("server.hosts[1]"), "    - b\n", ""),
				edit("a.yml", APP, (doc) -> doc.rename("server.context-path", "root"), "contextPath", "root"),
				edit("a.yml", APP, (doc) -> doc.rename("spring.application.name", "id"), "application.name",
						"application.id"),
				edit("a.yml", APP, (doc) -> doc.merge("server", Map.of("hosts", List.of("a", "c"))), "- b", "- c"),
				edit("a.yml", APP, (doc) -> doc.merge(Map.of("server", Map.of("context-path", "/c"))), "/a", "/c"),
				edit("a.yml", APP, (doc) -> doc.mergePatch("{\"server\": {\"contextPath\": null}}"),
						"  contextPath: /a\n", ""),
				edit("a.yml", APP, (doc) -> doc.mergePatch("{\"spring.application.name\": \"y\"}"), "shop", "y"),
				edit("a.yml", APP, (doc) -> doc.set("server.hosts", null), "\n    - a   # first\n    - b\n", " null\n"),
				edit("a.yml", "limits:\n  max_requests: 1\n",
						(doc) -> doc.merge("limits", new Limits(2, Duration.ofSeconds(3), List.of("a"))),
						"max_requests: 1\n", "max_requests: 2\n  timeout: PT3S\n  hosts:\n    - a\n"),
				edit("a.json", "{\n  \"a\": {\"b\": 1}, // x\n  \"ID\": 1\n}\n".replace(" // x", ""),
						(doc) -> doc.mergePatch("{\"a\": {\"b\": 2.0}, \"id\": null}"), "1}", "2.0}"),
				edit("a.json", "{\"a.b\": 1}", (doc) -> doc.mergePatch("{\"a\": {\"b\": {\"x\": null, \"c\": 1}}}"),
						"1}", "1, \"a\": {\"b\": {\"c\": 1}}}"),
				edit("a.jsonc", "{\n  // keep\n  \"a\": [1, 2]\n}\n", (doc) -> doc.append("a", 3), "2]", "2, 3]"),
				edit("a.toml", "[server]\nport = 1 # p\n", (doc) -> doc.set("server.port", 2), "1 #", "2 #"),
				edit("a.properties", "a.b=1\n", (doc) -> doc.set("a.c", 2), "1\n", "1\na.c=2\n"),
				edit("a.properties", "server.contextPath : q\n", (doc) -> doc.set("server.context-path", "y"), "q",
						"y"),
				edit("a.properties", "l[0]=a\nl[1]=b\n", (doc) -> doc.remove("l[0]"), "l[0]=a\nl[1]=b", "l[0]=b"),
				edit("a.properties", "l[0]=a\nl[1]=b\n", (doc) -> doc.insert("l[0]", "z"), "l[0]=a\nl[1]=b\n",
						"l[1]=a\nl[2]=b\nl[0]=z\n"),
				edit("a.properties", "l=a, b\n", (doc) -> doc.append("l", "c"), "b", "b, c"),
				edit("a.properties", "l=a,b\n", (doc) -> doc.set("l", List.of("x", "y")), "a,b", "x,y"),
				edit("a.properties", "a.b.c=1\n", (doc) -> doc.rename("a.b", "x"), "a.b.c", "a.x.c"),
				edit("a.properties", "a=1\na.b=2\na.b.c=3\nab=4\n", (doc) -> doc.mergePatch("{\"a\": null}"),
						"a=1\na.b=2\na.b.c=3\n", ""),
				edit("a.properties", "a.b=1\n", (doc) -> doc.mergePatch("{\"a\": {\"b\": 1.0, \"c\": null}}"), "1",
						"1.0"),
				edit("a.properties", "a=0\nb=1\n",
						(doc) -> doc.merge(Map.of("a", 1e10, "b", new java.math.BigDecimal("1E+3"))), "0\nb=1\n",
						"10000000000\nb=1000\n"),
				edit("a.properties", "a.b=1\na.c=2\n", (doc) -> doc.mergePatch("{\"a.b\": 3, \"a\": null}"),
						"1\na.c=2\n", "3\n"),
				edit("a.properties", "x=1\n", (doc) -> doc.set(ConfigPath.at("quota", "acme.com"), 5), "1\n",
						"1\nquota.[acme.com]=5\n"),
				edit("a.properties", "a=1\nb=2\n", (doc) -> doc.remove("a"), "a=1\n", ""));
	}

	private static Arguments edit(String name, String content, Consumer<ConfigDocument> edit, String range,
			String replacement) {
		assertThat(content).containsOnlyOnce(range);
		return arguments(name, content, edit, content.replace(range, replacement));
	}

	@ParameterizedTest
	@MethodSource("edits")
	void anOperationChangesOnlyWhatItMust(String name, String content, Consumer<ConfigDocument> edit, String expected) {
		assertThat(Documents.edited(name, content, edit)).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "a.yml", "a.json", "a.toml", "a.properties" })
	void aMissingTargetThrowsAndChangesNothing(String name) {
		ConfigDocument document = ConfigDocument.of(name, null, Documents.SUPPORT);
		document.set("a", 1);
		String before = document.text();
		assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(() -> document.remove("b"));
		assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(() -> document.rename("b", "c"));
		assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(() -> document.append("b", 1));
		assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(() -> document.insert("b[0]", 1));
		assertThatIllegalArgumentException().isThrownBy(() -> document.insert("b", 1));
		assertThatIllegalArgumentException().isThrownBy(() -> document.set(ConfigPath.ROOT, 1));
		assertThatIllegalArgumentException().isThrownBy(() -> document.mergePatch("[]"));
		assertThatIllegalArgumentException().isThrownBy(() -> document.set("b", new Object()));
		assertThatExceptionOfType(ConfigFormatException.class).isThrownBy(() -> document.mergePatch("{"));
		assertThat(document.text()).isEqualTo(before);
	}

	@ParameterizedTest
	@ValueSource(strings = { "a.yml", "a.json", "a.toml" })
	void aSingleValueIsNotTurnedIntoAMappingOnTheWay(String name) {
		ConfigDocument document = ConfigDocument.of(name, null, Documents.SUPPORT);
		document.set("a", 1);
		assertThatExceptionOfType(ConfigFormatException.class).isThrownBy(() -> document.set("a.b", 2))
			.withMessageContaining("single value")
			.satisfies((ex) -> assertThat(ex.line()).isPresent());
	}

	@ParameterizedTest
	@ValueSource(strings = { "a.yml", "a.json", "a.jsonc", "a.toml", "a.properties" })
	void everyFormatHoldsWhatItWasGiven(String name) {
		ConfigDocument document = ConfigDocument.of(name, null, Documents.SUPPORT);
		document.set("server.port", 8080);
		document.set("server.name", "x: y # z");
		document.set("servers[0].host", "a");
		document.append("servers", Map.of("host", "b"));
		document.set(ConfigPath.at("quotas", "acme.com"), 5);
		assertThat(document.getInt("server.port")).isEqualTo(8080);
		assertThat(document.getString("server.name")).isEqualTo("x: y # z");
		assertThat(document.getString("servers[1].host")).isEqualTo("b");
		assertThat(document.get(ConfigPath.at("quotas", "acme.com"))).contains("5");
		document.remove("servers[0]");
		assertThat(document.getString("servers[0].host")).isEqualTo("b");
		assertThat(document.contains("servers[1]")).isFalse();
	}

	@Test
	void aPatchIsJsonWhateverFormatsTheFilesHave() {
		DocumentSupport support = new DocumentSupport(List.of(ConfigFormat.yaml().forExtensions("json", "yml")),
				ConfigLimits.DEFAULTS, ConfigBinding.plain(), ConfigValidator.NONE, new LastGoodVersions());
		ConfigDocument document = ConfigDocument.of("a.yml", null, support);
		assertThatExceptionOfType(ConfigFormatException.class).isThrownBy(() -> document.mergePatch("a: 1"))
			.withMessageStartingWith("Cannot edit 'a.yml': the patch is not usable")
			.withMessageContaining("at line 1, column 1");
		document.mergePatch("{\"a\": 1}");
		assertThat(document.getInt("a")).isEqualTo(1);
	}

	@Test
	void anEditThatCannotBeMadeSafelyIsRefusedWithItsPlace() {
		ConfigDocument document = Documents.of("a.yml", "a: &x\n  b: 1\nc: *x\n");
		assertThatExceptionOfType(ConfigFormatException.class).isThrownBy(() -> document.set("a.b", 2))
			.withMessageStartingWith("Cannot edit 'a.yml': the value is shared by an alias")
			.withMessageContaining("at line 1, column")
			.withMessageContaining("Nothing was changed. Make the change in another way");
		assertThat(document.text()).isEqualTo("a: &x\n  b: 1\nc: *x\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a]b", "[", "", "x[0]" })
	void aKeyThatAPropertyFileCannotSayInItsPlaceIsRefused(String key) {
		ConfigDocument document = Documents.of("a.properties", "q.a=1\n");
		assertThatExceptionOfType(ConfigFormatException.class)
			.isThrownBy(() -> document.set(ConfigPath.at("q", key), 2));
		assertThatExceptionOfType(ConfigFormatException.class)
			.isThrownBy(() -> document.rename(ConfigPath.at("q", "a"), key));
		assertThat(document.text()).isEqualTo("q.a=1\n");
		document.set(ConfigPath.at(key), 2);
		assertThat(document.get(ConfigPath.at(key))).contains("2");
		for (String name : new String[] { "a.yml", "a.json", "a.toml" }) {
			ConfigDocument tree = ConfigDocument.of(name, null, Documents.SUPPORT);
			tree.set(ConfigPath.at("q", key), 2);
			assertThat(tree.get(ConfigPath.at("q", key))).contains("2");
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "a.yml | - 1", "a.json | [1]", "a.json | 7", "a.yml | text", "a.json | null" })
	void aDocumentThatIsNoMappingHasNoKeys(String name, String content) {
		ConfigDocument document = Documents.of(name, content);
		assertThatExceptionOfType(ConfigFormatException.class).isThrownBy(() -> document.set("a", 1));
		assertThatExceptionOfType(ConfigFormatException.class).isThrownBy(() -> document.merge(Map.of("a", 1)));
		assertThatExceptionOfType(ConfigFormatException.class).isThrownBy(() -> document.mergePatch("{\"a\": 1}"));
		assertThat(document.text()).isEqualTo(content);
		assertThat(document.get("a")).isEmpty();
	}

	@Test
	void twoMembersOfAPatchThatMeanTheSamePropertyAreRefused() {
		ConfigDocument document = Documents.of("a.yml", "max-size: 1\n");
		assertThatExceptionOfType(ConfigFormatException.class)
			.isThrownBy(() -> document.mergePatch("{\"max-size\": null, \"maxSize\": 3}"));
		assertThat(document.text()).isEqualTo("max-size: 1\n");
	}

	@Test
	void ofSeveralDocumentsOneIsChosen() {
		ConfigDocument document = Documents.of("a.yml", "a: 1\n---\na: 2\n");
		assertThat(document.documentCount()).isEqualTo(2);
		document.document(1).set("a", 3);
		assertThat(document.text()).isEqualTo("a: 1\n---\na: 3\n");
		assertThatExceptionOfType(ConfigFormatException.class).isThrownBy(() -> document.set("a", 3))
			.withMessageContaining("2 documents");
	}

}
