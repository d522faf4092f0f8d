package io.safeconfig.samples.quickstart;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.Properties;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** POST /counters/{key}. */
class CounterTests extends ServerTests {

	@Test
	void countsFromOne() throws Exception {
		HttpResponse<String> first = increment("tests.first");
		assertThat(first.statusCode()).isEqualTo(200);
		assertThat(first.body()).isEqualTo("{\"value\":1}");
		assertThat(increment("tests.first").body()).isEqualTo("{\"value\":2}");
		assertThat(stored()).containsEntry("tests.first", "2");
		assertThat(Files.readString(file("counters.properties"))).startsWith("# Counters that all instances share");
	}

	@Test
	void keyMayHaveAnyCharacter() throws Exception {
		assertThat(increment("a%20b%2F%3D%C3%BC").body()).isEqualTo("{\"value\":1}");
		assertThat(stored()).containsEntry("a b/=\u00fc", "1");
	}

	@Test
	void valueThatIsNoNumber() throws Exception {
		this.configFiles.updateOrCreate("counters.properties", (document) -> document.set("word", "many"));
		HttpResponse<String> response = increment("word");
		assertProblem(response, 409, "'word' is not an integer", "\"fileState\":\"unchanged\"");
		assertThat(response.body()).doesNotContain("many");
		assertThat(stored()).containsEntry("word", "many");
	}

	@Test
	void largestValue() throws Exception {
		this.configFiles.updateOrCreate("counters.properties", (document) -> document.set("max", Long.MAX_VALUE));
		assertProblem(increment("max"), 409, "largest value");
		assertThat(stored()).containsEntry("max", Long.toString(Long.MAX_VALUE));
	}

	private HttpResponse<String> increment(String key) throws Exception {
		return send("POST", "/counters/" + key, "");
	}

	private static Properties stored() throws Exception {
		Properties properties = new Properties();
		try (var input = Files.newInputStream(file("counters.properties"))) {
			properties.load(input);
		}
		return properties;
	}

}
