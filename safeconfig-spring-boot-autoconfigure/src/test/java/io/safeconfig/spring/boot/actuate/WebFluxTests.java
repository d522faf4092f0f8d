package io.safeconfig.spring.boot.actuate;

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
import io.safeconfig.ConfigTransaction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.reactive.context.ReactiveWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The actuator of a reactive server, asked over HTTP. Each test has a file of its own.
 */
@Timeout(120)
class WebFluxTests {

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	@TempDir
	static Path base;

	private static ReactiveWebServerApplicationContext server;

	@BeforeAll
	static void start() {
		server = launch("management.endpoint.safeconfig.access=unrestricted");
	}

	private static ReactiveWebServerApplicationContext launch(String... properties) {
		return (ReactiveWebServerApplicationContext) new SpringApplicationBuilder(Application.class)
			.web(WebApplicationType.REACTIVE)
			.registerShutdownHook(false)
			.properties("server.port=0", "spring.main.banner-mode=off", "safeconfig.base-directory=" + base,
					"spring.application.name=orders", "management.endpoint.health.show-details=always",
					"management.endpoints.web.exposure.include=health,metrics,safeconfig")
			.properties(properties)
			.run();
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@Test
	void everythingIsShownButContent() throws Exception {
		files().save("tenants/shown.yml", "secret: hunter2");
		HttpResponse<String> overview = send("GET", "");
		assertThat(overview.statusCode()).isEqualTo(200);
		assertThat(overview.body()).contains("tenants/shown.yml").doesNotContain("hunter2", "secret");
		assertThat(json(overview).at("/settings/safeconfig.enabled").asString()).isEqualTo("true");
		JsonNode file = json(send("GET", "/files/tenants/shown.yml"));
		assertThat(file.at("/size").asInt()).isEqualTo(15);
		assertThat(json(send("GET", "/locks/tenants/shown.yml")).at("/state").asString()).isEqualTo("free");
		assertThat(json(send("GET", "/journals")).isArray()).isTrue();
	}

	@Test
	void aStaleLockIsCleared() throws Exception {
		files().save("tenants/stale.yml", "a: 1");
		Files.writeString(base.resolve(".safeconfig/locks/tenants/stale.yml.owner"), "left behind");
		String lock = "/locks/tenants/stale.yml";
		assertThat(json(send("GET", lock)).at("/state").asString()).isEqualTo("stale");
		HttpResponse<String> cleared = send("DELETE", lock);
		assertThat(cleared.statusCode()).isEqualTo(200);
		assertThat(cleared.body()).isEqualTo("{\"file\":\"tenants/stale.yml\",\"cleared\":true}");
		assertThat(json(send("GET", lock)).at("/state").asString()).isEqualTo("free");
	}

	@Test
	void aLockThatIsHeldIsRefusedWithItsHolder() throws Exception {
		try (ConfigTransaction transaction = files().begin()) {
			transaction.create("tenants/held.yml", "a: 1");
			HttpResponse<String> refused = send("DELETE", "/locks/tenants/held.yml");
			assertThat(refused.statusCode()).isEqualTo(409);
			assertThat(json(refused).at("/holder/application").asString()).isEqualTo("orders");
			assertThat(json(refused).at("/holder/pid").asLong()).isEqualTo(ProcessHandle.current().pid());
			assertThat(json(send("GET", "/locks/tenants/held.yml")).at("/state").asString()).isEqualTo("held");
		}
	}

	@Test
	void whatThereIsNotIsNotFoundAndWhatIsNoNameIsABadRequest() throws Exception {
		assertThat(send("GET", "/nothing").statusCode()).isEqualTo(404);
		assertThat(send("GET", "/files/absent.yml").statusCode()).isEqualTo(404);
		assertThat(send("DELETE", "/files/absent.yml").statusCode()).isEqualTo(404);
		assertThat(send("GET", "/locks/a%5Cb").statusCode()).isEqualTo(400);
		assertThat(send("DELETE", "/locks/a%5Cb").statusCode()).isEqualTo(400);
		assertThat(send("POST", "/locks/tenants/acme.yml").statusCode()).isEqualTo(405);
	}

	@Test
	void nothingCanBeClearedUnlessAccessIsUnrestricted() throws Exception {
		try (ReactiveWebServerApplicationContext readOnly = launch()) {
			assertThat(send(readOnly, "GET", "/actuator/safeconfig/locks/a.yml").statusCode()).isEqualTo(200);
			assertThat(send(readOnly, "DELETE", "/actuator/safeconfig/locks/a.yml").statusCode()).isEqualTo(405);
		}
	}

	@Test
	void healthAndMetricsAreServed() throws Exception {
		JsonNode health = json(send(server, "GET", "/actuator/health"));
		assertThat(health.at("/components/safeconfig/status").asString()).isEqualTo("UP");
		assertThat(health.at("/components/safeconfig/details/baseDirectory").asString()).isEqualTo("usable");
		assertThat(json(send(server, "GET", "/actuator/metrics/safeconfig.lock.active")).at("/measurements").isArray())
			.isTrue();
	}

	private static ConfigFileRepository files() {
		return server.getBean(ConfigFileRepository.class);
	}

	private static JsonNode json(HttpResponse<String> response) {
		assertThat(response.statusCode()).as(response.body()).isLessThan(500);
		return new JsonMapper().readTree(response.body());
	}

	private static HttpResponse<String> send(String method, String path) throws Exception {
		return send(server, method, "/actuator/safeconfig" + path);
	}

	private static HttpResponse<String> send(ReactiveWebServerApplicationContext server, String method, String path)
			throws Exception {
		return CLIENT
			.send(HttpRequest.newBuilder(URI.create("http://localhost:" + server.getWebServer().getPort() + path))
				.timeout(Duration.ofMinutes(1))
				.method(method, BodyPublishers.noBody())
				.build(), BodyHandlers.ofString());
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		/** Of its own: a server that stops must not take the threads of the other one. */
		@Bean
		ReactorResourceFactory reactorResourceFactory() {
			ReactorResourceFactory resources = new ReactorResourceFactory();
			resources.setUseGlobalResources(false);
			return resources;
		}

	}

}
