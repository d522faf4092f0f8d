package io.safeconfig.lock;

import java.io.IOException;

import io.safeconfig.os.FileIdentity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A lock of the operating system while it is held. */
final class NativeGrip implements Grip {

	private static final Logger logger = LoggerFactory.getLogger(NativeGrip.class);

	private final LockTarget target;

	private final LockGate gate;

	private final LockFiles lockFiles;

	private final OwnerRecords owners;

	private final Turnstile turnstile;

	private final boolean recovered;

	/** Leaves our record in the place of the one that was found. */
	private final Runnable replaceRecord;

	NativeGrip(LockTarget target, LockGate gate, Turnstile turnstile, LockFiles lockFiles, OwnerRecords owners,
			boolean recovered, Runnable replaceRecord) {
		this.target = target;
		this.gate = gate;
		this.turnstile = turnstile;
		this.lockFiles = lockFiles;
		this.owners = owners;
		this.recovered = recovered;
		this.replaceRecord = replaceRecord;
	}

	@Override
	public boolean isRecovered() {
		return this.recovered;
	}

	/** Whoever gave the lock back also cleared up, or left its record. */
	@Override
	public boolean needsClearing() {
		return this.recovered;
	}

	@Override
	public void clearedUp() {
		this.replaceRecord.run();
	}

	@Override
	public boolean isIntact() throws IOException {
		FileIdentity present = this.lockFiles.identity(this.target.lockFile());
		return this.gate.isLocked() && this.gate.identity().equals(present);
	}

	@Override
	public void release(boolean clean) {
		try {
			if (clean) {
				deleteRecord();
			}
		}
		finally {
			this.turnstile.leave(this.gate, true);
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
