package io.safeconfig.store.file;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import io.safeconfig.LockListener;
import io.safeconfig.LockStrategy;
import io.safeconfig.LockTimeoutException;
import io.safeconfig.lock.LockActivity;

/**
 * What an operator wants to know of a {@link FileConfigStore}. Counters and numbers never
 * go to the file system; the other methods do and block as long as that does. None waits
 * for a lock but {@link #clearStaleLock}, for a moment; to find out whether a lock is
 * held, it may be taken for an instant. Nothing here tells the content of a file. The
 * {@linkplain FileConfigStoreBuilder#linkTargets directories to which links may lead} are
 * part of everything but the {@linkplain #probe() probe}; the locks of their files go by
 * absolute paths. Thread-safe.
 */
public final class FileStoreMonitor {

	/** Longer than somebody who looks at the lock has it. */
	private static final Duration CLEARING_PATIENCE = Duration.ofMillis(100);

	private final StoreParts parts;

	private final LockActivity activity;

	private final ReadCounts reads;

	private final LockInspector locks;

	private final LockSurvey survey;

	private final JournalInspector journals;

	private final StoreCheck check;

	private final Recovery recovery;

	private final ProbeReport probed;

	private final LinkedMonitors linked;

	FileStoreMonitor(StoreParts parts, LockActivity activity, ReadCounts reads, LockInspector locks, LockSurvey survey,
			Recovery recovery, ProbeReport probed, LinkTargets links) {
		this.linked = new LinkedMonitors(links);
		this.parts = parts;
		this.activity = activity;
		this.reads = reads;
		this.locks = locks;
		this.survey = survey;
		this.recovery = recovery;
		this.probed = probed;
		this.journals = new JournalInspector(parts.platform().files(), parts.journals(), recovery, parts.recoveries());
		this.check = new StoreCheck(parts, survey, this.journals, activity);
	}

	/**
	 * Let somebody hear of every lock from now on.
	 * @param listener the listener
	 */
	public void addListener(LockListener listener) {
		this.activity.addListener(listener);
		this.linked.each((monitor) -> monitor.addListener(listener));
	}

	/**
	 * Let somebody hear no more.
	 * @param listener the listener
	 */
	public void removeListener(LockListener listener) {
		this.activity.removeListener(listener);
		this.linked.each((monitor) -> monitor.removeListener(listener));
	}

	/**
	 * How many locks this process holds.
	 * @return the number now
	 */
	public int heldLocks() {
		return (int) this.linked.sum(this.activity.held(), FileStoreMonitor::heldLocks);
	}

	/**
	 * How long this process has held the lock that it has held the longest, of those that
	 * it holds now.
	 * @return the time up to now; zero if it holds none
	 */
	public Duration longestHold() {
		return Duration.ofNanos(
				this.linked.most(this.activity.longestHold().toNanos(), (monitor) -> monitor.longestHold().toNanos()));
	}

	/**
	 * How many callers of this process wait for a lock.
	 * @return the number now
	 */
	public int waitingCallers() {
		return (int) this.linked.sum(this.activity.waiting(), FileStoreMonitor::waitingCallers);
	}

	/**
	 * What became of all waits for locks.
	 * @return the counts since the store was opened
	 */
	public LockCounts lockCounts() {
		return this.linked.add(LockCounts.of(this.activity.totals()));
	}

	/**
	 * How many journals of processes that were gone ended in this way.
	 * @param result what became of them
	 * @return the number since the store was opened
	 */
	public long recoveries(RecoveryResult result) {
		return this.linked.sum(this.parts.recoveries().count(result), (monitor) -> monitor.recoveries(result));
	}

	/**
	 * How many reads were answered without reading the file, after a look at it.
	 * @return the number since the store was opened
	 */
	public long readsFromCache() {
		return this.linked.sum(this.reads.fromCache(), FileStoreMonitor::readsFromCache);
	}

	/**
	 * How many reads read the file.
	 * @return the number since the store was opened
	 */
	public long readsFromDisk() {
		return this.linked.sum(this.reads.fromDisk(), FileStoreMonitor::readsFromDisk);
	}

