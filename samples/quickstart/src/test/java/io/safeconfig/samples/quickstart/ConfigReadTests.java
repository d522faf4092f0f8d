package io.safeconfig.samples.quickstart;

import java.net.http.HttpResponse;
import java.nio.file.Files;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** GET and HEAD. */
class ConfigReadTests extends ServerTests {

	@Test
	void listsNames() throws Exception {
		HttpResponse<String> response = get("/config");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(header(response, "Content-Type")).isEqualTo("application/json");
		assertThat(response.body()).startsWith("[")
			.contains("\"features.properties\"")
			.contains("\"tenants/acme.properties\"")
			.doesNotContain(".safeconfig");
	}

	@Test
	void readsExactlyTheBytesOfTheFile() throws Exception {
		HttpResponse<String> response = get("/config/tenants/acme.properties");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).isEqualTo(Files.readString(file("tenants/acme.properties")));
		assertThat(header(response, "ETag")).isEqualTo(etag("tenants/acme.properties"));
		assertThat(header(response, "X-Content-Type-Options")).isEqualTo("nosniff");
	}

	@Test
	void readsWhatSomebodyWroteByHand() throws Exception {
		Files.writeString(file("hand.txt"), "first");
		assertThat(get("/config/hand.txt").body()).isEqualTo("first");
		Files.writeString(file("hand.txt"), "other");
		assertThat(get("/config/hand.txt").body()).isEqualTo("other");
	}

	@ParameterizedTest
	@CsvSource({ "type.properties, text/plain;charset=ISO-8859-1", "type.TXT, text/plain;charset=UTF-8",
			"type.json, application/json", "type.yml, application/yaml", "type.yaml, application/yaml",
			"type.html, application/octet-stream", "type, application/octet-stream" })
	void contentTypeFollowsTheExtension(String name, String type) throws Exception {
		Files.writeString(file(name), "a=1");
		HttpResponse<String> response = get("/config/" + name);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(header(response, "Content-Type")).isEqualTo(type);
	}

	@Test
	void headHasTagAndNoBody() throws Exception {
		HttpResponse<String> response = send("HEAD", "/config/motd.txt", "");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(header(response, "ETag")).isEqualTo(etag("motd.txt"));
		assertThat(response.body()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "%s", "W/%s", "\"other\", %s", "\"other\",,W/%s", "*" })
	void unchangedContentIsNotSentAgain(String tags) throws Exception {
		String tag = etag("motd.txt");
		HttpResponse<String> response = get("/config/motd.txt", "If-None-Match", tags.formatted(tag));
		assertThat(response.statusCode()).isEqualTo(304);
		assertThat(header(response, "ETag")).isEqualTo(tag);
		assertThat(response.body()).isEmpty();
	}

	@Test
	void changedContentIsSent() throws Exception {
		assertThat(get("/config/motd.txt", "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
	}

	@Test
	void ifMatchIsHonoured() throws Exception {
		assertThat(get("/config/motd.txt", "If-Match", etag("motd.txt")).statusCode()).isEqualTo(200);
		assertProblem(get("/config/motd.txt", "If-Match", "\"other\""), 412);
	}

	@Test
	void absentFile() throws Exception {
		assertProblem(get("/config/absent.txt"), 404, "there is no such file", "\"fileState\":\"unchanged\"",
				"\"retrySafe\":true");
		assertProblem(get("/config/tenants"), 404, "there is no such file");
		assertThat(get("/config/absent.txt").body()).doesNotContain(file("absent.txt").getParent().toString());
	}

	@Test
	void fileThatGrewPastTheLimit() throws Exception {
		Files.write(file("grown.txt"), new byte[LIMIT + 1]);
		assertProblem(get("/config/grown.txt"), 413, "limit of " + LIMIT + " bytes");
	}

	@Test
	void errorsOfSpringAreProblemsToo() throws Exception {
		assertProblem(get("/nowhere"), 404);
		assertProblem(send("POST", "/config/motd.txt", ""), 405);
		assertProblem(get("/config", "Accept", "text/html"), 406);
	}

}
