package io.safeconfig.lock;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.OverlappingFileLockException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

import io.safeconfig.os.DetachedThreads;
import io.safeconfig.os.LockChannel;

/**
 * Waits in the kernel's own queue, which is prompt and fair where polling is neither. The
 * blocking call cannot be timed, and an interrupt of its thread closes the channel. So it
 * runs on a thread of its own that nobody interrupts, while the caller waits for that
 * thread: a timeout or an interrupt then ends the caller's wait and nothing else.
 */
final class KernelWait {

	/**
	 * No more threads than lock files that other processes hold at the moment, since each
	 * gate lets one caller through. Daemons that end when idle; they inherit no class
	 * loader, so that a redeployed application can be collected.
	 */
	private static final ExecutorService WAITERS = new ThreadPoolExecutor(0, Integer.MAX_VALUE, 10, TimeUnit.SECONDS,
			new SynchronousQueue<>(), KernelWait::waiter);

	private static final AtomicInteger NUMBER = new AtomicInteger();

	private KernelWait() {
	}

	/** How a wait ended. */
	enum End {

		/** The lock is held. */
		ACQUIRED,

		/** The deadline passed; the wait goes on and must be cancelled. */
		TIMED_OUT,

		/** Somebody was faster, or so the kernel or the JVM says. */
		CONTENDED,

		/** The channel was closed by somebody else. */
		CLOSED

	}

	/**
	 * Begin to wait. The returned future ends with the lock, or when the channel closes.
	 */
	static Future<?> begin(LockChannel channel) {
		return WAITERS.submit(() -> {
			channel.lock();
			return null;
		});
	}

	/**
	 * Wait for the end of a wait. An error counts as contention: the kernel reports a
	 * deadlock where there is none, since it sees processes and not the threads in them
	 * (fcntl(2), EDEADLK). If it was a broken disk, the next attempt says so.
	 * @throws InterruptedException if the caller was interrupted; the wait goes on and
	 * must be cancelled
	 */
	static End await(Future<?> wait, Deadline deadline) throws InterruptedException {
		try {
			wait.get(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
			return End.ACQUIRED;
		}
		catch (TimeoutException ex) {
			return End.TIMED_OUT;
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof ClosedChannelException) {
				return End.CLOSED;
			}
			if (ex.getCause() instanceof OverlappingFileLockException || ex.getCause() instanceof IOException) {
				return End.CONTENDED;
			}
			throw new IllegalStateException("Waiting for a file lock failed", ex.getCause());
		}
	}

	private static Thread waiter(Runnable task) {
		return DetachedThreads.create("safeconfig-lock-waiter-" + NUMBER.incrementAndGet(), task);
	}

}
