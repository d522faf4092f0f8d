package io.safeconfig.samples.quickstart;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import io.safeconfig.ConfigFileRepository;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One server for all classes that extend this, over one directory: each test uses names
 * of its own.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "safeconfig.lock.timeout=100ms", "safeconfig.read.max-file-size=100KB" })
abstract class ServerTests {

	static final int LIMIT = 100 * 1024;

	private static final Path BASE = createBase();

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	@Autowired
	ConfigFileRepository configFiles;

	@Value("${local.server.port}")
	private int port;

	private static Path createBase() {
		try {
			return Files.createTempDirectory(Path.of("target"), "config").toAbsolutePath();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@DynamicPropertySource
	static void useBaseDirectory(DynamicPropertyRegistry registry) {
		registry.add("safeconfig.base-directory", BASE::toString);
	}

	static Path file(String name) {
		return BASE.resolve(name);
	}

	int port() {
		return this.port;
	}

	HttpResponse<String> get(String path, String... headers) throws Exception {
		return send("GET", path, "", headers);
	}

	HttpResponse<String> put(String name, String content, String... headers) throws Exception {
		return send("PUT", "/config/" + name, content, headers);
	}

	HttpResponse<String> patch(String name, String patch, String... headers) throws Exception {
		String[] all = new String[headers.length + 2];
		all[0] = "Content-Type";
		all[1] = MergePatch.MEDIA_TYPE;
		System.arraycopy(headers, 0, all, 2, headers.length);
		return send("PATCH", "/config/" + name, patch, all);
	}

	HttpResponse<String> delete(String name, String... headers) throws Exception {
		return send("DELETE", "/config/" + name, "", headers);
	}

	HttpResponse<String> send(String method, String path, String body, String... headers) throws Exception {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path))
			.timeout(Duration.ofMinutes(1))
			.method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
		for (int i = 0; i < headers.length; i += 2) {
			request.header(headers[i], headers[i + 1]);
		}
		return CLIENT.send(request.build(), BodyHandlers.ofString());
	}

	String etag(String name) {
		return EntityTags.of(this.configFiles.get(name).version());
	}

	static void assertProblem(HttpResponse<String> response, int status, String... parts) {
		assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
		assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
		assertThat(response.body()).contains("\"status\":" + status);
		for (String part : parts) {
			assertThat(response.body()).contains(part);
		}
	}

	static String header(HttpResponse<?> response, String name) {
		return response.headers().firstValue(name).orElse(null);
	}

}
