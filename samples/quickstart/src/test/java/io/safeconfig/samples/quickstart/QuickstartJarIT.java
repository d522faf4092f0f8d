package io.safeconfig.samples.quickstart;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The jar as a user starts it, and the requests that the README proposes. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class QuickstartJarIT {

	private final HttpClient http = HttpClient.newHttpClient();

	@TempDir
	Path directory;

	@Test
	void startsInAnEmptyDirectoryAndAnswersTheRequestsOfTheReadme() throws Exception {
		try (QuickstartProcess process = QuickstartProcess.launch("jar", this.directory)) {
			String before = send(process, "GET", "/config/features.properties").body();
			assertThat(before).contains("checkout.enabled = false");
			String limits = send(process, "GET", "/config/limits.yml").body();
			String routes = send(process, "GET", "/config/routes.json").body();
			List<String> commands = new Readme().commands("curl");
			assertThat(commands).hasSize(10);
			for (String command : commands) {
				HttpResponse<String> response = send(process, option(command, "-X (\\w+)", "GET"),
						option(command, "localhost:8080(\\S+)", ""), option(command, "-d '([^']*)'", ""),
						option(command, "-H 'Content-Type: ([^']*)'", ""));
				assertThat(response.statusCode()).as(command).isEqualTo(200);
			}
			assertThat(Files.readString(this.directory.resolve("config/features.properties")))
				.isEqualTo(before.replace("checkout.enabled = false", "checkout.enabled = true"));
			assertThat(Files.readString(this.directory.resolve("config/limits.yml")))
				.isEqualTo(limits.replace("600 ", "700 ").replace("  - 198.51.100.0/24\n", ""));
			assertThat(Files.readString(this.directory.resolve("config/routes.json"))).isEqualTo(
					routes.replace("{\"enabled\": false, \"percent\": 2.50}", "{\"enabled\": true, \"percent\": 5}"));
			assertThat(Files.readString(this.directory.resolve("config/counters.properties"))).contains("visits=1\n");
			assertThat(send(process, "GET", "/quotas").body()).startsWith("{\"acme\":70,\"birch\":130,");
			process.stop();
			assertThat(process.hasLogged("AOT-processed")).as("nobody asked for that").isFalse();
		}
	}

	private static String option(String command, String pattern, String absent) {
		Matcher matcher = Pattern.compile(pattern).matcher(command);
		return matcher.find() ? matcher.group(1) : absent;
	}

	@Test
	void keepsFilesOverARestart() throws Exception {
		Path base = this.directory.resolve("elsewhere");
		for (int i = 1; i <= 2; i++) {
			try (QuickstartProcess process = QuickstartProcess.launch("restart-" + i, this.directory,
					"--safeconfig.base-directory=" + base)) {
				assertThat(send(process, "POST", "/counters/starts").body()).isEqualTo("{\"value\":" + i + "}");
				send(process, "DELETE", "/config/motd.txt");
				assertThat(send(process, "GET", "/config").body()).doesNotContain("motd.txt");
			}
		}
	}

	private HttpResponse<String> send(QuickstartProcess process, String method, String path) throws Exception {
		return send(process, method, path, "", "");
	}

	private HttpResponse<String> send(QuickstartProcess process, String method, String path, String body, String type)
			throws Exception {
		HttpRequest.Builder request = HttpRequest.newBuilder(process.uri(path))
			.timeout(Duration.ofMinutes(2))
			.method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
		if (!type.isEmpty()) {
			request.header("Content-Type", type);
		}
		return this.http.send(request.build(), BodyHandlers.ofString());
	}

}
