package io.safeconfig.lock;

import java.io.IOException;

import io.safeconfig.LockLostException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lock while it is held. For the thread that took it, or for several in turn; never for
 * two at once.
 */
public final class HeldLock {

	private static final Logger logger = LoggerFactory.getLogger(HeldLock.class);

	private final LockTarget target;

	private final Grip grip;

	private final LockActivity activity;

	private final LockHold hold;

	private boolean released;

	HeldLock(LockTarget target, Grip grip, LockActivity activity, LockHold hold) {
		this.target = target;
		this.grip = grip;
		this.activity = activity;
		this.hold = hold;
	}

	/**
	 * Whether the lock was taken over from a holder that is gone, which may have left
	 * work half done.
	 * @return {@code true} if its record was found
	 */
	public boolean isRecovered() {
		return this.grip.isRecovered();
	}

	/**
	 * Whether an earlier holder may have left work half done. Besides a lock that was
	 * taken over, that is one of which nobody knows how the last holder lost it: that one
	 * may even be alive, and what it has staged must not take effect any more.
	 * @return {@code true} if there may be something to clear up
	 */
	public boolean needsClearing() {
		return this.grip.needsClearing();
	}

	/**
	 * To be called when the work that a holder left half done is cleared up, before any
	 * other is begun: only then its record is replaced by one of the present holder.
	 */
	public void clearedUp() {
		this.grip.clearedUp();
	}

	/**
	 * Make sure that the locked file is still the one that everybody else finds. To be
	 * called right before a change takes effect.
	 * @throws LockLostException if it is not
	 * @throws IOException if the lock file cannot be looked at
	 */
	public void requireIntact() throws IOException {
		requireIntact(() -> {
		});
	}

	/**
	 * Make sure that the locked file is still the one that everybody else finds.
	 * @param beforeLoss run if it is not; throws if the lock file is out of reach rather
	 * than lost, of which nothing is recorded
	 * @throws LockLostException if it is not
	 * @throws IOException if the lock file cannot be looked at
	 */
	public void requireIntact(Runnable beforeLoss) throws IOException {
		if (this.grip.isIntact()) {
			this.activity.intact(this.target.name());
			return;
		}
		beforeLoss.run();
		this.activity.lost(this.target.name());
		logger.error("The lock file {} was removed or replaced while its lock was held; the change of {} is dropped",
				this.target.lockFile(), this.target.name());
		throw new LockLostException(this.target.name(), this.target.lockFile().toString());
	}

	/** Give the lock back. Never throws. Idempotent. */
	public void release() {
		release(true);
	}

	/**
	 * Give the lock back and leave the record, so that the next holder finds out that
	 * there is still something to clear up. Never throws. Idempotent.
	 */
	public void releaseUnrecovered() {
		release(false);
	}

	private void release(boolean clean) {
		if (this.released) {
			return;
		}
		this.released = true;
		try {
			this.grip.release(clean);
		}
		finally {
			this.activity.released(this.hold);
		}
	}

}
