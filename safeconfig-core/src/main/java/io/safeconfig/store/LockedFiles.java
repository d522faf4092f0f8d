package io.safeconfig.store;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Files that this caller alone may change until it closes this. For one thread.
 */
public interface LockedFiles extends AutoCloseable {

	/**
	 * Lock more files. Those that are locked already stay locked; after an exception
	 * nothing else is.
	 * @param names the names of the files; they need not exist
	 * @param timeout how long to wait where all of them come after the locked ones in the
	 * global order; zero tries once
	 * @param unorderedTimeout how long to wait otherwise, since such a wait may be part
	 * of a deadlock
	 */
	void add(Set<String> names, Duration timeout, Duration unorderedTimeout);

	/**
	 * The committed content of a locked file.
	 * @param name the name of the file
	 * @return the file, or empty if there is none
	 */
	Optional<StoredFile> read(String name);

	/**
	 * Make sure that what is there is as durable as a commit would have made it. Whoever
	 * wrote it may have died before it was, or may never have cared.
	 * @param name the name of a locked file that exists
	 */
	void makeDurable(String name);

	/**
	 * Bring a change of locked files to the point where hardly anything can prevent its
	 * commit any more: checked and durable, and visible to nobody. To be followed by
	 * {@link #commit(ChangeSet)} with the same changes, or dropped by {@link #close()}.
	 * @param changes what to change and what it stands on
	 * @return the conflict that prevents the commit, if there is one
	 */
	Optional<CommitResult.Conflict> prepare(ChangeSet changes);

	/**
	 * Commit a change of locked files, all or nothing.
	 * @param changes what to change and what it stands on
	 * @return committed, or the conflict with somebody who took no lock
	 */
	CommitResult commit(ChangeSet changes);

	/**
	 * Give all locks back. Never throws: what was committed stays committed. Idempotent.
	 */
	@Override
	void close();

}
