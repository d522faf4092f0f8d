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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The same jar, started with the beans that the build has prepared. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class AheadOfTimeIT {

	private static final String LOCK = "/actuator/safeconfig/locks/counters.properties";

	private final HttpClient http = HttpClient.newHttpClient();

	@TempDir
	Path directory;

	@Test
	void changesFilesAndTellsOperatorsAsAlways() throws Exception {
		try (QuickstartProcess process = QuickstartProcess.launch(List.of("-Dspring.aot.enabled=true"), "ahead-of-time",
				this.directory, "--logging.level.io.safeconfig.samples=debug")) {
			filesAreChanged(process);
			operatorsAreTold(process);
			aStaleLockIsCleared(process);
			process.stop();
			assertThat(process.hasLogged("Starting AOT-processed QuickstartApplication")).isTrue();
			assertThat(process.hasLogged("Quotas.transfer changed [quotas/acme.properties, quotas/birch.properties]"))
				.isTrue();
		}
	}

	private void filesAreChanged(QuickstartProcess process) throws Exception {
		assertThat(send(process, "POST", "/counters/hits", "")).isEqualTo("{\"value\":1}");
		assertThat(send(process, "PUT", "/limits/per-minute/700", "")).startsWith("{\"perMinute\":700");
		assertThat(send(process, "POST", "/quotas/transfer", "{\"from\":\"acme\",\"to\":\"birch\",\"amount\":30}"))
			.isEqualTo("{\"acme\":70,\"birch\":130}");
		assertThat(Files.readString(this.directory.resolve("config/quotas/birch.properties"))).contains("130");
	}

	private void operatorsAreTold(QuickstartProcess process) throws Exception {
		assertThat(send(process, "GET", "/actuator/safeconfig", ""))
			.contains("\"name\":\"quotas/birch.properties\",\"version\":\"", "\"safeconfig.lock.timeout\":\"PT10S\"");
		assertThat(send(process, "GET", "/actuator/health", ""))
			.contains("\"baseDirectory\":\"usable\",\"staleLocks\":0");
		assertThat(send(process, "GET", "/actuator/prometheus", "")).contains(
				"\nsafeconfig_transaction_seconds_count{error=\"none\",outcome=\"committed\"} 1",
				"\nsafeconfig_commit_seconds_count{outcome=\"committed\"} ");
	}

	private void aStaleLockIsCleared(QuickstartProcess process) throws Exception {
		Files.writeString(this.directory.resolve("config/.safeconfig/locks/counters.properties.owner"), "left behind");
		assertThat(send(process, "GET", LOCK, "")).contains("\"state\":\"stale\"");
		assertThat(send(process, "DELETE", LOCK, "")).isEqualTo("{\"file\":\"counters.properties\",\"cleared\":true}");
	}

	private String send(QuickstartProcess process, String method, String path, String body) throws Exception {
		HttpResponse<String> response = this.http.send(HttpRequest.newBuilder(process.uri(path))
			.timeout(Duration.ofMinutes(2))
			.header("Content-Type", "application/json")
			.method(method, BodyPublishers.ofString(body))
			.build(), BodyHandlers.ofString());
		assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
		return response.body();
	}

}
