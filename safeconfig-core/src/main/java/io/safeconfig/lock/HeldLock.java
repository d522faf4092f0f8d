package io.safeconfig.lock;

import java.io.IOException;

import io.safeconfig.LockLostException;
import io.safeconfig.os.FileIdentity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lock of the operating system while it is held. For the thread that took it, or for
 * several in turn; never for two at once.
 */
public final class HeldLock {

	private static final Logger logger = LoggerFactory.getLogger(HeldLock.class);

	private final LockTarget target;

	private final LockGate gate;

	private final LockFiles lockFiles;

	private final OwnerRecords owners;

	private final LockGates gates;

	private final boolean recovered;

	/** Leaves our record in the place of the one that was found. */
	private final Runnable replaceRecord;

	private boolean released;

	HeldLock(LockTarget target, LockGate gate, LockGates gates, LockFiles lockFiles, OwnerRecords owners,
			boolean recovered, Runnable replaceRecord) {
		this.target = target;
		this.gate = gate;
		this.gates = gates;
		this.lockFiles = lockFiles;
		this.owners = owners;
		this.recovered = recovered;
		this.replaceRecord = replaceRecord;
	}

	/**
	 * Whether the lock was taken over from a holder that is gone, which may have left
	 * work half done.
	 * @return {@code true} if its record was found
	 */
	public boolean isRecovered() {
		return this.recovered;
	}

	/**
	 * To be called when the work that a holder left half done is cleared up, before any
	 * other is begun: only then its record is replaced by one of the present holder.
	 */
	public void clearedUp() {
		this.replaceRecord.run();
	}

	/**
	 * Make sure that the locked file is still the one that everybody else finds. To be
	 * called right before a change takes effect.
	 * @throws LockLostException if it is not
	 * @throws IOException if the lock file cannot be looked at
	 */
	public void requireIntact() throws IOException {
		if (!isIntact()) {
			logger.error(
					"The lock file {} was removed or replaced while its lock was held; the change of {} is dropped",
					this.target.lockFile(), this.target.name());
			throw new LockLostException(this.target.name(), this.target.lockFile().toString());
		}
	}

	private boolean isIntact() throws IOException {
		FileIdentity present = this.lockFiles.identity(this.target.lockFile());
		return this.gate.isLocked() && this.gate.identity().equals(present);
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
			if (clean) {
				deleteRecord();
			}
		}
		finally {
			try {
				this.gate.unlockOrClose();
			}
			finally {
				this.gate.endTurn();
				this.gates.leave(this.gate);
			}
		}
	}

	private void deleteRecord() {
		try {
			if (isIntact()) {
				// ours: with a lost lock it would be the record of another holder
				this.owners.delete(this.target.ownerFile());
			}
		}
		catch (IOException ex) {
			logger.warn("Cannot look at the lock file {}; its owner record stays", this.target.lockFile(), ex);
		}
	}

}
