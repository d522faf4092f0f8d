package io.safeconfig.store.file;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

import io.safeconfig.ConfigFileException;
import io.safeconfig.lock.LockActivity;
import io.safeconfig.os.KernelLocks;
import io.safeconfig.os.Platform;
import io.safeconfig.os.SystemErrors;
import io.safeconfig.store.file.LockStatus.State;

/**
 * Looks at many locks. One that cannot be looked at hides no other one, and is told.
 */
final class LockSurvey {

	/** As many as an operator can read. */
	private static final int PAGE = 1000;

	private final Platform platform;

	private final LockInspector inspector;

	private final LockActivity activity;

	private final LockNames names;

	private final LockRecords records;

	private final KernelHolds holds;

	LockSurvey(Platform platform, LockInspector inspector, LockActivity activity, LockNames names, LockRecords records,
			KernelHolds holds) {
		this.platform = platform;
		this.inspector = inspector;
		this.activity = activity;
		this.names = names;
		this.records = records;
		this.holds = holds;
	}

	/** Every lock that is held, waited for or left, however many lock files there are. */
	KnownLocks inUse() throws IOException {
		List<String> unseen = new ArrayList<>();
		NavigableSet<String> found = this.records.names(unseen);
		found.addAll(this.activity.inUse());
		KernelLocks kernel = this.platform.locks().read();
		found.addAll(this.holds.names(kernel, found));
		KnownLocks all = look(found, kernel, unseen);
		List<LockStatus> used = all.locks().stream().filter(LockSurvey::isInUse).toList();
		return new KnownLocks(used.size(), used, all.unseen());
	}

	private static boolean isInUse(LockStatus lock) {
		return lock.state() != State.FREE || !lock.waiters().isEmpty() || !lock.foreignHolders().isEmpty();
	}

	/** The first ones of all locks that are known of. */
	KnownLocks firstOfAll() throws IOException {
		NavigableSet<String> found = new TreeSet<>(this.names.find());
		List<String> unseen = new ArrayList<>();
		found.addAll(this.records.names(unseen));
		found.addAll(this.activity.names());
		KnownLocks first = look(found.stream().limit(PAGE).toList(), this.platform.locks().read(), unseen);
		return new KnownLocks(found.size(), first.locks(), first.unseen());
	}

	private KnownLocks look(Collection<String> found, KernelLocks kernel, List<String> unseen) {
		List<LockStatus> locks = new ArrayList<>();
		for (String name : found) {
			try {
				locks.add(this.inspector.of(name, kernel));
			}
			catch (IOException ex) {
				unseen.add("the lock of " + name + ": " + SystemErrors.reason(ex));
			}
			catch (ConfigFileException ex) {
				unseen.add("the lock of " + name + ": " + ex.problem());
			}
		}
		return new KnownLocks(locks.size(), locks, unseen);
	}

}
