package io.safeconfig.spring.monitor;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import io.safeconfig.store.file.StoreStatus;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks a store when somebody asks and the last check is not fresh, on a thread of its
 * own: nobody waits longer than a limit, and a check that hangs is not joined by a second
 * one. Nobody asks, nothing is checked. Thread-safe.
 */
public final class StoreWatch implements AutoCloseable {

	private static final int MAX_CALLS = 4;

	private static final Logger logger = LoggerFactory.getLogger(StoreWatch.class);

	/** What was known before must not hide that nothing is known now. */
	private static final StoreStatus FAILED = new StoreStatus("the check failed, see the log", List.of(), List.of(),
			List.of(), Set.of(), Set.of(), List.of(), 0, List.of("everything: the check failed, see the log"),
			List.of());

	private static final AtomicInteger NUMBER = new AtomicInteger();

	private final Supplier<StoreStatus> check;

	private final Duration interval;

	private final Duration timeout;

	private final ThreadPoolExecutor calls = new ThreadPoolExecutor(0, MAX_CALLS, 10, TimeUnit.SECONDS,
			new SynchronousQueue<>(), StoreWatch::thread);

	/** Of its own: calls that hang must not keep a check from finding that out. */
	private final ThreadPoolExecutor checks = new ThreadPoolExecutor(1, 1, 10, TimeUnit.SECONDS,
			new LinkedBlockingQueue<>(), StoreWatch::thread);

	private final Object monitor = new Object();

	/** The last check that ended. Guarded by the monitor. */
	private @Nullable Done last;

	/** The check that is under way. Guarded by the monitor. */
	private @Nullable Running running;

	/**
	 * Create a watch.
	 * @param check looks at the store, for as long as the file system takes
	 * @param interval how long a check is fresh
	 * @param timeout how long somebody who asks waits
	 */
	public StoreWatch(Supplier<StoreStatus> check, Duration interval, Duration timeout) {
		this.check = check;
		this.interval = interval;
		this.timeout = timeout;
		this.checks.allowCoreThreadTimeOut(true);
	}

	private static Thread thread(Runnable task) {
		Thread thread = new Thread(null, task, "safeconfig-watch-" + NUMBER.incrementAndGet(), 0, false);
		thread.setDaemon(true);
		return thread;
	}

	/**
	 * The last known status; begins a check if that is not fresh, and does not wait for
	 * it.
	 * @return the status, {@code null} before the first check has ended
	 */
	public @Nullable StoreStatus latest() {
		refresh();
		synchronized (this.monitor) {
			return (this.last != null) ? this.last.status() : null;
		}
	}

	/**
	 * The status, waiting for a check if the last one is not fresh, at most for the
	 * timeout.
	 * @return what is known then
	 */
	public Reading read() {
		Running current = refresh();
		if (current != null) {
			await(current);
		}
		synchronized (this.monitor) {
			Running still = this.running;
			Duration hanging = (still != null) ? since(still.began()) : null;
			boolean hangs = hanging != null && hanging.compareTo(this.timeout) >= 0;
			return new Reading((this.last != null) ? this.last.status() : null, hangs ? hanging : null);
		}
	}

	private void await(Running current) {
		long left = this.timeout.minus(since(current.began())).toNanos();
		try {
			current.end().get(Math.max(0, left), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (ExecutionException | TimeoutException ex) {
			// what is known is told all the same
		}
	}

	/** The check to wait for, {@code null} if there is no need. */
	private @Nullable Running refresh() {
		Running begun;
		synchronized (this.monitor) {
			if (this.running != null) {
				return this.running;
			}
			if (this.last != null && since(this.last.at()).compareTo(this.interval) < 0) {
				return null;
			}
			begun = new Running(System.nanoTime(), new CompletableFuture<>());
			this.running = begun;
		}
		try {
			this.checks.execute(() -> run(begun));
		}
		catch (RejectedExecutionException ex) {
			ended(begun, null); // closed
		}
		return begun;
	}

	private void run(Running current) {
		StoreStatus status = FAILED;
		try {
			status = this.check.get();
		}
		catch (RuntimeException ex) {
			logger.warn("The check of the configuration files failed", ex);
		}
		finally {
			ended(current, status);
		}
	}

	private void ended(Running current, @Nullable StoreStatus status) {
		synchronized (this.monitor) {
			this.running = null;
			if (status != null) {
				this.last = new Done(System.nanoTime(), status);
			}
		}
		current.end().complete(null);
	}

	/**
	 * Run something that goes to the file system, and wait for it at most for the
	 * timeout.
	 * @param <T> what it answers
	 * @param call what to run
	 * @return its answer
	 * @throws TimeoutException if it takes longer; it goes on then
	 * @throws ExecutionException if it failed
	 * @throws InterruptedException if the thread is interrupted
	 */
	public <T> T call(Callable<T> call) throws TimeoutException, ExecutionException, InterruptedException {
		try {
			return this.calls.submit(call).get(this.timeout.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (RejectedExecutionException ex) {
			TimeoutException failure = new TimeoutException("all threads wait for the file system");
			failure.initCause(ex);
			throw failure;
		}
	}

	private static Duration since(long nanos) {
		return Duration.ofNanos(System.nanoTime() - nanos);
	}

	/** End the threads that do not hang. */
	@Override
	public void close() {
		this.calls.shutdown();
		this.checks.shutdown();
	}

	/**
	 * What is known of a store.
	 *
	 * @param status the last status, {@code null} if no check has ended yet
	 * @param hanging how long a check has been waiting for the file system, {@code null}
	 * if none waits for longer than the timeout
	 */
	public record Reading(@Nullable StoreStatus status, @Nullable Duration hanging) {
	}

	private record Done(long at, StoreStatus status) {
	}

	private record Running(long began, CompletableFuture<@Nullable Void> end) {
	}

}
