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

	private final Turnstile turnstile;

	private final HolderRecord record;

	NativeGrip(LockTarget target, LockGate gate, Turnstile turnstile, LockFiles lockFiles, HolderRecord record) {
		this.target = target;
		this.gate = gate;
		this.turnstile = turnstile;
		this.lockFiles = lockFiles;
		this.record = record;
	}

	@Override
	public boolean isRecovered() {
		return this.record.isRecovered();
	}

	/** Whoever gave the lock back also cleared up, or left its record. */
	@Override
	public boolean needsClearing() {
		return this.record.isRecovered();
	}

	@Override
	public void clearedUp() {
		this.record.replace();
	}

	@Override
	public boolean isIntact() throws IOException {
		FileIdentity present = this.lockFiles.identity(this.target.lockFile());
		return this.gate.isLocked() && this.gate.identity().equals(present);
	}

	@Override
	public void release(boolean clean) {
		try {
			this.record.release(clean, isKnownIntact());
		}
		finally {
			this.turnstile.leave(this.gate, true);
		}
	}

	private boolean isKnownIntact() {
		try {
			return isIntact();
		}
		catch (IOException ex) {
			logger.debug("Cannot look at the lock file {}", this.target.lockFile(), ex);
			return false;
		}
	}

}
