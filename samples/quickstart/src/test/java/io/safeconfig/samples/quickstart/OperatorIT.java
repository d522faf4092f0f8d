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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A process hangs while it holds a lock, and another one tells an operator all about it,
 * through nothing but its actuator.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
@EnabledOnOs(OS.LINUX)
class OperatorIT {

	private static final String LOCK = "/actuator/safeconfig/locks/counters.properties";

	private final HttpClient http = HttpClient.newHttpClient();

	private final AtomicBoolean stopped = new AtomicBoolean();

	@TempDir
	Path base;

	private QuickstartProcess hanging;

	private QuickstartProcess watching;

	@BeforeEach
	void start() throws Exception {
		this.hanging = QuickstartProcess.launchOn(this.base, "operator-hanging");
		this.hanging.uri("/");
		this.watching = QuickstartProcess.launch("operator-watching", this.base,
				"--safeconfig.base-directory=" + this.base, "--safeconfig.lock.timeout=5m",
				"--safeconfig.lock.hold-warning=2s", "--safeconfig.health.check-interval=50ms",
				"--safeconfig.health.check-timeout=30s", "--safeconfig.metrics.file-tags=counters.properties");
		this.watching.uri("/");
	}

	@AfterEach
	void killAll() {
		this.stopped.set(true);
		this.hanging.close();
		this.watching.close();
	}

	@Test
	void theActuatorAloneTellsWhoHoldsWhoWaitsAndWhatWasRecovered() throws Exception {
		everyMeterIsAtZero();
		assertThat(json("/actuator/health").at("/components/safeconfig/status").asString()).isEqualTo("UP");
		hangWhileHolding();
		CompletableFuture<HttpResponse<String>> waiting = this.http.sendAsync(
				HttpRequest.newBuilder(this.watching.uri("/counters/hits")).POST(BodyPublishers.noBody()).build(),
				BodyHandlers.ofString());
		JsonNode lock = until(LOCK, (seen) -> !seen.at("/waiters").isEmpty());
		assertThat(lock.at("/state").asString()).isEqualTo("held");
		assertThat(lock.at("/holder/pid").asLong()).isEqualTo(this.hanging.pid());
		assertThat(lock.at("/holder/application").asString()).isEqualTo("quickstart");
		assertThat(lock.at("/holder/operation").asString()).isEqualTo("update");
		assertThat(lock.at("/holder/source").asString()).isEqualTo("kernel");
		assertThat(lock.at("/waiters/0/operation").asString()).isEqualTo("update");
		assertThat(send("DELETE", LOCK).statusCode()).isEqualTo(409);
		JsonNode health = until("/actuator/health",
				(seen) -> seen.at("/components/safeconfig/status").asString().equals("WARNING"));
		assertThat(health.at("/status").asString()).isEqualTo("UP");
		assertThat(health.at("/components/safeconfig/details/heldLong/0/holder/pid").asLong())
			.isEqualTo(this.hanging.pid());
		assertThat(waiting).isNotDone();
		assertThat(prometheus("safeconfig_lock_waiting")).isEqualTo(1);
		this.hanging.kill();
		assertThat(waiting.get().statusCode()).isEqualTo(200);
		assertThat(prometheus("safeconfig_lock_recovered_total")).isEqualTo(1);
		assertThat(prometheus("safeconfig_lock_contended_total{scope=\"process\"}")).isEqualTo(1);
		until("/actuator/health", (seen) -> seen.at("/components/safeconfig/status").asString().equals("UP"));
		everyQueryOfTheDashboardFindsItsMeters();
		this.watching.stop();
		assertThat(this.watching.hasLogged("has waited")).isTrue();
		assertThat(this.watching.hasLogged(
				"Took over the lock of counters.properties from a holder that is gone: PID " + this.hanging.pid()))
			.isTrue();
	}

	private void everyMeterIsAtZero() throws Exception {
		assertThat(prometheus("safeconfig_lock_recovered_total")).isZero();
		assertThat(prometheus("safeconfig_lock_waiting")).isZero();
		assertThat(prometheus("safeconfig_lock_stale")).isZero();
		assertThat(prometheus("safeconfig_commit_seconds_count{outcome=\"conflict\"}")).isZero();
		assertThat(prometheus("safeconfig_recovery_total{result=\"failed\"}")).isZero();
	}

	/** Nobody can stop a process at a line; so it is stopped again and again. */
	private void hangWhileHolding() throws Exception {
		Thread load = new Thread(() -> {
			while (!this.stopped.get()) {
				this.http
					.sendAsync(HttpRequest.newBuilder(this.hanging.uri("/counters/hits"))
						.POST(BodyPublishers.noBody())
						.build(), BodyHandlers.discarding())
					.handle((response, failure) -> null)
					.join();
			}
		});
		load.setDaemon(true);
		load.start();
		Path owner = this.base.resolve(".safeconfig/locks/counters.properties.owner");
		assertThat(this.hanging.stopWhileItHoldsTheLock(owner, this.stopped::get)).isTrue();
	}

	private void everyQueryOfTheDashboardFindsItsMeters() throws Exception {
		String scraped = send("GET", "/actuator/prometheus").body();
		Path dashboard = Path.of("..", "..", "docs", "grafana-dashboard.json");
		JsonNode panels = new JsonMapper().readTree(Files.readString(dashboard)).at("/panels");
		List<String> queries = panels.findValuesAsString("expr");
		assertThat(queries).hasSizeGreaterThan(5);
		for (String query : queries) {
			List<String> meters = Pattern.compile("safeconfig_[a-z_]+")
				.matcher(query)
				.results()
				.map((match) -> match.group())
				.toList();
			assertThat(meters).as(query).isNotEmpty().allSatisfy((meter) -> assertThat(scraped).contains("\n" + meter));
		}
	}

	/** Asks again and again, as long as the test may last. */
	private JsonNode until(String path, Predicate<JsonNode> condition) throws Exception {
		JsonNode seen = json(path);
		while (!condition.test(seen)) {
			seen = json(path);
		}
		return seen;
	}

	private JsonNode json(String path) throws Exception {
		return new JsonMapper().readTree(send("GET", path).body());
	}

	/** The sum of the samples whose lines begin so. */
	private double prometheus(String sample) throws Exception {
		List<String> lines = send("GET", "/actuator/prometheus").body()
			.lines()
			.filter((line) -> line.startsWith(sample + " ") || line.startsWith(sample + "{"))
			.toList();
		assertThat(lines).as(sample).isNotEmpty();
		return lines.stream().mapToDouble((line) -> Double.parseDouble(line.substring(line.lastIndexOf(' ')))).sum();
	}

	private HttpResponse<String> send(String method, String path) throws Exception {
		return this.http.send(HttpRequest.newBuilder(this.watching.uri(path))
			.timeout(Duration.ofMinutes(2))
			.method(method, BodyPublishers.noBody())
			.build(), BodyHandlers.ofString());
	}

}
