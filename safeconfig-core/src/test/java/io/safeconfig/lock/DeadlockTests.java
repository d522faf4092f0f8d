package io.safeconfig.lock;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

import io.safeconfig.ConfigFileListener;
import io.safeconfig.LockDeadlockException;
import io.safeconfig.LockDeadlockException.Reason;
import io.safeconfig.LockInterruptedException;
import io.safeconfig.LockTimeoutException;
import io.safeconfig.os.Platform;
import io.safeconfig.process.ChildProcess;
import io.safeconfig.process.Holder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Whatever is found here is found at once: no test could live through the timeout. */
@Timeout(120)
class DeadlockTests {

	private static final Duration LONG = Duration.ofHours(1);

	private static final Duration SHORT = Duration.ofMillis(20);

	private final FileLocks locks = new FileLocks(Platform.system(), "tests", new ConfigFileListener() {
	});

	private final Queue<HeldLock> taken = new ConcurrentLinkedQueue<>();

	@TempDir
	Path base;

	/** What a failed test leaves locked would make all later requests out of order. */
	@AfterEach
	void close() {
		this.taken.forEach(HeldLock::release);
		this.locks.close();
		assertThat(WaitGraph.OF_THIS_JVM.isWaiting(Thread.currentThread())).isFalse();
	}

	@Test
	void ofTwoThreadsThatLockInOppositeOrderOneFailsAtOnceAndTheOtherGoesOn() throws Exception {
		assertThat(reasonsOf(circle("a", "b"))).containsExactly(Reason.CIRCLE);
	}

	@Test
	void ofThreeThreadsThatWaitInACircleOneFailsAtOnceAndTheOthersGoOn() throws Exception {
		assertThat(reasonsOf(circle("a", "b", "c"))).containsExactly(Reason.CIRCLE);
	}

	@Test
	void theThreadThatClosesTheCircleIsTheOneThatFails() throws Exception {
		HeldLock a = acquire("a", LONG);
		Worker waiter = holdsOneAndAsksFor("b", "a");
		assertThat(deadlock("b", LONG, true).reason()).isEqualTo(Reason.CIRCLE);
		a.release();
		waiter.join();
	}

	@Test
	void aLockThatTheThreadItselfHoldsIsNotWaitedFor() {
		HeldLock outer = acquire("a", LONG);
		LockDeadlockException failure = deadlock("a", LONG, true);
		assertThat(failure.reason()).isEqualTo(Reason.OWN_THREAD);
		assertThat(failure.fileName()).isEqualTo("a");
		outer.release();
		acquire("a", LONG).release();
	}

	@Test
	void anotherRepositoryOnTheSameThreadIsFoundOutToo() {
		HeldLock outer = acquire("a", LONG);
		FileLocks others = new FileLocks(Platform.system(), "other", new ConfigFileListener() {
		});
		assertThatExceptionOfType(LockDeadlockException.class)
			.isThrownBy(() -> others.acquire(target("a"), deadline(LONG), "test"))
			.returns(Reason.OWN_THREAD, LockDeadlockException::reason);
		others.close();
		outer.release();
	}

	@Test
	void aLongWaitThatIsNoCircleIsNotDisturbed() throws Exception {
		HeldLock a = acquire("a", LONG);
		Worker holder = holdsOneAndAsksFor("b", "a");
		Worker behind = new Worker(() -> acquire("b", LONG).release());
		behind.awaitWaiting();
		acquire("c", LONG).release();
		a.release();
		holder.join();
		behind.join();
	}

	@Test
	void aLockMayBeReleasedByAnotherThread() throws Exception {
		HeldLock lock = acquire("a", LONG);
		new Worker(lock::release).join();
		acquire("a", LONG).release();
	}

	@Test
	void anInterruptedWaitLeavesNothingBehind() throws Exception {
		HeldLock a = acquire("a", LONG);
		Worker waiter = new Worker(() -> acquire("a", LONG));
		waiter.awaitWaiting();
		waiter.thread.interrupt();
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(waiter::join)
			.withCauseInstanceOf(LockInterruptedException.class);
		a.release();
		acquire("a", LONG).release();
	}

	@Test
	void aRequestOutOfOrderThatTimesOutInTheJvmMayBeADeadlock() throws Exception {
		HeldLock a = acquire("a", LONG);
		new Worker(() -> {
			LockDeadlockException failure = deadlock("a", SHORT, false);
			assertThat(failure.reason()).isEqualTo(Reason.ORDER_TIMEOUT);
			assertThat(failure.waited()).isGreaterThanOrEqualTo(SHORT);
		}).join();
		a.release();
	}

