package io.safeconfig.spring.monitor;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

import io.safeconfig.store.file.StoreStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Nobody waits for a file system that hangs. */
@Timeout(60)
class StoreWatchTests {

	private static final StoreStatus WELL = new StoreStatus(null, List.of(), List.of(), List.of(), Set.of(), Set.of(),
			List.of(), 0, List.of(), List.of());

	private static final Duration LONG = Duration.ofHours(1);

	private final AtomicInteger checks = new AtomicInteger();

	@Test
	void aFreshCheckIsNotRepeated() {
		try (StoreWatch watch = new StoreWatch(this::well, LONG, LONG)) {
			assertThat(watch.read()).isEqualTo(new StoreWatch.Reading(WELL, null));
			assertThat(watch.read()).isEqualTo(new StoreWatch.Reading(WELL, null));
			assertThat(watch.latest()).isEqualTo(WELL);
		}
		assertThat(this.checks).hasValue(1);
	}

	@Test
	void anOldCheckIsRepeated() {
		try (StoreWatch watch = new StoreWatch(this::well, Duration.ofNanos(1), LONG)) {
			watch.read();
			watch.read();
		}
		assertThat(this.checks).hasValue(2);
	}

	@Test
	void nobodyAsksNothingIsChecked() {
		new StoreWatch(this::well, LONG, LONG).close();
		assertThat(this.checks).hasValue(0);
	}

	private StoreStatus well() {
		this.checks.incrementAndGet();
		return WELL;
	}

	@Test
	void aCheckThatHangsIsToldAndNotJoinedByAnother() throws Exception {
		CountDownLatch hangs = new CountDownLatch(1);
		try (StoreWatch watch = new StoreWatch(() -> hang(hangs), Duration.ofNanos(1), Duration.ofMillis(20))) {
			assertThat(watch.read().hanging()).isGreaterThanOrEqualTo(Duration.ofMillis(20));
			assertThat(watch.read().status()).isNull();
			assertThat(watch.latest()).isNull();
			assertThat(this.checks).hasValue(1);
			hangs.countDown();
		}
	}

	private StoreStatus hang(CountDownLatch until) {
		this.checks.incrementAndGet();
		try {
			until.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return WELL;
	}

	@Test
	void aCheckThatThrowsIsAProblemUntilOneIsWell() {
		AtomicInteger calls = new AtomicInteger();
		try (StoreWatch watch = new StoreWatch(() -> {
			if (calls.incrementAndGet() == 2) {
				throw new IllegalStateException("a check that fails");
			}
			return WELL;
		}, Duration.ofNanos(1), LONG)) {
			assertThat(watch.read()).isEqualTo(new StoreWatch.Reading(WELL, null));
			assertThat(watch.read().status()).isNotNull()
				.extracting(StoreStatus::problem)
				.asString()
				.contains("failed");
			assertThat(watch.read()).isEqualTo(new StoreWatch.Reading(WELL, null));
		}
	}

	@Test
	void aCheckIsMadeAndToldToHangAlsoWhereAllCallsHang() {
		CountDownLatch hangs = new CountDownLatch(1);
		try (StoreWatch watch = new StoreWatch(() -> hang(hangs), LONG, Duration.ofMillis(20))) {
			for (int i = 0; i < 10; i++) {
				assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> watch.call(() -> hang(hangs)));
			}
			assertThat(watch.read().hanging()).isNotNull();
			hangs.countDown();
		}
	}

	@Test
	void aCallThatHangsIsGivenUp() {
		CountDownLatch hangs = new CountDownLatch(1);
		try (StoreWatch watch = new StoreWatch(this::well, LONG, Duration.ofMillis(20))) {
			for (int i = 0; i < 10; i++) {
				assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> watch.call(() -> hang(hangs)));
			}
			hangs.countDown();
		}
	}

}
