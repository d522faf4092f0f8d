package io.safeconfig.lock;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.time.Duration;

import io.safeconfig.LockOwner;
import io.safeconfig.lock.OwnerRecords.Presence;
import io.safeconfig.os.FileIdentity;
import io.safeconfig.os.LockFamily;
import io.safeconfig.os.Platform;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Locks of the operating system on lock files. Only "held by another" is waited for; a
 * file system that refuses is an error at once.
 */
final class NativeLocks implements LockMechanism {

	private static final Logger logger = LoggerFactory.getLogger(NativeLocks.class);

	/** A lock file that is replaced that often in one wait has no identity to rely on. */
	private static final int MAX_REPLACEMENTS = 20;

	private final Platform platform;

	private final LockFamily family;

	private final LockFiles lockFiles;

	private final OwnerRecords owners;

	private final LockHolders holders;

	private final LockGates gates = LockGates.OF_THIS_JVM;

	private final Turnstile turnstile = new Turnstile(this.gates,
			(request) -> request.timedOut(holderOf(request.target())));

	NativeLocks(Platform platform, LockFamily family, @Nullable String application, LockActivity activity) {
		this.platform = platform;
		this.family = family;
		this.lockFiles = new LockFiles(platform.files(), this.gates);
		this.owners = new OwnerRecords(platform.files(), this.gates::isKnown);
		this.holders = new LockHolders(platform, application, activity, this.lockFiles, this.owners);
	}

	@Override
	public Grip acquire(LockRequest request) throws IOException, InterruptedException {
		LockTarget target = request.target();
		for (int replaced = 0; replaced < MAX_REPLACEMENTS; replaced++) {
			LockGate gate = this.gates.enter(this.lockFiles.ensureExists(target));
			Grip held = this.turnstile.pass(gate, request, () -> lock(gate, request));
			if (held != null) {
				return held;
			}
			if (request.deadline().isExpired()) {
				throw this.turnstile.timedOut(request);
			}
			logger.warn("The lock file {} was replaced while {} waited for it; lock files must not be removed",
					target.lockFile(), target.name());
		}
		throw new FileSystemException(target.lockFile().toString(), null, "it is another file at every look");
	}

	/** {@code null} if the lock file is no longer the gate's. */
	private @Nullable Grip lock(LockGate gate, LockRequest request) throws IOException, InterruptedException {
		LockTarget target = request.target();
		if (gate.lock(this.platform.files(), this.family, target.lockFile(), request.deadline(),
				request.waiting()) == LockGate.Outcome.TIMED_OUT) {
			throw this.turnstile.timedOut(request);
		}
		if (!gate.isLocked() || !gate.identity().equals(this.lockFiles.identity(target.lockFile()))) {
			return null;
		}
		boolean recovered = this.holders.claim(target, request.operation());
		return new NativeGrip(target, gate, this.turnstile, this.lockFiles, this.owners, recovered,
				() -> this.holders.replace(target, request.operation()));
	}

	@Override
	public @Nullable LockOwner holderOf(LockTarget target) {
		return this.holders.of(target, this.family);
	}

	@Override
	public boolean isStale(LockTarget target) throws IOException, InterruptedException {
		if (this.owners.find(target.ownerFile()).presence() == Presence.NONE
				|| !this.lockFiles.canBeLocked(target.lockFile())) {
			return false;
		}
		FileIdentity identity = this.lockFiles.identity(target.lockFile());
		return identity == null || isLeft(this.gates.enter(identity), target);
	}

	/** A holder removes its record before it gives the lock back. */
	private boolean isLeft(LockGate gate, LockTarget target) throws IOException, InterruptedException {
		Deadline now = Deadline.after(Duration.ZERO, this.platform.nanoTime());
		boolean turn = false;
		try {
			turn = gate.awaitTurn(now, LockWait.unobserved()) == GateTurn.End.GRANTED;
			return turn
					&& gate.lock(this.platform.files(), this.family, target.lockFile(), now,
							LockWait.unobserved()) == LockGate.Outcome.ACQUIRED
					&& this.owners.find(target.ownerFile()).presence() != Presence.NONE;
		}
		finally {
			this.turnstile.leave(gate, turn);
		}
	}

}
