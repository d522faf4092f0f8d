package io.safeconfig.store;

import java.util.Optional;

/**
 * Files that this caller alone may change until it closes this. For one thread.
 */
public interface LockedFiles extends AutoCloseable {

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
