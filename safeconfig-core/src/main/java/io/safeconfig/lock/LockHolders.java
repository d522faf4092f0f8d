package io.safeconfig.lock;

import java.io.IOException;
import java.util.OptionalLong;

import io.safeconfig.LockOwner;
import io.safeconfig.lock.OwnerRecords.Found;
import io.safeconfig.lock.OwnerRecords.Presence;
import io.safeconfig.os.FileIdentity;
import io.safeconfig.os.LockFamily;
import io.safeconfig.os.Platform;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells people who holds a lock: leaves the record of a holder, and finds out. */
final class LockHolders {

	private static final Logger logger = LoggerFactory.getLogger(LockHolders.class);

	/** The owner whose record cannot be read. */
	private static final LockOwner UNKNOWN = LockOwner.ofPid(0);

	private final Platform platform;

	private final @Nullable String application;

	private final LockActivity activity;

	private final LockFiles lockFiles;

	private final OwnerRecords owners;

	LockHolders(Platform platform, @Nullable String application, LockActivity activity, LockFiles lockFiles,
			OwnerRecords owners) {
		this.platform = platform;
		this.application = application;
		this.activity = activity;
		this.lockFiles = lockFiles;
		this.owners = owners;
	}

	/**
	 * Leave a record for others, unless one lies there already: its holder is gone, since
	 * it would have removed it before it released the lock that we hold now. That one
	 * stays until what its holder left is cleared up, so that it is not forgotten if we
	 * die before.
	 * @return whether such a record was found
	 */
	boolean claim(LockTarget target, String operation) {
		Found found = this.owners.find(target.ownerFile());
		if (found.presence() == Presence.NONE) {
			record(target, operation, false);
			return false;
		}
		LockOwner previous = (found.content() != null) ? found.content().toLockOwner() : UNKNOWN;
		logger.warn("Took over the lock of {} from a holder that is gone: {}", target.name(), previous.describe());
		this.activity.recovered(target.name(), previous);
		return true;
	}

	/** Leave a record in the place of one whose holder is gone. */
	void replace(LockTarget target, String operation) {
		record(target, operation, true);
	}

	private void record(LockTarget target, String operation, boolean present) {
		this.owners.write(
				target.ownerFile(), new OwnerRecord(this.platform.self(), this.platform.nonces().get(),
						this.application, Thread.currentThread().getName(), operation, this.platform.clock().instant()),
				present);
	}

	/**
	 * The kernel knows the process, the record knows the rest. A record that names
	 * another process than the kernel does is one that its holder left behind.
	 */
	@Nullable LockOwner of(LockTarget target, LockFamily family) {
		OwnerRecord owner = this.owners.find(target.ownerFile()).content();
		OptionalLong pid = pidOfHolder(target, family);
		if (pid.isPresent() && (owner == null || owner.process().pid() != pid.getAsLong())) {
			return LockOwner.ofPid(pid.getAsLong());
		}
		return (owner != null) ? owner.toLockOwner() : null;
	}

	private OptionalLong pidOfHolder(LockTarget target, LockFamily family) {
		try {
			FileIdentity identity = this.lockFiles.identity(target.lockFile());
			return (identity != null) ? this.platform.locks().holderOf(identity, family) : OptionalLong.empty();
		}
		catch (IOException ex) {
			logger.debug("Cannot find out who holds {}", target.lockFile(), ex);
			return OptionalLong.empty();
		}
	}

}
