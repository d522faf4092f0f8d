package io.safeconfig.store;

import java.time.Duration;
import java.util.Set;

/**
 * A store that can keep other writers out while a change is being worked out, so that a
 * contended change waits its turn and never has to be repeated. Commits are checked
 * against expected revisions all the same: not every writer takes a lock.
 */
public interface LockingConfigStore extends ConfigStore {

	/**
	 * Wait until this caller alone may change some files. All names are locked in one
	 * global order, or none is.
	 * @param names the names of the files; they need not exist
	 * @param timeout how long to wait for all of them together; zero tries once
	 * @param unorderedTimeout how long to wait instead where this thread has locked
	 * something already, since then the wait may be part of a deadlock
	 * @param operation what the caller is doing, for people: it completes a sentence that
	 * begins with "Cannot" and ends with the name of a file
	 * @return the locked files, to be closed on the same thread
	 */
	LockedFiles lock(Set<String> names, Duration timeout, Duration unorderedTimeout, String operation);

	/**
	 * As {@link #lock(Set, Duration, Duration, String)}, for who has locked nothing else.
	 * @param names the names of the files; they need not exist
	 * @param timeout how long to wait for all of them together; zero tries once
	 * @param operation what the caller is doing, for people: it completes a sentence that
	 * begins with "Cannot" and ends with the name of a file
	 * @return the locked files, to be closed on the same thread
	 */
	default LockedFiles lock(Set<String> names, Duration timeout, String operation) {
		return lock(names, timeout, timeout, operation);
	}

}
