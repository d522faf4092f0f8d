package io.safeconfig.lock;

import java.io.IOException;
import java.util.OptionalLong;

import io.safeconfig.ConfigStorageException;
import io.safeconfig.LockOwner;
import io.safeconfig.lock.OwnerRecords.Found;
import io.safeconfig.lock.OwnerRecords.Presence;
import io.safeconfig.os.FileIdentity;
import io.safeconfig.os.LockFamily;
import io.safeconfig.os.Platform;
import io.safeconfig.os.ProcessTable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Tells people who holds a lock: leaves the record of a holder, and finds out. */
final class LockHolders {

	private static final Logger logger = LoggerFactory.getLogger(LockHolders.class);

	private final Platform platform;

	private final @Nullable String application;

	private final LockActivity activity;

	private final LockFiles lockFiles;

	private final OwnerRecords owners;

	private final ProcessTable processes;

	LockHolders(Platform platform, @Nullable String application, LockActivity activity, LockFiles lockFiles,
			OwnerRecords owners) {
		this.platform = platform;
		this.application = application;
		this.activity = activity;
		this.lockFiles = lockFiles;
		this.owners = owners;
		this.processes = new ProcessTable(platform.files());
	}

	/**
	 * Leave a record for others, unless one lies there already. Its holder is gone then,
	 * since it would have removed it before it released the lock that we hold now, or the
	 * lock keeps nobody out. That of one that is gone stays until what it left is cleared
	 * up, so that it is not forgotten if we die before.
	 * @throws ConfigStorageException if the holder lives: nothing of it was touched
	 */
	HolderRecord claim(LockTarget target, String operation) {
		HolderRecord own = of(target, operation);
		Found found = findOrCreate(target, own);
		if (found.content() != null && isAlive(found.content())) {
			throw refusal(target, found.content());
		}
		this.activity.excludes(target.name());
		return taken(target, own, found);
	}

	/**
	 * The same where no lock is held, and where the user says that there is nobody else.
	 * Nothing of a holder that lives is touched either, nor recorded in its place.
	 */
	HolderRecord claimUnlocked(LockTarget target, String operation) {
		HolderRecord own = of(target, operation);
		Found found = findOrCreate(target, own);
		return (found.content() != null && isAlive(found.content())) ? own.besides() : taken(target, own, found);
	}

	private HolderRecord of(LockTarget target, String operation) {
		return new HolderRecord(this.owners, target.ownerFile(),
				new OwnerRecord(this.platform.self(), this.platform.nonces().get(), this.application,
						Thread.currentThread().getName(), LockRequest.activity(operation),
						this.platform.clock().instant()));
	}

	/**
	 * Whoever makes a record between our look and our own attempt has been given the lock
	 * too, unless a file server told of an old one late.
	 */
	private Found findOrCreate(LockTarget target, HolderRecord own) {
		Found found = this.owners.findWhole(target.ownerFile());
		return (found.presence() == Presence.NONE && !own.create()) ? this.owners.findWhole(target.ownerFile()) : found;
	}

	private HolderRecord taken(LockTarget target, HolderRecord own, Found found) {
		if (found.presence() == Presence.NONE) {
			return own;
		}
		LockOwner previous = (found.content() != null) ? found.content().toLockOwner() : LockOwner.unknown();
		logger.warn("Took over the lock of {} from a holder that is gone: {}", target.name(), previous.describe());
		this.activity.recovered(target.name(), previous);
		return own.recovered();
	}

	private ConfigStorageException refusal(LockTarget target, OwnerRecord holder) {
		boolean first = this.activity.broken(target.name());
		ConfigStorageException refusal = new ConfigStorageException(target.name(),
				"Cannot lock '" + target.name() + "': locks do not exclude here; " + holder.toLockOwner().describe()
						+ " holds this one by its record '" + target.ownerFile()
						+ "' and lives, yet the system gave it to this process as well",
				"Let all processes use the directory by one path of one file system, not below and through a mount"
						+ " (FUSE, overlay), or set safeconfig.lock.strategy=lock-file. Never remove lock files."
						+ " If that process is not changing the file, for example because the directory is a copy,"
						+ " remove the record.",
				null);
		logger.atLevel(first ? Level.ERROR : Level.DEBUG).log("{}", refusal.getMessage());
		return refusal;
	}

	/**
	 * Whether the holder of a record holds its lock still, by all that can be told. In
	 * this process that is known for certain, except of another copy of these classes.
	 */
	boolean isAlive(OwnerRecord owner) {
		if (owner.left()) {
			return false;
		}
		return owner.process().equals(this.platform.self()) ? HolderRecord.isHeld(owner.nonce())
				: this.processes.isProvedAlive(owner.process(), this.platform.self());
	}

	/**
	 * Who holds a lock that is held. The kernel knows the process, the record knows the
	 * rest. A record that names another process than the kernel does, or one that has
	 * ended, is one that its holder left behind.
	 */
	@Nullable LockOwner of(LockTarget target, LockFamily family) {
		OwnerRecord owner = this.owners.find(target.ownerFile()).content();
		OptionalLong pid = pidOfHolder(target, family);
		if (pid.isPresent() && (owner == null || owner.process().pid() != pid.getAsLong())) {
			return LockOwner.ofPid(pid.getAsLong());
		}
		if (owner == null || owner.left() || isProvedGone(owner)) {
			return null;
		}
		return owner.toLockOwner();
	}

	/** Whether the process of a record has ended, beyond doubt. */
	boolean isProvedGone(OwnerRecord owner) {
		return this.processes.isProvedGone(owner.process(), this.platform.self());
	}

	/** Who left the record of a lock that nobody holds. */
	@Nullable LockOwner leftBy(LockTarget target) {
		OwnerRecord owner = this.owners.find(target.ownerFile()).content();
		return (owner != null) ? owner.toLockOwner() : null;
	}

	private OptionalLong pidOfHolder(LockTarget target, LockFamily family) {
		try {
			FileIdentity identity = this.lockFiles.identity(target.lockFile());
			return (identity != null) ? this.platform.locks().holderOf(target.lockFile(), identity, family)
					: OptionalLong.empty();
		}
		catch (IOException ex) {
			logger.debug("Cannot find out who holds {}", target.lockFile(), ex);
			return OptionalLong.empty();
		}
	}

}
