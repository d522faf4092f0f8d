package io.safeconfig.samples.quickstart;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** PATCH with a JSON Merge Patch. */
class ConfigPatchTests extends ServerTests {

	@Test
	void changesOnlyWhatThePatchNames() throws Exception {
		this.configFiles.save("flags.properties",
				"# Flags\r\n\r\ncheckout.enabled : false\r\n! beta\r\nsearch.engine=v\\u0032\r\nold.a=1\r\nold.b=2\r\n");
		HttpResponse<String> response = patch("flags.properties",
				"{\"checkout\": {\"enabled\": true}, \"old\": null, \"absent\": null}");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body())
			.isEqualTo("# Flags\r\n\r\ncheckout.enabled : true\r\n! beta\r\nsearch.engine=v\\u0032\r\n");
		assertThat(Files.readString(file("flags.properties"))).isEqualTo(response.body());
		assertThat(header(response, "ETag")).isEqualTo(etag("flags.properties"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = { //
			"a=1           | {\"a\": 2}                 | a=2", //
			"a=1           | {\"b\": {\"c\": \"x\"}}    | a=1,b.c=x", //
			"a=1           | {\"b.c\": \"x\"}           | a=1,b.c=x", //
			"a=1,a.b=2,ab=3 | {\"a\": null}             | ab=3", //
			"a.b.c=1,a.d=2 | {\"a\": {\"b\": null}}     | a.d=2", //
			"a=1,a.b=2     | {\"a\": 5}                 | a=5,a.b=2", //
			"a=1           | {\"a\": {\"b\": 2}}        | a=1,a.b=2", //
			"a.b=1,a.c=2   | {\"a\": null, \"a.b\": 3}  | a.b=3", //
			"a.b=1,a.c=2   | {\"a.b\": 3, \"a\": null}  | a.b=3", //
			"a=1           | {}                         | a=1", //
			"a=1           | {\"a\": {}}                | a=1", //
			"a=1           | {\"a\": 1.0}               | a=1.0", //
			"a=1           | {\"a\": 1e3}               | a=1e3", //
			"a=1           | {\"a\": -0}                | a=-0", //
			"a=1           | {\"a\": 12345678901234567890.0123456789} | a=12345678901234567890.0123456789", //
			"a=1           | {\"a\": true}              | a=true", //
			"a=1           | {\"a\": \"\"}              | a=" })
	void appliesMergePatch(String before, String patch, String after) throws Exception {
		this.configFiles.save("merge.properties", before.replace(',', '\n') + "\n");
		assertThat(patch("merge.properties", patch).body()).isEqualTo(after.replace(',', '\n') + "\n");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = { //
			"[1]                       | is a JSON object", //
			"null                      | is a JSON object", //
			"\"text\"                  | is a JSON object", //
			"{\"a\": 1                 | line 1, column", //
			"{'a': 1}                  | line 1, column 2", //
			"{\"a\": 01}               | line 1, column", //
			"{\"a\": NaN}              | line 1, column", //
			"{\"a\": 1} 2              | line 1, column", //
			"{\"a\": 1, \"a\": 2}      | line 1, column 10", //
			"{\"a\": {\"b\": 1}, \"a.b\": 2} | the key 'a.b' twice" })
	void refusesWhatIsNoMergePatchForKeys(String patch, String detail) throws Exception {
		this.configFiles.save("refused.properties", "a=1\n");
		assertProblem(patch("refused.properties", patch), 400, detail);
		assertThat(file("refused.properties")).hasContent("a=1\n");
	}

	@Test
	void emptyBodyIsNoPatch() throws Exception {
		this.configFiles.save("refused.properties", "a=1\n");
		assertProblem(patch("refused.properties", ""), 400);
	}

	@Test
	void limitsDepthAndNumberOfKeys() throws Exception {
		this.configFiles.save("limits.properties", "a=1\n");
		assertProblem(patch("limits.properties", "{\"a\":".repeat(100) + "1" + "}".repeat(100)), 400);
		String keys = IntStream.rangeClosed(0, 1_000)
			.mapToObj((i) -> "\"k" + i + "\":1")
			.collect(Collectors.joining(",", "{", "}"));
		assertProblem(patch("limits.properties", keys), 413, "at most 1000 keys");
		assertThat(file("limits.properties")).hasContent("a=1\n");
	}

	@Test
	void changesOnlyTheIntendedLinesOfAYamlFile() throws Exception {
		String before = """
				# the shop, as it runs in production
				spring:
				  application.name: shop
				  datasource:
				    url: jdbc:postgresql://db/shop   # never a password here
				    hikari: {maximum-pool-size: 10, connectionTimeout: 2000}
				server:
				  servlet:
				    contextPath: /shop

				logging.level:
				  "[com.acme.shop]": INFO
				""";
		this.configFiles.save("application.yml", before);
		HttpResponse<String> response = patch("application.yml", """
				{"spring": {"datasource": {"hikari": {"maximum-pool-size": 20, "connection-timeout": null}}},
				 "server": {"servlet": {"context-path": "/store"}},
				 "logging": {"level": {"com.acme.shop": "DEBUG"}}}
				""");
		assertThat(response.body()).isEqualTo(before.replace("10, connectionTimeout: 2000}", "20}")
			.replace("contextPath: /shop", "contextPath: /store")
			.replace("INFO", "DEBUG"));
		assertThat(response.statusCode()).isEqualTo(200);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = {
			"x.json  | {\"a\": 1, \"l\": [1, 2]}        | {\"a\": 2.50, \"l\": [1, 3]} | {\"a\": 2.50, \"l\": [1, 3]}",
			"x.jsonc | {\"a\": 1 /* one */}             | {\"a\": null, \"b\": \"x\"}  | { /* one */ \"b\": \"x\"}",
			"x.toml  | a = 1 # one                      | {\"a\": 2}                   | a = 2 # one",
			"x.yml   | {a: [1, {b: 2}]}                 | {\"a\": [1, {\"b\": 3}]}     | {a: [1, {b: 3}]}" })
	void patchesEveryFormatWithKeys(String name, String before, String patch, String after) throws Exception {
		this.configFiles.save(name, before + "\n");
		assertThat(patch(name, patch).body()).isEqualTo(after + "\n");
	}

	@Test
	void patchesTheChosenDocument() throws Exception {
		this.configFiles.save("two.yml", "a: 1\n---\na: 2\n");
		assertProblem(patch("two.yml", "{\"a\": 3}"), 409, "2 documents");
		assertProblem(patch("two.yml?document=2", "{\"a\": 3}"), 400, "no document 2");
		assertThat(patch("two.yml?document=1", "{\"a\": 3}").body()).isEqualTo("a: 1\n---\na: 3\n");
	}

	@Test
	void removesAWholeTreeOfKeysAtOnce() throws Exception {
		String before = IntStream.rangeClosed(0, 2_000)
			.mapToObj((i) -> "a." + i + "=1\n")
			.collect(Collectors.joining());
		this.configFiles.save("many.properties", before + "b=1\n");
		assertThat(patch("many.properties", "{\"a\":null}").body()).isEqualTo("b=1\n");
	}

	@Test
	void patchPastTheLimit() throws Exception {
		assertProblem(patch("features.properties", "{\"a\":\"" + "x".repeat(LIMIT) + "\"}"), 413);
	}

	@Test
	void resultPastTheLimit() throws Exception {
		this.configFiles.save("full.properties", "a=" + "x".repeat(LIMIT - 10) + "\n");
		assertProblem(patch("full.properties", "{\"another.key\":\"value\"}"), 413);
	}

	@Test
	void ifMatchIsHonoured() throws Exception {
		this.configFiles.save("matched.properties", "a=1\n");
		assertProblem(patch("matched.properties", "{\"a\":2}", "If-Match", "\"other\""), 412);
		assertThat(file("matched.properties")).hasContent("a=1\n");
		assertThat(patch("matched.properties", "{\"a\":2}", "If-Match", etag("matched.properties")).statusCode())
			.isEqualTo(200);
		assertProblem(patch("absent.properties", "{\"a\":2}", "If-Match", "*"), 412);
	}

	@Test
	void absentFile() throws Exception {
		assertProblem(patch("absent.properties", "{\"a\":1}"), 404);
		assertThat(file("absent.properties")).doesNotExist();
	}

	@Test
	void otherPatchTypes() throws Exception {
		HttpResponse<String> response = send("PATCH", "/config/features.properties", "{}", "Content-Type",
				"application/json");
		assertProblem(response, 415);
		assertThat(header(response, "Accept-Patch")).isEqualTo(MergePatch.MEDIA_TYPE);
	}

	@Test
	void fileWithoutKeys() throws Exception {
		String before = Files.readString(file("motd.txt"));
		assertProblem(patch("motd.txt", "{\"a\":1}"), 415, "has no keys");
		assertThat(file("motd.txt")).hasContent(before);
	}

	@Test
	void storedContentThatCannotBeParsedIsAConflictAndCanBeReplaced() throws Exception {
		Files.writeString(file("stored.properties"), "a=\\u12G4\n");
		assertProblem(patch("stored.properties", "{\"a\":1}"), 409, "\"line\":1");
		assertThat(put("stored.properties", "a=1\n").statusCode()).isEqualTo(204);
		assertThat(patch("stored.properties", "{\"a\":2}").statusCode()).isEqualTo(200);
	}

}
