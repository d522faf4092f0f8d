package io.safeconfig;

import java.time.Duration;

import io.safeconfig.store.ConfigStore;

/**
 * Reads and changes configuration files by name, together with other threads, other
 * processes and people with editors.
 * <p>
 * <strong>Reading</strong> takes no lock, never waits for a writer and never sees half of
 * a change. What is returned was committed, and is at least as new as every change that
 * had returned, in any process on this machine, when the read began.
 * <p>
 * <strong>Changing</strong> waits for the lock of the file, at most for the lock timeout.
 * A method that returned has the change on disk, whole and exactly once. One that threw a
 * {@link ConfigFileException} has changed nothing unless
 * {@link ConfigFileException#state()} says otherwise; one that threw something else, from
 * the caller's own function, has changed nothing. A change that leaves the content as it
 * was writes nothing. What no lock holder may do is overwrite an edit that it did not
 * read: a change made by hand between read and commit is a
 * {@link ConfigConflictException}.
 * <p>
 * <strong>Changing several files together</strong> is a {@link ConfigTransaction}, see
 * {@link #begin()}.
 * <p>
 * All methods are thread-safe. Methods that change also throw
 * {@link LockTimeoutException}, {@link LockInterruptedException},
 * {@link LockDeadlockException}, {@link LockLostException} and
 * {@link CommitOutcomeUnknownException}. An interrupt ends only the wait for a lock: a
 * change that has its lock completes, and the flag stays set.
 */
public interface ConfigFileRepository extends ConfigFileOperations, AutoCloseable {

	/** How long a change waits for the lock of its file unless told otherwise. */
	Duration DEFAULT_LOCK_TIMEOUT = Duration.ofSeconds(10);

	/**
	 * How long a transaction waits for a lock out of the common order unless told
	 * otherwise.
	 */
	Duration DEFAULT_DEADLOCK_TIMEOUT = Duration.ofSeconds(1);

	/**
	 * A repository over a store, with all defaults.
	 * @param store where the files live; closed together with the repository
	 * @return the repository
	 */
	static ConfigFileRepository using(ConfigStore store) {
		return builder(store).build();
	}

	/**
	 * A repository over a store.
	 * @param store where the files live; closed together with the repository
	 * @param lockTimeout how long a change waits for the lock of its file; zero tries
	 * once
	 * @return the repository
	 * @throws IllegalArgumentException if the timeout is negative
	 */
	static ConfigFileRepository using(ConfigStore store, Duration lockTimeout) {
		return builder(store).lockTimeout(lockTimeout).build();
	}

	/**
	 * Prepare a repository with settings of its own.
	 * @param store where the files live; closed together with the repository
	 * @return a builder
	 */
	static ConfigFileRepositoryBuilder builder(ConfigStore store) {
		return new ConfigFileRepositoryBuilder(store);
	}

	/**
	 * Begin a transaction with all defaults: it may change files, and locks each when it
	 * is first touched.
	 * @return the transaction, to be committed, and to be closed in any case
	 */
	default ConfigTransaction begin() {
		return begin(ConfigTransactionOptions.DEFAULT);
	}

	/**
	 * Begin a transaction. It belongs to the calling thread. Another one that is already
	 * open on this thread goes on beside it and is not joined; a file that it has locked
	 * is a {@link LockDeadlockException} at once.
	 * @param options what the transaction will do
	 * @return the transaction, to be committed, and to be closed in any case
	 * @throws LockTimeoutException if a file that the options name is locked by others
	 * for the whole of the lock timeout; no transaction was begun then
	 */
	ConfigTransaction begin(ConfigTransactionOptions options);

	/**
	 * A view of this repository whose calls become part of a transaction wherever there
	 * is a current one, and are committed one by one elsewhere. For frameworks that know
	 * what the current transaction is. {@link #begin(ConfigTransactionOptions)} of the
	 * view begins a new transaction all the same.
	 * @param scope tells the current transaction
	 * @return the view; {@code this} if the implementation cannot join
	 */
	default ConfigFileRepository joining(TransactionScope scope) {
		return this;
	}

	/**
	 * Give back what is held open. Idempotent. The repository must not be used any more.
	 */
	@Override
	void close();

}
