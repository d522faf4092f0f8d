package io.safeconfig.samples.quickstart;

import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/** Without the access that the sample grants, there is only something to see. */
@TestPropertySource(properties = "management.endpoint.safeconfig.access=read-only")
class ReadOnlyActuatorTests extends ServerTests {

	@Test
	void aLockIsShownAndNotCleared() throws Exception {
		String lock = "/actuator/safeconfig/locks/operated/seen.yml";
		assertThat(get(lock).statusCode()).isEqualTo(200);
		assertThat(send("DELETE", lock, "").statusCode()).isEqualTo(405);
	}

}
