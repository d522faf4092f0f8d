package io.safeconfig.lock;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;

import io.safeconfig.ConfigFileListener;
import io.safeconfig.ConfigStorageException;
import io.safeconfig.LockInterruptedException;
import io.safeconfig.LockOwner;
import io.safeconfig.LockTimeoutException;
import io.safeconfig.lock.OwnerRecords.Found;
import io.safeconfig.lock.OwnerRecords.Presence;
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

	/** The owner whose record cannot be read. */
	private static final LockOwner UNKNOWN = LockOwner.ofPid(0);

	private final Platform platform;

	private final @Nullable String application;

	private final ConfigFileListener listener;

	private final LockFiles lockFiles;

	private final OwnerRecords owners;

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
		this.application = application;
		this.listener = listener;
		this.lockFiles = new LockFiles(platform.files(), this.gates);
		this.owners = new OwnerRecords(platform.files(), this.gates::isKnown);
		this.gates.userCame();
	}

	/**
	 * Wait for a lock.
	 * @param target what to lock
	 * @param deadline when to give up
	 * @param operation what for
	 * @return the lock, to be released
	 * @throws LockTimeoutException if others hold it until the deadline
	 * @throws LockInterruptedException if the thread is interrupted
	 * @throws ConfigStorageException if the file system refuses
	 */
	public HeldLock acquire(LockTarget target, Deadline deadline, String operation) {
		try {
			for (int replaced = 0; replaced < MAX_REPLACEMENTS; replaced++) {
				LockGate gate = this.gates.enter(this.lockFiles.ensureExists(target));
				HeldLock held = pass(gate, target, deadline, operation);
				if (held != null) {
					return held;
				}
				if (deadline.isExpired()) {
					throw timeout(target, deadline, operation);
				}
				logger.warn("The lock file {} was replaced while {} waited for it; lock files must not be removed",
						target.lockFile(), target.name());
			}
			throw new FileSystemException(target.lockFile().toString(), null, "it is another file at every look");
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

	/** Queue at a gate; {@code null} if the lock file is no longer the gate's. */
	private @Nullable HeldLock pass(LockGate gate, LockTarget target, Deadline deadline, String operation)
			throws IOException, InterruptedException {
		boolean turn = false;
		HeldLock held = null;
		try {
			turn = gate.awaitTurn(deadline);
			if (!turn || gate.lock(this.platform.files(), target.lockFile(), deadline) == LockGate.Outcome.TIMED_OUT) {
				throw timeout(target, deadline, operation);
			}
			if (gate.isLocked() && gate.identity().equals(this.lockFiles.identity(target.lockFile()))) {
				held = new HeldLock(target, gate, this.gates, this.lockFiles, this.owners, claim(target, operation));
			}
			return held;
		}
		finally {
			if (held == null) {
				leave(gate, turn);
			}
		}
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
	 * Leave a record for others. That one lies there already means that its holder is
	 * gone: it would have removed it before it released the lock that we hold now.
	 * @return whether such a record was found
	 */
	private boolean claim(LockTarget target, String operation) {
		Found found = this.owners.find(target.ownerFile());
		this.owners.write(target.ownerFile(),
				new OwnerRecord(this.platform.self(), this.platform.nonces().get(), this.application,
						Thread.currentThread().getName(), operation, this.platform.clock().instant()),
				found.presence() != Presence.NONE);
		if (found.presence() == Presence.NONE) {
			return false;
		}
		LockOwner previous = (found.content() != null) ? found.content().toLockOwner() : UNKNOWN;
		logger.warn("Took over the lock of {} from a holder that is gone: {}", target.name(), previous.describe());
		try {
			this.listener.staleLockRecovered(target.name(), previous);
		}
		catch (RuntimeException ex) {
			logger.warn("A listener failed on the stale lock of {}", target.name(), ex);
		}
		return true;
	}

	private LockTimeoutException timeout(LockTarget target, Deadline deadline, String operation) {
		return new LockTimeoutException(target.name(), operation, deadline.elapsed(), holder(target));
	}

	/**
	 * The kernel knows the process, the record knows the rest. A record that names
	 * another process than the kernel does is one that its holder left behind.
	 */
	private @Nullable LockOwner holder(LockTarget target) {
		OwnerRecord owner = this.owners.find(target.ownerFile()).content();
		OptionalLong pid = pidOfHolder(target);
		if (pid.isPresent() && (owner == null || owner.process().pid() != pid.getAsLong())) {
			return LockOwner.ofPid(pid.getAsLong());
		}
		return (owner != null) ? owner.toLockOwner() : null;
	}

	private OptionalLong pidOfHolder(LockTarget target) {
		try {
			FileIdentity identity = this.lockFiles.identity(target.lockFile());
			return (identity != null) ? this.platform.locks().holderOf(identity) : OptionalLong.empty();
		}
		catch (IOException ex) {
			logger.debug("Cannot find out who holds {}", target.lockFile(), ex);
			return OptionalLong.empty();
		}
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
