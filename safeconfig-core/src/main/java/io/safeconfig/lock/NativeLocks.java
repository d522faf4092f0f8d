package io.safeconfig.lock;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.time.Duration;

import io.safeconfig.LockOwner;
import io.safeconfig.lock.OwnerRecords.Found;
import io.safeconfig.lock.OwnerRecords.Presence;
import io.safeconfig.os.FileIdentity;
import io.safeconfig.os.LockFamily;
import io.safeconfig.os.Platform;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Locks of the operating system on lock files. Only "held by another" is waited for; a
 * file system that refuses is an error at once.
 */
final class NativeLocks implements LockMechanism {

	private static final Logger logger = LoggerFactory.getLogger(NativeLocks.class);

	/** A lock file that is replaced that often in one wait has no identity to rely on. */
	private static final int MAX_REPLACEMENTS = 100;

	private static final Duration LONGEST_LOOK = Duration.ofMillis(20);

	private final Platform platform;

	private final LockFamily family;

	private final LockFiles lockFiles;

	private final OwnerRecords owners;

	private final LockHolders holders;

	private final UnusedLockFiles unusedFiles;

	private final LockGates gates = LockGates.OF_THIS_JVM;

	private final Turnstile turnstile = new Turnstile(this.gates,
			(request) -> request.timedOut(holderOf(request.target())));

	NativeLocks(Platform platform, LockFamily family, @Nullable String application, LockActivity activity) {
		this.platform = platform;
		this.family = family;
		this.lockFiles = new LockFiles(platform, this.gates);
		this.owners = new OwnerRecords(platform.files(), this.gates::isKnown);
		this.holders = new LockHolders(platform, application, activity, this.lockFiles, this.owners);
		this.unusedFiles = new UnusedLockFiles(platform, family, this.lockFiles, this.gates, this.turnstile,
				(target) -> this.owners.find(target.ownerFile()).presence() != Presence.NONE);
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
			// once may be one of a file that was gone and comes back
			logger.atLevel((replaced == 0) ? Level.DEBUG : Level.WARN)
				.log("The lock file {} was replaced while {} waited for it; lock files must not be removed",
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
		HolderRecord record = this.holders.claim(target, request.operation());
		return new NativeGrip(target, gate, this.turnstile, this.lockFiles, record);
	}

	@Override
	public @Nullable LockOwner holderOf(LockTarget target) {
		return this.holders.of(target, this.family);
	}

	@Override
	public @Nullable LockOwner leftBy(LockTarget target) {
		return this.holders.leftBy(target);
	}

	@Override
	public LockSight look(LockTarget target, boolean unrecorded) throws IOException, InterruptedException {
		Found found = this.owners.find(target.ownerFile());
		boolean recorded = found.presence() != Presence.NONE;
		if (!recorded && !unrecorded) {
			return LockSight.FREE;
		}
		if (!this.lockFiles.canBeLocked(target.lockFile())) {
			return LockSight.UNKNOWN;
		}
		FileIdentity identity = this.lockFiles.identity(target.lockFile());
		if (identity == null) {
			return unheld(target);
		}
		try {
			return look(this.gates.enter(identity), target);
		}
		catch (IOException ex) {
			if (recorded) {
				return untried(found.content(), ex);
			}
			logger.debug("Cannot try the lock of {}", target.lockFile(), ex);
			return LockSight.UNKNOWN;
		}
	}

	/**
	 * Where nobody may open the lock file for writing any more, since the file system has
	 * become read-only, or only another user may, the lock cannot be tried. Then a record
	 * is left if its process is proved to have ended: with it ended its lock.
	 */
	private LockSight untried(@Nullable OwnerRecord owner, IOException reason) throws IOException {
		if (owner == null) {
			throw reason;
		}
		return this.holders.isProvedGone(owner) ? LockSight.LEFT : LockSight.UNKNOWN;
	}

	/**
	 * Whoever of this JVM has the turn for longer than a look takes holds the lock, or
	 * waits for it.
	 */
	private LockSight look(LockGate gate, LockTarget target) throws IOException, InterruptedException {
		boolean turn = false;
		try {
			turn = gate.awaitTurn(Deadline.after(LONGEST_LOOK, this.platform.nanoTime()),
					LockWait.unobserved()) == GateTurn.End.GRANTED;
			return turn ? switch (gate.lock(this.platform.files(), this.family, target.lockFile(),
					Deadline.after(Duration.ZERO, this.platform.nanoTime()), LockWait.unobserved())) {
				case ACQUIRED -> gate.identity().equals(this.lockFiles.identity(target.lockFile())) ? unheld(target)
						: LockSight.UNKNOWN;
				case TIMED_OUT -> LockSight.HELD;
				case REPLACED -> LockSight.UNKNOWN;
			} : LockSight.HELD;
		}
		finally {
			this.turnstile.leave(gate, turn);
		}
	}

	/** A holder removes its record before it gives the lock back. */
	private LockSight unheld(LockTarget target) {
		Found found = this.owners.findWhole(target.ownerFile());
		if (found.presence() == Presence.NONE) {
			return LockSight.FREE;
		}
		return (found.content() != null && this.holders.isAlive(found.content())) ? LockSight.BROKEN : LockSight.LEFT;
	}

	@Override
	public boolean removeUnused(LockTarget target, UnusedCheck unused) throws IOException, InterruptedException {
		return this.unusedFiles.remove(target, unused);
	}

}
