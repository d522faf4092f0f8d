package io.safeconfig.store.file;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * How a store was at one moment. The lists are complete, or {@code unseen} tells what is
 * missing.
 *
 * @param problem why the base directory cannot be used; {@code null} if it can
 * @param staleLocks the locks whose holders are gone and left their records
 * @param longHeldLocks the locks that have been held for longer than the hold warning
 * @param foreignLocks the locks of which a process holds the other family
 * @param lostLocks the files whose lock file was removed or replaced while this process
 * held it, and that have not been changed since
 * @param brokenLocks the files whose locks exclude nobody: this process can take them, or
 * was given them and refused, while a holder lives
 * @param unrecoverableJournals the journals that people have to look at
 * @param pendingJournals how many commits of several files are under way or left
 * @param unseen what could not be looked at and why, a line each; empty if everything was
 * @param putAside the files beside configuration files that hold what somebody without a
 * lock wrote too late, as far as this process has put it there and they still exist;
 * relative to the base directory
 */
public record StoreStatus(@Nullable String problem, List<LockStatus> staleLocks, List<LockStatus> longHeldLocks,
		List<LockStatus> foreignLocks, Set<String> lostLocks, Set<String> brokenLocks,
		List<JournalStatus> unrecoverableJournals, int pendingJournals, List<String> unseen, List<String> putAside) {

	/**
	 * Create a status.
	 */
	public StoreStatus {
		staleLocks = List.copyOf(staleLocks);
		longHeldLocks = List.copyOf(longHeldLocks);
		foreignLocks = List.copyOf(foreignLocks);
		lostLocks = Set.copyOf(lostLocks);
		brokenLocks = Set.copyOf(brokenLocks);
		unrecoverableJournals = List.copyOf(unrecoverableJournals);
		unseen = List.copyOf(unseen);
		putAside = List.copyOf(putAside);
	}

	/**
	 * Whether everything could be looked at.
	 * @return {@code false} if there may be more than is listed
	 */
	public boolean isComplete() {
		return this.unseen.isEmpty();
	}

}
