package io.safeconfig.lock;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.safeconfig.ConfigFileListener;
import io.safeconfig.LockAcquisition;
import io.safeconfig.LockAcquisition.Contention;
import io.safeconfig.LockAcquisition.Outcome;
import io.safeconfig.LockListener;
import io.safeconfig.LockStrategy;
import io.safeconfig.LockTimeoutException;
import io.safeconfig.os.Platform;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What is counted of locks, and what the log tells of those that take long. */
@Timeout(60)
class LockActivityTests {

	private final Platform platform = Platform.system();

	private final ListAppender<ILoggingEvent> log = new ListAppender<>();

	@TempDir
	Path base;

	@BeforeEach
	void listen() {
		this.log.start();
		logger().setLevel(Level.DEBUG);
		logger().addAppender(this.log);
	}

	@AfterEach
	void stopListening() {
		logger().detachAppender(this.log);
		logger().setLevel(null);
	}

	private static Logger logger() {
		return (Logger) LoggerFactory.getLogger("io.safeconfig.lock");
	}

	@Test
	void aWaitPastTheLimitIsLoggedOnceWithTheHolder() throws Exception {
		LockActivity activity = activity(Duration.ofMillis(20));
		FileLocks locks = new FileLocks(this.platform, LockStrategy.NATIVE, "tests", activity);
		HeldLock held = locks.acquire(target(), in(Duration.ZERO), "test");
		FutureTask<HeldLock> waiter = new FutureTask<>(
				() -> locks.acquire(target(), in(Duration.ofMinutes(1)), "wait"));
		new Thread(waiter, "patient").start();
		while (warnings().isEmpty() && !Thread.currentThread().isInterrupted()) {
			Thread.onSpinWait();
		}
		held.release();
		waiter.get().release();
		assertThat(warnings()).filteredOn((line) -> line.contains("has waited"))
			.singleElement()
			.asString()
			.contains("patient", "(wait)", "PID " + ProcessHandle.current().pid());
		assertThat(warnings()).anyMatch((line) -> line.contains("was held for"));
	}

	@Test
	void whatGoesWellIsNotLogged() {
		FileLocks locks = new FileLocks(this.platform, LockStrategy.NATIVE, "tests", activity(Duration.ofMinutes(1)));
		for (int i = 0; i < 10; i++) {
			locks.acquire(target(), in(Duration.ZERO), "test").release();
		}
		assertThat(this.log.list).noneMatch((event) -> event.getLevel().isGreaterOrEqual(Level.INFO));
	}

	@Test
	void aLimitBeyondAllTimeIsNoError() throws Exception {
		LockActivity activity = activity(Duration.ofSeconds(Long.MAX_VALUE));
		FileLocks locks = new FileLocks(this.platform, LockStrategy.NATIVE, "tests", activity);
		HeldLock held = locks.acquire(target(), in(Duration.ZERO), "test");
		CompletableFuture
			.runAsync(() -> assertThatExceptionOfType(LockTimeoutException.class)
				.isThrownBy(() -> locks.acquire(target(), in(Duration.ofMillis(5)), "test")))
			.get();
		held.release();
		assertThat(activity.totals().count(Outcome.TIMEOUT)).isEqualTo(1);
		assertThat(activity.totals().count(Outcome.ACQUIRED)).isEqualTo(1);
		assertThat(activity.totals().count(Contention.NONE)).isEqualTo(1);
		assertThat(activity.totals("a").count(Outcome.TIMEOUT)).isEqualTo(1);
		assertThat(activity.totals().longestWait()).isGreaterThanOrEqualTo(Duration.ofMillis(5));
		assertThat(activity.held()).isZero();
		assertThat(activity.waiting()).isZero();
	}

	@Test
	void totalsAreKeptForManyNamesAndNotForAny() {
		LockActivity activity = activity(Duration.ofMinutes(1));
		FileLocks locks = new FileLocks(this.platform, LockStrategy.NATIVE, null, activity);
		for (int i = 0; i < 1100; i++) {
			String name = "file" + i;
			locks
				.acquire(new LockTarget(name, this.base.resolve(name), this.base.resolve(name + ".owner"), this.base,
						null), in(Duration.ZERO), "test")
				.release();
		}
		assertThat(activity.names()).hasSizeLessThanOrEqualTo(1000);
		assertThat(activity.totals().count(Outcome.ACQUIRED)).isEqualTo(1100);
	}

	@Test
	void aListenerThatFailsInAnyWayKeepsNobodysLock() {
		LockActivity activity = activity(Duration.ofMinutes(1));
		activity.addListener(new LockListener() {

			@Override
			public void acquisitionEnded(LockAcquisition acquisition) {
				throw new NoClassDefFoundError("a library that is missing");
			}

			@Override
			public void released(String fileName, Duration held) {
				throw new NoClassDefFoundError("a library that is missing");
			}

		});
		FileLocks locks = new FileLocks(this.platform, LockStrategy.NATIVE, "tests", activity);
		locks.acquire(target(), in(Duration.ZERO), "test").release();
		locks.acquire(target(), in(Duration.ZERO), "test").release();
	}

	private List<String> warnings() {
		return List.copyOf(this.log.list)
			.stream()
			.filter((event) -> event.getLevel() == Level.WARN)
			.map(ILoggingEvent::getFormattedMessage)
			.toList();
	}

	private LockActivity activity(Duration limit) {
		return new LockActivity(this.platform, new ConfigFileListener() {
		}, limit);
	}

	private LockTarget target() {
		return new LockTarget("a", this.base.resolve("a.lck"), this.base.resolve("a.owner"), this.base, null);
	}

	private Deadline in(Duration timeout) {
		return Deadline.after(timeout, this.platform.nanoTime());
	}

}
