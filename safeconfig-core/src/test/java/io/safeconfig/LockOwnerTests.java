package io.safeconfig;

import java.time.Instant;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** How a holder is described. */
class LockOwnerTests {

	@Test
	void aHolderIsDescribedByWhatIsKnownOfIt() {
		assertThat(LockOwner.ofPid(4711).describe()).isEqualTo("PID 4711");
		assertThat(new LockOwner(4711, "host-a", "orders", "main", "update", Instant.EPOCH).describe())
			.isEqualTo("PID 4711 (orders, on host-a, thread main, update, since 1970-01-01T00:00:00Z)");
		assertThat(LockOwner.ofPid(4711).hasPid()).isTrue();
	}

	@Test
	void aHolderThatIsNotKnownIsNoProcessZero() {
		assertThat(LockOwner.unknown().hasPid()).isFalse();
		assertThat(LockOwner.unknown().describe()).isEqualTo("an unknown process");
		assertThat(new LockOwner(0, "host-a", null, null, null, null).describe())
			.isEqualTo("an unknown process (on host-a)");
	}

}
