package io.safeconfig.samples.quickstart;

import java.nio.file.Files;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A typed part of a YAML file. */
class LimitsTests extends ServerTests {

	@Test
	void aLimitChangesInItsPlaceOrNotAtAll() throws Exception {
		String before = Files.readString(file("limits.yml"));
		assertThat(get("/limits").body()).contains("\"perMinute\":600");
		assertThat(send("PUT", "/limits/per-minute/700", "").body()).contains("\"perMinute\":700");
		String after = before.replace("600 ", "700 ");
		assertThat(Files.readString(file("limits.yml"))).isEqualTo(after).isNotEqualTo(before);
		assertProblem(send("PUT", "/limits/per-minute/0", ""), 400, "perMinute must be greater than or equal to 1",
				"unchanged");
		assertThat(Files.readString(file("limits.yml"))).isEqualTo(after);
	}

}
