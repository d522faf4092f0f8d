package io.safeconfig;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;

import io.safeconfig.LockDeadlockException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class LockDeadlockExceptionTests {

	@ParameterizedTest
	@EnumSource
	void everyReasonNamesTheFileAndChangedNothing(Reason reason) {
		LockDeadlockException failure = failure(reason);
		assertThat(failure.fileName()).isEqualTo("a%d.yml");
		assertThat(failure).hasMessageStartingWith("Cannot update 'a%d.yml': its lock ")
			.hasMessageContaining("Nothing was changed.");
		assertThat(failure.reason()).isEqualTo(reason);
		assertThat(failure.waited()).isEqualTo(Duration.ofMillis(40));
		assertThat(failure.isRetrySafe()).isTrue();
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OWN_THREAD")
	void whatMayPassIsToBeRepeatedAsAWhole(Reason reason) {
		assertThat(failure(reason).nextStep()).startsWith("Repeat the whole transaction");
	}

	@Test
	void whatNeverPassesIsToBeChanged() {
		assertThat(failure(Reason.OWN_THREAD).nextStep()).startsWith("Repeating does not help")
			.contains("finish the outer transaction")
			.contains("join");
	}

	@Test
	void onlyTheTimeoutTellsATime() {
		assertThat(failure(Reason.ORDER_TIMEOUT).problem()).contains("not free within 40 ms");
		assertThat(failure(Reason.CIRCLE).problem()).doesNotContain("40");
	}

	@Test
	void theReasonSurvivesSerialization() throws Exception {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
			out.writeObject(failure(Reason.CIRCLE));
		}
		try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
			LockDeadlockException read = (LockDeadlockException) in.readObject();
			assertThat(read.reason()).isEqualTo(Reason.CIRCLE);
			assertThat(read.waited()).isEqualTo(Duration.ofMillis(40));
		}
	}

	private static LockDeadlockException failure(Reason reason) {
		return new LockDeadlockException("a%d.yml", "update", reason, Duration.ofMillis(40));
	}

}
