package io.safeconfig.lock;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.concurrent.atomic.AtomicBoolean;

import io.safeconfig.ConfigFileException;
import io.safeconfig.ConfigFileListener;
import io.safeconfig.ConfigStorageException;
import io.safeconfig.LockDeadlockException;
import io.safeconfig.LockDeadlockException.Reason;
import io.safeconfig.LockInterruptedException;
import io.safeconfig.LockTimeoutException;
import io.safeconfig.os.FileIdentity;
import io.safeconfig.os.Platform;
import io.safeconfig.os.SystemErrors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes locks. Thread-safe. Only "held by another" is waited for; a file system that
 * refuses is an error at once.
 */
public final class FileLocks {

	private static final Logger logger = LoggerFactory.getLogger(FileLocks.class);

	/** A lock file that is replaced that often in one wait has no identity to rely on. */
	private static final int MAX_REPLACEMENTS = 20;

	private final Platform platform;

	private final LockFiles lockFiles;

	private final OwnerRecords owners;

	private final LockHolders holders;

	private final LockGates gates = LockGates.OF_THIS_JVM;

	private final AtomicBoolean closed = new AtomicBoolean();

	/**
	 * Create a source of locks.
	 * @param platform the platform
	 * @param application the name of the application, told to others while it holds a
	 * lock; may be {@code null}
	 * @param listener hears of stale locks
	 */
	public FileLocks(Platform platform, @Nullable String application, ConfigFileListener listener) {
		this.platform = platform;
		this.lockFiles = new LockFiles(platform.files(), this.gates);
		this.owners = new OwnerRecords(platform.files(), this.gates::isKnown);
		this.holders = new LockHolders(platform, application, listener, this.lockFiles, this.owners);
		this.gates.userCame();
	}

	/**
	 * Wait for a lock that comes after all those, in the global order, that the caller
	 * holds.
	 * @param target what to lock
	 * @param deadline when to give up
	 * @param operation what for
	 * @return the lock, to be released
	 * @throws LockTimeoutException if others hold it until the deadline
	 * @throws LockDeadlockException at once if this thread holds it itself, or is waited
	 * for, directly or not, by the thread that does
	 * @throws LockInterruptedException if the thread is interrupted
	 * @throws ConfigStorageException if the file system refuses
	 */
	public HeldLock acquire(LockTarget target, Deadline deadline, String operation) {
		return acquire(target, deadline, operation, true);
	}

	/**
	 * Wait for a lock. One that is not asked for in the global order can be part of a
	 * deadlock between processes, which nobody sees: its deadline should be short.
	 * @param target what to lock
	 * @param deadline when to give up; one of zero tries once
	 * @param operation what for
	 * @param inOrder whether it comes, in the global order, after all those that the
	 * caller holds
	 * @return the lock, to be released
	 * @throws LockTimeoutException if others hold it until the deadline
	 * @throws LockDeadlockException instead, if it was waited for out of order; and at
	 * once if this thread holds it itself, or is waited for, directly or not, by the
	 * thread that does
	 * @throws LockInterruptedException if the thread is interrupted
	 * @throws ConfigStorageException if the file system refuses
	 */
	public HeldLock acquire(LockTarget target, Deadline deadline, String operation, boolean inOrder) {
		try {
			return acquire(new LockRequest(target, deadline, operation, inOrder));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new LockInterruptedException(target.name(), operation, ex);
		}
		catch (IOException ex) {
			throw new ConfigStorageException(target.name(),
					"Cannot lock the lock file '" + target.lockFile() + "': " + SystemErrors.reason(ex),
					SystemErrors.nextStep(ex) + " The file system must support locks.", ex);
		}
	}

	private HeldLock acquire(LockRequest request) throws IOException, InterruptedException {
		LockTarget target = request.target();
		for (int replaced = 0; replaced < MAX_REPLACEMENTS; replaced++) {
			HeldLock held = pass(this.gates.enter(this.lockFiles.ensureExists(target)), request);
			if (held != null) {
				return held;
			}
			if (request.deadline().isExpired()) {
				throw request.timedOut(this.holders);
			}
			logger.warn("The lock file {} was replaced while {} waited for it; lock files must not be removed",
					target.lockFile(), target.name());
		}
		throw new FileSystemException(target.lockFile().toString(), null, "it is another file at every look");
	}

	/** Queue at a gate; {@code null} if the lock file is no longer the gate's. */
	private @Nullable HeldLock pass(LockGate gate, LockRequest request) throws IOException, InterruptedException {
		boolean turn = false;
		HeldLock held = null;
		try {
			GateTurn.End wait = gate.awaitTurn(request.deadline());
			turn = wait == GateTurn.End.GRANTED;
			if (!turn) {
				throw withoutTurn(wait, request);
			}
			held = lock(gate, request);
			return held;
		}
		finally {
			if (held == null) {
				leave(gate, turn);
			}
		}
	}

	private ConfigFileException withoutTurn(GateTurn.End wait, LockRequest request) {
		return switch (wait) {
			case CIRCLE -> request.deadlock(Reason.CIRCLE);
			case OWN_THREAD -> request.deadlock(Reason.OWN_THREAD);
			default -> request.timedOut(this.holders);
		};
	}

	/**
	 * What is locked must be given back also where this returns {@code null} or fails.
	 */
	private @Nullable HeldLock lock(LockGate gate, LockRequest request) throws IOException, InterruptedException {
		LockTarget target = request.target();
		if (gate.lock(this.platform.files(), target.lockFile(), request.deadline()) == LockGate.Outcome.TIMED_OUT) {
			throw request.timedOut(this.holders);
		}
		if (!gate.isLocked() || !gate.identity().equals(this.lockFiles.identity(target.lockFile()))) {
			return null;
		}
		boolean recovered = this.holders.claim(target, request.operation());
		return new HeldLock(target, gate, this.gates, this.lockFiles, this.owners, recovered,
				() -> this.holders.replace(target, request.operation()));
	}

	private void leave(LockGate gate, boolean turn) {
		try {
			if (turn) {
				gate.unlockOrClose();
			}
		}
		finally {
			if (turn) {
				gate.endTurn();
			}
			this.gates.leave(gate);
		}
	}

	/**
	 * How many locks this thread has taken, from whatever source, that are still held.
	 * @return the number of locks
	 */
	public int heldByThisThread() {
		return this.gates.heldBy(Thread.currentThread());
	}

	/**
	 * Whether a file is a lock file of this JVM, which nobody may open: closing it would
	 * drop the lock.
	 * @param file the file
	 * @return {@code true} if it is
	 */
	public boolean isLockFile(FileIdentity file) {
		return this.gates.isKnown(file);
	}

	/**
	 * Give back what is held open for this, as far as nobody else needs it. Idempotent.
	 */
	public void close() {
		if (this.closed.compareAndSet(false, true)) {
			this.gates.userLeft();
		}
	}

}
