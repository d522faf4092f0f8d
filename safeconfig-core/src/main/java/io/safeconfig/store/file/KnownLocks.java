package io.safeconfig.store.file;

import java.util.List;

/**
 * Locks at one moment, and how far that is all of them.
 *
 * @param total how many there are
 * @param locks those that were looked at, by name
 * @param unseen those that could not be looked at and why, a line each
 */
public record KnownLocks(int total, List<LockStatus> locks, List<String> unseen) {

	/**
	 * Create a list.
	 */
	public KnownLocks {
		locks = List.copyOf(locks);
		unseen = List.copyOf(unseen);
	}

	/**
	 * Whether there are more locks than those that were looked at.
	 * @return {@code true} if the list is a part
	 */
	public boolean isTruncated() {
		return this.total > this.locks.size();
	}

}