	@Test
	void aRequestOutOfOrderThatTimesOutInTheKernelMayBeADeadlock() throws Exception {
		try (ChildProcess process = ChildProcess.java(Holder.class, this.base, "a.properties")) {
			assertThat(process.nextLine()).isEqualTo("holding");
			assertThat(deadlock("a.properties", SHORT, false).reason()).isEqualTo(Reason.ORDER_TIMEOUT);
			assertThatExceptionOfType(LockTimeoutException.class).isThrownBy(() -> acquire("a.properties", SHORT));
		}
	}

	@Test
	void aRequestOutOfOrderThatOnlyTriesIsNoDeadlock() throws Exception {
		HeldLock a = acquire("a", LONG);
		new Worker(() -> assertThatExceptionOfType(LockTimeoutException.class)
			.isThrownBy(() -> this.locks.acquire(target("a"), deadline(Duration.ZERO), "test", false))).join();
		a.release();
	}

	@Test
	void aRequestOutOfOrderGetsAFreeLock() {
		this.locks.acquire(target("a"), deadline(SHORT), "test", false).release();
	}

	/**
	 * Each worker holds one of the locks and asks for the next one; the last the first.
	 */
	private List<Worker> circle(String... names) {
		CyclicBarrier allHold = new CyclicBarrier(names.length);
		List<Worker> workers = new ArrayList<>();
		for (int i = 0; i < names.length; i++) {
			String own = names[i];
			String next = names[(i + 1) % names.length];
			workers.add(new Worker(() -> {
				HeldLock held = acquire(own, LONG);
				try {
					await(allHold);
					acquire(next, LONG).release();
				}
				finally {
					held.release();
				}
			}));
		}
		return workers;
	}

	/** By the time this returns the one lock is held and the other one is waited for. */
	private Worker holdsOneAndAsksFor(String own, String next) throws InterruptedException {
		CountDownLatch holds = new CountDownLatch(1);
		Worker worker = new Worker(() -> {
			HeldLock held = acquire(own, LONG);
			holds.countDown();
			try {
				acquire(next, LONG).release();
			}
			finally {
				held.release();
			}
		});
		// before that it may be seen to wait for its first lock
		holds.await();
		worker.awaitWaiting();
		return worker;
	}

	private static List<Reason> reasonsOf(List<Worker> workers) throws InterruptedException {
		List<Reason> reasons = new ArrayList<>();
		for (Worker worker : workers) {
			try {
				worker.join();
			}
			catch (ExecutionException ex) {
				assertThat(ex).hasCauseInstanceOf(LockDeadlockException.class);
				reasons.add(((LockDeadlockException) ex.getCause()).reason());
			}
		}
		return reasons;
	}

	private static void await(CyclicBarrier barrier) {
		try {
			barrier.await();
		}
		catch (InterruptedException | BrokenBarrierException ex) {
			throw new AssertionError(ex);
		}
	}

	private LockDeadlockException deadlock(String name, Duration timeout, boolean inOrder) {
		try {
			this.locks.acquire(target(name), deadline(timeout), "test", inOrder).release();
		}
		catch (LockDeadlockException ex) {
			return ex;
		}
		throw new AssertionError("The lock was free");
	}

	private HeldLock acquire(String name, Duration timeout) {
		HeldLock lock = this.locks.acquire(target(name), deadline(timeout), "test");
		this.taken.add(lock);
		return lock;
	}

	private static Deadline deadline(Duration timeout) {
		return Deadline.after(timeout, System::nanoTime);
	}

	/** Where the file store of another process looks for the lock, too. */
	private LockTarget target(String name) {
		Path directory = this.base.resolve(".safeconfig").resolve("locks");
		return new LockTarget(name, directory.resolve(name + ".lck"), directory.resolve(name + ".owner"), this.base,
				null);
	}

	/** A thread of its own, whose failure is that of the test. */
	private static final class Worker {

		private final FutureTask<Boolean> task;

		private final Thread thread;

		private Worker(Runnable work) {
			this.task = new FutureTask<>(work, true);
			this.thread = new Thread(this.task);
			this.thread.setDaemon(true);
			this.thread.start();
		}

		private void awaitWaiting() {
			while (!WaitGraph.OF_THIS_JVM.isWaiting(this.thread)) {
				assertThat(this.task).isNotDone();
				assertThat(Thread.currentThread().isInterrupted()).isFalse();
				Thread.onSpinWait();
			}
		}

		private void join() throws InterruptedException, ExecutionException {
			try {
				this.task.get();
			}
			finally {
				assertThat(WaitGraph.OF_THIS_JVM.isWaiting(this.thread)).isFalse();
			}
		}

	}

}
