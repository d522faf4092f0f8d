package io.safeconfig;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.safeconfig.store.ChangeSet;
import io.safeconfig.store.CommitResult;
import io.safeconfig.store.StoredFile;

/** The committed files as a transaction sees them, before its own changes. */
interface TransactionView {

	/**
	 * Make files part of the transaction. Those that are part of it already stay as they
	 * were seen. After an exception nothing has changed.
	 */
	void touch(Set<String> names);

	/** What was seen of each file that was touched, by name; empty for "no file". */
	Map<String, Optional<StoredFile>> seen();

	/** See {@link io.safeconfig.store.LockedFiles#makeDurable(String)}. */
	void makeDurable(String name);

	/** See {@link io.safeconfig.store.LockedFiles#prepare(ChangeSet)}. */
	Optional<CommitResult.Conflict> prepare(ChangeSet changes);

	CommitResult commit(ChangeSet changes);

	/** Give back what the transaction holds. Idempotent; never throws. */
	void close();

}
