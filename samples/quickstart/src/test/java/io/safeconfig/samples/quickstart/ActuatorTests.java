package io.safeconfig.samples.quickstart;

import java.net.http.HttpResponse;
import java.nio.file.Files;

import io.safeconfig.ConfigTransaction;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The endpoint of a servlet application, asked for files in directories. */
class ActuatorTests extends ServerTests {

	private static final String LOCKS = "/actuator/safeconfig/locks/";

	@Test
	void aNestedNameIsAPathOfTheEndpoint() throws Exception {
		this.configFiles.save("operated/shown.yml", "secret: hunter2");
		HttpResponse<String> lock = get(LOCKS + "operated/shown.yml");
		assertThat(lock.statusCode()).isEqualTo(200);
		assertThat(lock.body()).contains("\"file\":\"operated/shown.yml\"", "\"state\":\"free\"");
		HttpResponse<String> file = get("/actuator/safeconfig/files/operated/shown.yml");
		assertThat(file.statusCode()).isEqualTo(200);
		assertThat(file.body()).contains("\"size\":15").doesNotContain("secret", "hunter2");
		assertThat(get("/actuator/safeconfig").body()).contains("operated/shown.yml")
			.doesNotContain("secret", "hunter2");
	}

	@Test
	void aStaleLockIsCleared() throws Exception {
		this.configFiles.save("operated/stale.yml", "a: 1");
		Files.writeString(file(".safeconfig/locks/operated/stale.yml.owner"), "left behind");
		assertThat(get(LOCKS + "operated/stale.yml").body()).contains("\"state\":\"stale\"");
		HttpResponse<String> cleared = send("DELETE", LOCKS + "operated/stale.yml", "");
		assertThat(cleared.statusCode()).isEqualTo(200);
		assertThat(cleared.body()).isEqualTo("{\"file\":\"operated/stale.yml\",\"cleared\":true}");
		assertThat(send("DELETE", LOCKS + "operated/stale.yml", "").body()).contains("\"cleared\":false");
	}

	@Test
	void aLockThatIsHeldIsRefusedWithItsHolder() throws Exception {
		try (ConfigTransaction transaction = this.configFiles.begin()) {
			transaction.create("operated/held.yml", "a: 1");
			HttpResponse<String> refused = send("DELETE", LOCKS + "operated/held.yml", "");
			assertThat(refused.statusCode()).isEqualTo(409);
			assertThat(refused.body()).contains("\"holder\":{\"pid\":" + ProcessHandle.current().pid(),
					"\"application\":\"quickstart\"");
		}
	}

	@Test
	void whatThereIsNotIsNotFoundAndWhatIsNoNameIsABadRequest() throws Exception {
		for (String path : new String[] { "nothing", "files/operated/absent.yml", "journals/operated/a.yml" }) {
			assertThat(get("/actuator/safeconfig/" + path).statusCode()).as(path).isEqualTo(404);
			assertThat(send("DELETE", "/actuator/safeconfig/" + path, "").statusCode()).as(path).isEqualTo(404);
		}
		assertThat(send("DELETE", "/actuator/safeconfig", "").statusCode()).isEqualTo(404);
		for (String name : new String[] { "operated%5Ca.yml", "operated%2F..%2F..%2Fa.yml", "a%0Ab" }) {
			assertThat(get(LOCKS + name).statusCode()).as(name).isEqualTo(400);
			assertThat(send("DELETE", LOCKS + name, "").statusCode()).as(name).isEqualTo(400);
		}
	}

	@Test
	void nothingElseIsAllowed() throws Exception {
		for (String method : new String[] { "POST", "PUT", "PATCH" }) {
			assertThat(send(method, LOCKS + "operated/a.yml", "x").statusCode()).as(method).isEqualTo(405);
		}
	}

}
