package io.safeconfig.lock;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

import io.safeconfig.LockAcquisition.Contention;
import org.jspecify.annotations.Nullable;

/**
 * One caller on its way to a lock. Its own thread writes to it; any thread reads it.
 */
final class LockWait {

	private final String name;

	private final String operation;

	private final Thread thread = Thread.currentThread();

	private final long start;

	private final Contended contended;

	private volatile Contention contention = Contention.NONE;

	private volatile boolean over;

	private @Nullable Future<?> watch;

	LockWait(String name, String operation, long start, Contended contended) {
		this.name = name;
		this.operation = LockRequest.activity(operation);
		this.start = start;
		this.contended = contended;
	}

	/** A wait that nobody looks at. */
	static LockWait unobserved() {
		return new LockWait("", "", 0, (wait) -> CompletableFuture.completedFuture(null));
	}

	/** Told once, when a caller finds that it has to wait. */
	@FunctionalInterface
	interface Contended {

		/** What ends with the wait. */
		Future<?> begins(LockWait wait);

	}

	String name() {
		return this.name;
	}

	String operation() {
		return this.operation;
	}

	String thread() {
		return this.thread.getName();
	}

	long start() {
		return this.start;
	}

	Contention contention() {
		return this.contention;
	}

	void forOtherThread() {
		contend(Contention.JVM);
	}

	void forOtherProcess() {
		contend(Contention.PROCESS);
	}

	private void contend(Contention with) {
		boolean first = this.contention == Contention.NONE;
		this.contention = with;
		if (first) {
			this.watch = this.contended.begins(this);
		}
	}

	void end() {
		this.over = true;
		if (this.watch != null) {
			this.watch.cancel(false);
		}
	}

	boolean isOver() {
		return this.over;
	}

}
