package io.safeconfig.lock;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import io.safeconfig.lock.GateFile.Attempt;
import io.safeconfig.lock.KernelWait.End;
import io.safeconfig.os.FileIdentity;
import io.safeconfig.os.FileOperations;
import io.safeconfig.os.LockChannel;
import io.safeconfig.os.LockFamily;

/**
 * The way of this JVM to one lock file. Callers take turns here, first come first served;
 * only the one whose turn it is touches the file.
 */
final class LockGate {

	private static final long PAUSE_MICROS = 200;

	private final FileIdentity identity;

	private final GateTurn turn = new GateTurn(WaitGraph.OF_THIS_JVM);

	private final GateFile file;

	LockGate(FileIdentity identity) {
		this.identity = identity;
		this.file = new GateFile(identity);
	}

	FileIdentity identity() {
		return this.identity;
	}

	GateFile file() {
		return this.file;
	}

	/** How an attempt to lock ended. */
	enum Outcome {

		/** The lock is held; it must be given back. */
		ACQUIRED,

		/** Others held it until the deadline. */
		TIMED_OUT,

		/** The path leads to another file than the one this gate is for. */
		REPLACED

	}

	/**
	 * Queue with the other callers of this JVM. One who would make threads wait for each
	 * other in a circle is refused at once.
	 */
	GateTurn.End awaitTurn(Deadline deadline, LockWait wait) throws InterruptedException {
		return this.turn.await(deadline, wait);
	}

	boolean isTurnOf(Thread thread) {
		return this.turn.isOf(thread);
	}

	/** Let the next caller through, on whatever thread. */
	void endTurn() {
		this.turn.end();
	}

	/**
	 * Take the lock of the operating system. Only for the caller whose turn it is; after
	 * an exception the lock is not held.
	 */
	Outcome lock(FileOperations files, LockFamily family, Path lockFile, Deadline deadline, LockWait wait)
			throws IOException, InterruptedException {
		this.file.closeIdle();
		while (true) {
			LockChannel open = this.file.open(files, family, lockFile);
			if (open == null) {
				return Outcome.REPLACED;
			}
			Attempt attempt = this.file.tryLock(open);
			if (attempt == Attempt.LOCKED) {
				return Outcome.ACQUIRED;
			}
			if (deadline.isExpired()) {
				return Outcome.TIMED_OUT;
			}
			wait.forOtherProcess();
			if (attempt == Attempt.HELD_IN_THIS_JVM) {
				pause();
			}
			else if (attempt == Attempt.HELD && waitInKernel(open, deadline)) {
				return Outcome.ACQUIRED;
			}
		}
	}

	/**
	 * Queue in the kernel; {@code false} asks the caller to try again. Whatever goes
	 * wrong, nobody is left waiting for a lock that nobody wants: the channel is closed.
	 */
	private boolean waitInKernel(LockChannel open, Deadline deadline) throws InterruptedException {
		End end = null;
		try {
			Future<?> wait = KernelWait.begin(open);
			end = KernelWait.await(wait, deadline);
		}
		finally {
			if (end == null || end == End.TIMED_OUT || end == End.CLOSED) {
				this.file.close();
			}
		}
		if (end == End.CONTENDED) {
			pause();
		}
		return end == End.ACQUIRED;
	}

	private static void pause() throws InterruptedException {
		TimeUnit.MICROSECONDS.sleep(PAUSE_MICROS / 2 + ThreadLocalRandom.current().nextLong(PAUSE_MICROS));
	}

	boolean isLocked() {
		return this.file.isLocked();
	}

	void unlockOrClose() {
		this.file.unlockOrClose();
	}

}
