package io.safeconfig.spring.boot.actuate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import io.safeconfig.spring.monitor.StoreWatch;
import io.safeconfig.store.file.FileStoreMonitor;
import io.safeconfig.store.file.LockStatus;
import io.safeconfig.store.file.StoreStatus;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.annotation.ImportRuntimeHints;

/**
 * Health of a file store. Contention alone is never a trouble. It is down where changes
 * cannot be made or have gone wrong: the base directory cannot be used or does not
 * answer, a lock file was replaced under its holder, a lock keeps nobody out, a journal
 * cannot be carried out. Never waits for a lock, and for the file system not longer than
 * the watch does.
 */
@ImportRuntimeHints(SerializedTypes.class)
public final class SafeConfigHealthIndicator extends AbstractHealthIndicator {

	private static final int MOST_SHOWN = 20;

	private final FileStoreMonitor store;

	private final StoreWatch watch;

	private final ReportedStatus staleLock;

	private final ReportedStatus longHeldLock;

	/**
	 * Create an indicator.
	 * @param store the store
	 * @param watch checks it
	 * @param staleLock as what a stale lock is reported
	 * @param longHeldLock as what a lock is reported that is held for too long
	 */
	public SafeConfigHealthIndicator(FileStoreMonitor store, StoreWatch watch, ReportedStatus staleLock,
			ReportedStatus longHeldLock) {
		super("The check of the configuration files failed");
		this.store = store;
		this.watch = watch;
		this.staleLock = staleLock;
		this.longHeldLock = longHeldLock;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		builder.withDetail("heldLocks", this.store.heldLocks())
			.withDetail("waitingCallers", this.store.waitingCallers())
			.withDetail("probe", this.store.probe().describe());
		StoreWatch.Reading reading = this.watch.read();
		if (reading.hanging() != null) {
			builder.down()
				.withDetail("baseDirectory",
						"the file system has not answered for " + reading.hanging().toMillis() + " ms");
			return;
		}
		StoreStatus status = reading.status();
		if (status == null) {
			builder.unknown().withDetail("baseDirectory", "not checked yet");
			return;
		}
		builder.status(statusOf(status));
		describe(builder, status);
	}

	private Status statusOf(StoreStatus status) {
		if (status.problem() != null || !status.lostLocks().isEmpty() || !status.brokenLocks().isEmpty()
				|| !status.unrecoverableJournals().isEmpty()) {
			return Status.DOWN;
		}
		ReportedStatus worst = ReportedStatus.UP;
		if (!status.staleLocks().isEmpty()) {
			worst = worse(worst, this.staleLock);
		}
		if (!status.longHeldLocks().isEmpty()) {
			worst = worse(worst, this.longHeldLock);
		}
		if (!status.foreignLocks().isEmpty() || !status.isComplete() || !status.putAside().isEmpty()) {
			worst = worse(worst, ReportedStatus.WARNING);
		}
		return worst.status();
	}

	private static ReportedStatus worse(ReportedStatus one, ReportedStatus other) {
		return (one.compareTo(other) >= 0) ? one : other;
	}

	private static void describe(Health.Builder builder, StoreStatus status) {
		builder.withDetail("baseDirectory", (status.problem() != null) ? status.problem() : "usable");
		builder.withDetail("staleLocks", status.staleLocks().size());
		builder.withDetail("pendingJournals", status.pendingJournals());
		locks(builder, "stale", status.staleLocks());
		locks(builder, "heldLong", status.longHeldLocks());
		locks(builder, "lockedByOtherFamily", status.foreignLocks());
		names(builder, "lockFileReplaced", status.lostLocks());
		names(builder, "locksDoNotExclude", status.brokenLocks());
		List<String> journals = new ArrayList<>();
		status.unrecoverableJournals().forEach((journal) -> journals.add(journal.journal()));
		names(builder, "unrecoverableJournals", journals);
		names(builder, "putAside", status.putAside());
		names(builder, "unseen", status.unseen());
	}

	private static void locks(Health.Builder builder, String name, List<LockStatus> locks) {
		if (!locks.isEmpty()) {
			builder.withDetail(name, locks.stream().limit(MOST_SHOWN).map(LockDescriptor::of).toList());
			tellIfTruncated(builder, name, locks.size());
		}
	}

	private static void names(Health.Builder builder, String name, Collection<String> names) {
		if (!names.isEmpty()) {
			builder.withDetail(name, names.stream().sorted().limit(MOST_SHOWN).toList());
			tellIfTruncated(builder, name, names.size());
		}
	}

	/** A part must not be taken for the whole. */
	private static void tellIfTruncated(Health.Builder builder, String name, int total) {
		if (total > MOST_SHOWN) {
			builder.withDetail(name + "Total", total);
		}
	}

}
