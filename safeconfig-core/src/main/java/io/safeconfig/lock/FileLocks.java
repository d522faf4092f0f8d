package io.safeconfig.lock;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.atomic.AtomicBoolean;

import io.safeconfig.ConfigFileListener;
import io.safeconfig.ConfigStorageException;
import io.safeconfig.LockAcquisition;
import io.safeconfig.LockDeadlockException;
import io.safeconfig.LockInterruptedException;
import io.safeconfig.LockOwner;
import io.safeconfig.LockStrategy;
import io.safeconfig.LockTimeoutException;
import io.safeconfig.os.FileIdentity;
import io.safeconfig.os.LockFamily;
import io.safeconfig.os.Platform;
import io.safeconfig.os.SystemErrors;
import org.jspecify.annotations.Nullable;

/**
 * Takes locks. Thread-safe. Only "held by another" is waited for; a file system that
 * refuses is an error at once.
 */
public final class FileLocks {

	private final LockGates gates = LockGates.OF_THIS_JVM;

	private final LockMechanism mechanism;

	private final LockActivity activity;

	private final AtomicBoolean closed = new AtomicBoolean();

	/**
	 * Create a source of locks.
	 * @param platform the platform
	 * @param application the name of the application, told to others while it holds a
	 * lock; may be {@code null}
	 * @param listener hears of stale locks
	 */
	public FileLocks(Platform platform, @Nullable String application, ConfigFileListener listener) {
		this(platform, LockStrategy.NATIVE, application, new LockActivity(platform, listener));
	}

	/**
	 * Create a source of locks.
	 * @param platform the platform
	 * @param strategy what keeps other processes out
	 * @param application the name of the application, told to others while it holds a
	 * lock; may be {@code null}
	 * @param activity learns of every lock
	 */
	public FileLocks(Platform platform, LockStrategy strategy, @Nullable String application, LockActivity activity) {
		this.activity = activity;
		this.gates.userCame();
		this.mechanism = switch (strategy) {
			case NATIVE -> new NativeLocks(platform, LockFamily.RECORD, application, activity);
			case FLOCK -> new NativeLocks(platform, LockFamily.FLOCK, application, activity);
			case LOCK_FILE -> new MarkerLocks(platform, application, activity);
			case NONE -> new UnlockedFiles(platform, application, activity);
		};
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
		LockWait wait = this.activity.begin(target, operation, () -> this.mechanism.holderOf(target));
		LockRequest request = new LockRequest(target, deadline, operation, inOrder, wait);
		LockAcquisition.Outcome outcome = LockAcquisition.Outcome.FAILED;
		try {
			Grip grip = this.mechanism.acquire(request);
			outcome = LockAcquisition.Outcome.ACQUIRED;
			return new HeldLock(target, grip, this.activity, this.activity.held(wait));
		}
		catch (LockTimeoutException ex) {
			outcome = LockAcquisition.Outcome.TIMEOUT;
			throw ex;
		}
		catch (LockDeadlockException ex) {
			outcome = LockAcquisition.Outcome.DEADLOCK;
			throw ex;
		}
		catch (InterruptedException ex) {
			outcome = LockAcquisition.Outcome.INTERRUPTED;
			Thread.currentThread().interrupt();
			throw new LockInterruptedException(target.name(), operation, ex);
		}
		catch (IOException ex) {
			throw new ConfigStorageException(target.name(),
					"Cannot lock the lock file '" + target.lockFile() + "': " + SystemErrors.reason(ex),
					SystemErrors.nextStepOfLocking(ex), ex);
		}
		finally {
			this.activity.ended(wait, outcome);
		}
	}

	/**
	 * Who holds a lock that is held.
	 * @param target the lock
	 * @return the holder, as far as it is known; {@code null} if nobody is known to
	 */
	public @Nullable LockOwner holderOf(LockTarget target) {
		return this.mechanism.holderOf(target);
	}

	/**
	 * Who left its record at a lock that nobody holds.
	 * @param target the lock
	 * @return its last holder, as far as it is known
	 */
	public @Nullable LockOwner leftBy(LockTarget target) {
		return this.mechanism.leftBy(target);
	}

	/**
	 * Whether a lock is held, by trying it where there is no other way to know: then it
	 * is taken for some microseconds, in which others find it held. Never waits for a
	 * lock.
	 * @param target the lock
	 * @param unrecorded whether to try also a lock for which nobody left a record
	 * @return what is known of it
	 * @throws IOException if the file system refuses
	 */
	public LockSight look(LockTarget target, boolean unrecorded) throws IOException {
		try {
			return this.mechanism.look(target, unrecorded);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new InterruptedIOException("interrupted while looking at a lock");
		}
	}

	/**
	 * Remove the file of a lock, where one stays, if nobody has the lock, waits for it or
	 * left a record. Never waits.
	 * @param target the lock
	 * @param unused whether there is nothing left to guard; asked under the lock
	 * @return whether the file was removed
	 * @throws IOException if the file system refuses
	 */
	public boolean removeUnused(LockTarget target, UnusedCheck unused) throws IOException {
		try {
			return this.mechanism.removeUnused(target, unused);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	/**
	 * What happens to the locks that are taken here.
	 * @return the activity
	 */
	public LockActivity activity() {
		return this.activity;
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
