package io.safeconfig.lock;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * The turn at a gate: one caller of this JVM has it, the others queue for it, first come
 * first served. Nobody queues whose wait could never end.
 */
final class GateTurn {

	private final Semaphore free = new Semaphore(1, true);

	private final WaitGraph graph;

	/** Kept by the graph and guarded by its monitor. */
	@Nullable Thread holder;

	GateTurn(WaitGraph graph) {
		this.graph = graph;
	}

	/** How the wait for a turn ended. */
	enum End {

		/** It is the caller's turn; it must be ended. */
		GRANTED,

		/** Others had it until the deadline. */
		TIMED_OUT,

		/** Refused: its holder waits, directly or not, for a turn that the caller has. */
		CIRCLE,

		/** Refused: the thread of the caller has the turn already. */
		OWN_THREAD

	}

	End await(Deadline deadline, LockWait wait) throws InterruptedException {
		Thread caller = Thread.currentThread();
		if (deadline.isExpired()) {
			return tryOnce(caller);
		}
		if (this.free.availablePermits() == 0) {
			// before others see the wait: from then on nothing may put off the queueing
			wait.forOtherThread();
		}
		End refusal = this.graph.begin(caller, this);
		return (refusal != null) ? refusal : queue(caller, deadline);
	}

	private End queue(Thread caller, Deadline deadline) throws InterruptedException {
		boolean granted = false;
		try {
			granted = this.free.tryAcquire(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
		}
		finally {
			if (granted) {
				this.graph.granted(caller, this);
			}
			else {
				this.graph.gaveUp(caller);
			}
		}
		return granted ? End.GRANTED : End.TIMED_OUT;
	}

	/**
	 * Who does not wait is part of no circle, and must not look like it: another thread
	 * would be refused a wait that would have ended.
	 */
	private End tryOnce(Thread caller) throws InterruptedException {
		if (this.graph.isHeldBy(caller, this)) {
			return End.OWN_THREAD;
		}
		// unlike tryAcquire() this lets those go first who queue already
		if (!this.free.tryAcquire(0, TimeUnit.NANOSECONDS)) {
			return End.TIMED_OUT;
		}
		this.graph.granted(caller, this);
		return End.GRANTED;
	}

	boolean isOf(Thread thread) {
		return this.graph.isHeldBy(thread, this);
	}

	/** For any thread, not only the one that took the turn. */
	void end() {
		// the other way round this could wipe out the next holder
		this.graph.ended(this);
		this.free.release();
	}

}
