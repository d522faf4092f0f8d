package io.safeconfig.lock;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Predicate;

import io.safeconfig.os.FileIdentity;
import io.safeconfig.os.LockFamily;
import io.safeconfig.os.Platform;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes lock files that nobody needs any more.
 * <p>
 * <em>Why no two processes ever both hold a lock because of that.</em> Whoever removes a
 * lock file holds its lock, exclusively, and its path leads to it. Whoever takes a lock
 * looks afterwards whether the path still leads to the file that it has locked, and else
 * begins anew: so do we, {@link NativeLocks}, and so does the program in the manual. Say
 * that P holds the lock of a file F after that look. To remove F, somebody would need the
 * lock that P holds. So as long as P holds it the path leads to F, and another process
 * that holds a lock after the same look has locked the file that the path leads to: F,
 * which is P's. One that had opened F before it was removed, or waits for it in the
 * kernel, gets a lock on a file without a name, finds that out and gives it back.
 * <p>
 * The number of F may become that of another file once nobody has F open. Whoever has it
 * open therefore compares with a file that is not F, and whoever has not has no lock of
 * it. Within this JVM the gate of F goes together with F, so that a configuration file
 * with that number is not taken for a lock file; a caller that is on its way to the gate
 * finds nothing at the path and leaves it.
 * <p>
 * A program that does not look again could lock a file that is just being removed. Two
 * things remain to keep that from happening: a file that somebody waits for stays, as far
 * as the kernel tells; and the store removes none where such programs are expected.
 */
final class UnusedLockFiles {

	private static final Logger logger = LoggerFactory.getLogger(UnusedLockFiles.class);

	private final Platform platform;

	private final LockFamily family;

	private final LockFiles lockFiles;

	private final LockGates gates;

	private final Turnstile turnstile;

	/** Whether the record of a holder lies beside a lock file. */
	private final Predicate<LockTarget> hasRecord;

	UnusedLockFiles(Platform platform, LockFamily family, LockFiles lockFiles, LockGates gates, Turnstile turnstile,
			Predicate<LockTarget> hasRecord) {
		this.platform = platform;
		this.family = family;
		this.lockFiles = lockFiles;
		this.gates = gates;
		this.turnstile = turnstile;
		this.hasRecord = hasRecord;
	}

	/**
	 * Remove a lock file unless anybody has its lock, waits for it, or left a record.
	 * Never waits.
	 * @param unused asked under the lock
	 */
	boolean remove(LockTarget target, UnusedCheck unused) throws IOException, InterruptedException {
		FileIdentity identity = this.lockFiles.canBeLocked(target.lockFile())
				? this.lockFiles.identity(target.lockFile()) : null;
		if (identity == null) {
			return false;
		}
		LockGate gate = this.gates.enter(identity);
		Deadline now = Deadline.after(Duration.ZERO, this.platform.nanoTime());
		boolean turn = false;
		try {
			turn = gate.awaitTurn(now, LockWait.unobserved()) == GateTurn.End.GRANTED;
			return turn && lock(gate, target, now) && !isNeeded(gate, target) && unused.isUnused()
					&& remove(gate, target);
		}
		finally {
			this.turnstile.leave(gate, turn);
		}
	}

	private boolean lock(LockGate gate, LockTarget target, Deadline now) throws IOException, InterruptedException {
		return gate.lock(this.platform.files(), this.family, target.lockFile(), now,
				LockWait.unobserved()) == LockGate.Outcome.ACQUIRED
				&& gate.identity().equals(this.lockFiles.identity(target.lockFile()));
	}

	private boolean isNeeded(LockGate gate, LockTarget target) {
		return this.hasRecord.test(target) || !this.gates.isAlone(gate)
				|| this.platform.locks()
					.read()
					.of(target.lockFile(), gate.identity())
					.stream()
					.anyMatch((entry) -> entry.waiting());
	}

	private boolean remove(LockGate gate, LockTarget target) throws IOException {
		this.platform.files().delete(target.lockFile());
		gate.file().discard();
		logger.debug("Removed the lock file of {}, which is gone", target.name());
		return true;
	}

}
