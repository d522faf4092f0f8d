package io.safeconfig.store.file;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.safeconfig.ConfigFileRepository;
import io.safeconfig.ConfigTransaction;
import io.safeconfig.ConfigTransactionOptions;
import io.safeconfig.LockDeadlockException;
import io.safeconfig.LockDeadlockException.Reason;
import io.safeconfig.LockTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** How long a transaction waits for a lock that somebody keeps for ever. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class LockOrderTests {

	private static final Duration EVER = Duration.ofHours(1);

	private static final Duration AT_ONCE = Duration.ofMillis(1);

	@TempDir
	Path base;

	private final CountDownLatch locked = new CountDownLatch(1);

	private final CountDownLatch release = new CountDownLatch(1);

	private FileConfigStore store;

	private Thread holder;

	@BeforeEach
	void open() throws InterruptedException {
		this.store = FileConfigStore.open(this.base);
		ConfigFileRepository files = repository(EVER, EVER);
		files.save("b", "old");
		this.holder = new Thread(() -> files.update("b", (document) -> {
			this.locked.countDown();
			awaitRelease();
		}));
		this.holder.start();
		this.locked.await();
	}

	private void awaitRelease() {
		try {
			this.release.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@AfterEach
	void release() throws InterruptedException {
		this.release.countDown();
		this.holder.join();
	}

	private ConfigFileRepository repository(Duration lockTimeout, Duration deadlockTimeout) {
		return ConfigFileRepository.builder(this.store)
			.lockTimeout(lockTimeout)
			.deadlockTimeout(deadlockTimeout)
			.build();
	}

	@Test
	void aFileThatComesBeforeTheLockedOnesIsWaitedForOnlyForTheDeadlockTimeout() {
		try (ConfigTransaction transaction = repository(EVER, AT_ONCE).begin()) {
			transaction.save("c", "mine");
			assertDeadlock(() -> transaction.get("b"));
			transaction.save("d", "mine too");
			transaction.commit();
		}
	}

	@Test
	void aFileThatComesAfterTheLockedOnesIsWaitedForForTheLockTimeout() {
		try (ConfigTransaction transaction = repository(AT_ONCE, EVER).begin()) {
			transaction.save("a", "mine");
			assertThatExceptionOfType(LockTimeoutException.class).isThrownBy(() -> transaction.get("b"));
		}
	}

	@Test
	void theTimeoutOfTheTransactionEndsEitherWaitEarlier() {
		try (ConfigTransaction transaction = repository(EVER, EVER)
			.begin(ConfigTransactionOptions.DEFAULT.withTimeout(Duration.ofMillis(200)))) {
			assertThatExceptionOfType(LockTimeoutException.class).isThrownBy(() -> transaction.get("b"));
		}
	}

	@Test
	void whatAnotherTransactionOfThisThreadHasLockedCountsToo() {
		ConfigFileRepository files = repository(EVER, AT_ONCE);
		try (ConfigTransaction suspended = files.begin()) {
			suspended.save("a", "mine");
			try (ConfigTransaction inner = files.begin()) {
				assertDeadlock(() -> inner.get("b"));
			}
			assertDeadlock(() -> files.save("b", "alone"));
			suspended.rollback();
		}
	}

	private static void assertDeadlock(Runnable call) {
		assertThatExceptionOfType(LockDeadlockException.class).isThrownBy(call::run).satisfies((ex) -> {
			assertThat(ex.reason()).isEqualTo(Reason.ORDER_TIMEOUT);
			assertThat(ex.isRetrySafe()).isTrue();
		});
	}

}
