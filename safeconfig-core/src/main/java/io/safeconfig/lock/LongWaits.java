package io.safeconfig.lock;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.safeconfig.LockOwner;
import io.safeconfig.os.DetachedThreads;
import io.safeconfig.os.Platform;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs, once each, the waits that last long, while they last: a thread that waits cannot
 * do that itself.
 */
final class LongWaits {

	private static final Logger logger = LoggerFactory.getLogger(LongWaits.class);

	/** Ends when nobody waits, so that a class loader can be collected. */
	private static final ScheduledThreadPoolExecutor WATCH = watch();

	/** What a clock of nanoseconds can tell, and longer than anything runs. */
	private static final Duration LONGEST = Duration.ofDays(36_500);

	private final Platform platform;

	private final Duration limit;

	LongWaits(Platform platform, Duration limit) {
		this.platform = platform;
		this.limit = (limit.compareTo(LONGEST) < 0) ? limit : LONGEST;
	}

	private static ScheduledThreadPoolExecutor watch() {
		ScheduledThreadPoolExecutor watch = new ScheduledThreadPoolExecutor(1,
				(task) -> DetachedThreads.create("safeconfig-lock-watch", task));
		watch.setKeepAliveTime(10, TimeUnit.SECONDS);
		watch.setRemoveOnCancelPolicy(true);
		watch.allowCoreThreadTimeOut(true);
		return watch;
	}

	Duration limit() {
		return this.limit;
	}

	/**
	 * Look at a wait when it has become long.
	 * @return to be cancelled when the wait is over
	 */
	Future<?> watch(LockWait wait, Supplier<@Nullable LockOwner> holder) {
		return WATCH.schedule(() -> warn(wait, holder), this.limit.toNanos(), TimeUnit.NANOSECONDS);
	}

	private void warn(LockWait wait, Supplier<@Nullable LockOwner> holder) {
		if (wait.isOver()) {
			return;
		}
		LockOwner owner = holder.get();
		logger.warn("Thread {} has waited {} ms for the lock of {} ({}); it is held by {}", wait.thread(),
				TimeUnit.NANOSECONDS.toMillis(this.platform.nanoTime().getAsLong() - wait.start()), wait.name(),
				wait.operation(), (owner != null) ? owner.describe() : "a holder that the system does not name");
	}

}
