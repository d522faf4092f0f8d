package io.safeconfig.lock;

import java.io.IOException;

import io.safeconfig.LockOwner;
import io.safeconfig.lock.OwnerRecords.Found;
import io.safeconfig.lock.OwnerRecords.Presence;
import io.safeconfig.os.Platform;
import io.safeconfig.os.ProcessTable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps no other process out: the user says that there is none. Threads take turns, and
 * owner records tell what a process that died left behind, and that the user was wrong.
 */
final class UnlockedFiles implements LockMechanism {

	private static final Logger logger = LoggerFactory.getLogger(UnlockedFiles.class);

	private final Platform platform;

	private final LockFiles lockFiles;

	private final OwnerRecords owners;

	private final LockHolders holders;

	private final ProcessTable processes;

	private final LockGates gates = LockGates.OF_THIS_JVM;

	private final Turnstile turnstile = new Turnstile(this.gates,
			(request) -> request.timedOut(holderOf(request.target())));

	UnlockedFiles(Platform platform, @Nullable String application, LockActivity activity) {
		this.platform = platform;
		this.lockFiles = new LockFiles(platform, this.gates);
		this.owners = new OwnerRecords(platform.files(), this.gates::isKnown);
		this.holders = new LockHolders(platform, application, activity, this.lockFiles, this.owners);
		this.processes = new ProcessTable(platform.files());
	}

	@Override
	public Grip acquire(LockRequest request) throws IOException, InterruptedException {
		LockGate gate = this.lockFiles.enterByName(request.target());
		Grip held = this.turnstile.pass(gate, request, () -> take(gate, request));
		if (held == null) {
			throw new IllegalStateException("A turn is all that there is to wait for");
		}
		return held;
	}

	/**
	 * Goes on whoever left a record, since the user says that it is nobody: a process of
	 * an earlier boot could never be proved to have ended, and would be complained of
	 * with each change.
	 */
	private Grip take(LockGate gate, LockRequest request) {
		LockTarget target = request.target();
		OwnerRecord other = this.owners.find(target.ownerFile()).content();
		if (other != null && !isOurs(other) && !isGone(other)) {
			logger.error("{} seems to be changed by {} too, although the lock strategy is 'none': changes can be lost",
					target.name(), other.toLockOwner().describe());
		}
		HolderRecord record = this.holders.claimUnlocked(target, request.operation());
		return new TurnGrip(record, (clean) -> {
			record.release(clean, true);
			this.turnstile.leave(gate, true);
		});
	}

	/** Another class loader, or a record that could not be removed. */
	private boolean isOurs(OwnerRecord owner) {
		return owner.process().equals(this.platform.self());
	}

	private boolean isGone(OwnerRecord owner) {
		return this.processes.isProvedGone(owner.process(), this.platform.self());
	}

	/** Who left a record; the kernel's locks have no part in this. */
	@Override
	public @Nullable LockOwner holderOf(LockTarget target) {
		OwnerRecord owner = this.owners.find(target.ownerFile()).content();
		return (owner != null) ? owner.toLockOwner() : null;
	}

	@Override
	public @Nullable LockOwner leftBy(LockTarget target) {
		return holderOf(target);
	}

	@Override
	public LockSight look(LockTarget target, boolean unrecorded) {
		Found found = this.owners.find(target.ownerFile());
		OwnerRecord owner = found.content();
		if (found.presence() == Presence.NONE) {
			return LockSight.FREE;
		}
		return (owner == null || owner.left() || isGone(owner)) ? LockSight.LEFT : LockSight.HELD;
	}

	/** A turn while it lasts. */
	private record TurnGrip(HolderRecord holderRecord, Release release) implements Grip {

		@Override
		public boolean isRecovered() {
			return this.holderRecord.isRecovered();
		}

		@Override
		public boolean needsClearing() {
			return isRecovered();
		}

		@Override
		public void clearedUp() {
			this.holderRecord.replace();
		}

		@Override
		public boolean isIntact() {
			return true;
		}

		@Override
		public void release(boolean clean) {
			this.release.run(clean);
		}

	}

	/** Gives a turn back. */
	private interface Release {

		void run(boolean clean);

	}

}