	/**
	 * The first of all locks that are known of: of files that somebody has locked at some
	 * time.
	 * @return at most 1,000, by name
	 * @throws io.safeconfig.ConfigStorageException if the file system refuses
	 */
	public List<LockStatus> locks() {
		return knownLocks().locks();
	}

	/**
	 * The same, with the number of all.
	 * @return at most 1,000, by name, and how many there are
	 * @throws io.safeconfig.ConfigStorageException if the file system refuses
	 */
	public KnownLocks knownLocks() {
		return this.linked.addLocks(this.parts.ground().look("look at the locks", "", this.survey::firstOfAll),
				FileStoreMonitor::knownLocks);
	}

	/**
	 * Every lock that is held, waited for, left by a holder that is gone, or held in the
	 * other family. Costs about one listing of the directory of lock files, however many
	 * of them there are. A lock that only a program without SafeConfig has may take a
	 * minute to appear, and one call more for each 10,000 lock files.
	 * @return all of them, by name
	 * @throws io.safeconfig.ConfigStorageException if the file system refuses
	 */
	public KnownLocks locksInUse() {
		return this.linked.addLocks(this.parts.ground().look("look at the locks", "", this.survey::inUse),
				FileStoreMonitor::locksInUse);
	}

	/**
	 * The lock of one file.
	 * @param name the name of the file, which need not exist
	 * @return what is known of it
	 * @throws io.safeconfig.InvalidConfigNameException if the name is not one of a
	 * configuration file
	 * @throws io.safeconfig.ConfigStorageException if the file system refuses
	 */
	public LockStatus lock(String name) {
		LinkedMonitors.Linked elsewhere = this.linked.find(name, "look at the lock of");
		if (elsewhere != null) {
			return elsewhere.monitor().lock(elsewhere.name()).withFileName(elsewhere.path());
		}
		return this.parts.ground().look("look at the lock of", name, () -> this.locks.of(name));
	}

	/**
	 * All journals of commits of several files. Those of processes that are gone are
	 * finished first, if that is possible at once and the store does not only read.
	 * @return those of commits under way, those left by processes that are gone, and
	 * those put aside
	 * @throws io.safeconfig.ConfigStorageException if the file system refuses
	 */
	public List<JournalStatus> journals() {
		return this.linked.add(this.parts.ground().look("look at the journals", "", this.journals::all),
				FileStoreMonitor::journals);
	}

	/**
	 * What the check found out when the store was opened.
	 * @return the report
	 */
	public ProbeReport probe() {
		return this.probed;
	}

	/**
	 * Whether the store is well, as far as that can be seen. Finishes commits of
	 * processes that are gone, if that is possible at once, as reading does; a store that
	 * only reads does not. Also logs, once for each file, a lock of the other family on
	 * its lock file.
	 * @return how it is now
	 */
	public StoreStatus check() {
		return this.linked.addStatus(this.check.run());
	}

	/**
	 * Take over a stale lock now, finish what its holder left, and remove its record. A
	 * lock that is held is never touched.
	 * @param name the name of the file
	 * @return whether there was a stale lock
	 * @throws io.safeconfig.LockTimeoutException if somebody holds the lock: nothing was
	 * done
	 * @throws io.safeconfig.ConfigStorageException if the file system refuses, if the
	 * holder lives although its lock can be taken, or if the store only reads
	 */
	public boolean clearStaleLock(String name) {
		ReadOnlyOpening.requireWritable(this.parts.options(), "clear the lock of", name);
		LinkedMonitors.Linked elsewhere = this.linked.find(name, "clear the lock of");
		if (elsewhere != null) {
			return elsewhere.monitor().clearStaleLock(elsewhere.name());
		}
		LockStatus known = lock(name);
		if (known.state() == LockStatus.State.FREE) {
			return false; // and no lock file is left of the attempt
		}
		if (known.state() == LockStatus.State.HELD && this.parts.options().lockStrategy() == LockStrategy.NONE) {
			// nothing else would refuse it
			throw new LockTimeoutException(name, "clear the lock of", Duration.ZERO, known.holder());
		}
		SessionLocks session = new SessionLocks(this.parts, this.recovery, "clear the lock of");
		session.add(Set.of(name), CLEARING_PATIENCE, CLEARING_PATIENCE);
		try {
			return session.isRecovered();
		}
		finally {
			session.release();
		}
	}

}
