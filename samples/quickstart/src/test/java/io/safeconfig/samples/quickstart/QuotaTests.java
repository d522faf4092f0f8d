package io.safeconfig.samples.quickstart;

import java.net.http.HttpResponse;

import io.safeconfig.ConfigFileRepository;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** GET /quotas and POST /quotas/transfer. */
class QuotaTests extends ServerTests {

	@BeforeEach
	void reset() {
		ConfigFileRepository files = this.configFiles;
		for (String tenant : SeedFiles.TENANTS) {
			files.save("quotas/" + tenant + ".properties", "# kept\nlimit=100\n");
		}
	}

	@Test
	void showsTheLimitOfEveryTenant() throws Exception {
		HttpResponse<String> response = get("/quotas");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).isEqualTo("{\"acme\":100,\"birch\":100,\"cedar\":100,\"delta\":100,\"ember\":100,"
				+ "\"fjord\":100,\"grove\":100,\"haven\":100,\"inlet\":100,\"jetty\":100}");
	}

	@Test
	void movesFromOneTenantToAnother() throws Exception {
		HttpResponse<String> response = transfer("{\"from\":\"jetty\",\"to\":\"acme\",\"amount\":30}");
		assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
		assertThat(response.body()).isEqualTo("{\"jetty\":70,\"acme\":130}");
		assertThat(file("quotas/jetty.properties")).hasContent("# kept\nlimit=70\n");
		assertThat(file("quotas/acme.properties")).hasContent("# kept\nlimit=130\n");
	}

	@Test
	void doesNotGiveMoreThanThereIs() throws Exception {
		assertProblem(transfer("{\"from\":\"acme\",\"to\":\"birch\",\"amount\":101}"), 409, "less than that",
				"\"fileState\":\"unchanged\"");
		assertUnchanged("acme", "birch");
	}

	@Test
	void dropsTheFirstChangeIfTheSecondIsImpossible() throws Exception {
		this.configFiles.save("quotas/birch.properties", "limit=" + Long.MAX_VALUE + "\n");
		assertProblem(transfer("{\"from\":\"acme\",\"to\":\"birch\",\"amount\":1}"), 409, "cannot have so much");
		assertUnchanged("acme");
	}

	@Test
	void toOneselfIsNoChange() throws Exception {
		assertThat(transfer("{\"from\":\"acme\",\"to\":\"acme\",\"amount\":60}").body()).isEqualTo("{\"acme\":100}");
		assertUnchanged("acme");
	}

	@ParameterizedTest
	@ValueSource(strings = { "nobody", "../quotas/birch", "birch/../birch", "", "a/b" })
	void unknownTenant(String name) throws Exception {
		assertProblem(transfer("{\"from\":\"acme\",\"to\":\"" + name + "\",\"amount\":1}"), 404, "'to'");
		assertUnchanged("acme", "birch");
		assertThat(file(".safeconfig/locks/quotas/nobody.properties.lck")).doesNotExist();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"from\":\"acme\",\"to\":\"birch\"}",
			"{\"from\":\"acme\",\"to\":\"birch\",\"amount\":0}", "{\"from\":\"acme\",\"to\":\"birch\",\"amount\":-1}",
			"{\"from\":\"acme\",\"to\":\"birch\",\"amount\":1.5}",
			"{\"from\":\"acme\",\"to\":\"birch\",\"amount\":99999999999999999999}", "{\"to\":\"birch\",\"amount\":1}",
			"{\"from\":\"acme\",\"amount\":1}", "[]", "{", "" })
	void whatIsNoTransferIsRefused(String body) throws Exception {
		HttpResponse<String> response = transfer(body);
		assertProblem(response, 400);
		assertUnchanged("acme", "birch");
	}

	private void assertUnchanged(String... tenants) {
		for (String tenant : tenants) {
			assertThat(file("quotas/" + tenant + ".properties")).hasContent("# kept\nlimit=100\n");
		}
	}

	private HttpResponse<String> transfer(String body) throws Exception {
		return send("POST", "/quotas/transfer", body, "Content-Type", "application/json");
	}

}
