package io.safeconfig;

/**
 * Reads and changes of any number of files that are committed together: all of them or
 * none, across processes and crashes. Begun by {@link ConfigFileRepository#begin()};
 * closing it before it is committed drops its changes.
 *
 * <pre class="code">
 * try (ConfigTransaction transaction = configFiles.begin()) {
 *     transaction.update("a.properties", (document) -&gt; document.set("limit", 1));
 *     transaction.update("b.properties", (document) -&gt; document.set("limit", 2));
 *     transaction.commit();
 * }
 * </pre>
 *
 * <strong>Isolation</strong> is serializable. A transaction sees its own changes, and of
 * each other transaction everything or nothing. A file is locked for the transaction when
 * it is first read or changed, and stays locked to the end, so that nobody who takes
 * locks can change what it has read. The files that {@link ConfigFileOperations#list()}
 * names are not locked by that. A read-only transaction locks nothing and keeps nobody
 * waiting: it sees its files as they were together at one moment, and fails with a
 * {@link ConfigConflictException} where a file that it has read was changed before it
 * reads another one; the files that its options name are read at its beginning, all
 * together. Over a store without locks every transaction reads in that way, and a change
 * by others of what it has read is a conflict at its commit.
 * <p>
 * <strong>Locks and deadlocks.</strong> Files that the options name are locked at the
 * beginning in the order that all transactions use. A file that is touched later and
 * comes before one of the locked files in that order, or that is touched while this
 * thread has files locked in another transaction, is waited for only for the deadlock
 * timeout; a circle of waits among the threads of this JVM is found at once. Either is a
 * {@link LockDeadlockException}: roll back and repeat the transaction.
 * <p>
 * <strong>After an exception</strong> from a read or a change the transaction is as it
 * was before the call, and may go on. After an exception from {@link #commit()} it has
 * ended, and {@link ConfigFileException#state()} tells what is true of all its files.
 * Somebody who takes no lock may have changed a file that the transaction read or
 * changed: that is a {@link ConfigConflictException} at the commit.
 * <p>
 * Not thread-safe: it belongs to the thread that began it, and throws
 * {@link IllegalStateException} on others, and after its end.
 */
public interface ConfigTransaction extends ConfigFileOperations, AutoCloseable {

	/**
	 * Whether changes are refused.
	 * @return {@code true} if the transaction only reads
	 */
	boolean isReadOnly();

	/**
	 * Whether the transaction has neither been committed nor rolled back.
	 * @return {@code true} while it can be used
	 */
	boolean isActive();

	/**
	 * Remember the changes made so far. Savepoints that are not used any more need not be
	 * given back.
	 * @return the savepoint
	 */
	ConfigSavepoint createSavepoint();

	/**
	 * Drop every change made since a savepoint. Locks are kept. The savepoint stays
	 * usable; those made after it do not.
	 * @param savepoint a savepoint of this transaction
	 * @throws IllegalArgumentException if it is not, or is not usable any more
	 */
	void rollbackTo(ConfigSavepoint savepoint);

	/**
	 * Bring the commit to the point where hardly anything can prevent it any more: what
	 * was read and changed is checked, and the new content is durable beside its files
	 * and visible to nobody. For those who coordinate a transaction with others; to be
	 * followed by {@link #commit()} or {@link #rollback()}. After an exception the
	 * transaction is as it was before the call. Changes made afterwards are committed
	 * too, and make the preparation void.
	 * @throws ConfigConflictException if a file that the transaction read or changed was
	 * changed by somebody who takes no lock
	 * @throws TransactionTimeoutException if the timeout of the transaction has passed
	 */
	void prepare();

	/**
	 * Make the changes permanent: on disk as far as the store was told to wait for it,
	 * all of them, and visible to others. The transaction ends, whether this returns or
	 * throws.
	 * @throws ConfigConflictException if a file that the transaction read or changed was
	 * changed by somebody who takes no lock; nothing was changed
	 * @throws TransactionTimeoutException if the timeout of the transaction has passed;
	 * nothing was changed
	 * @throws CommitOutcomeUnknownException if the change is in effect, or may be, but
	 * the system did not promise that it survives a power failure, or the change is
	 * committed and some files are still to be replaced; whoever opens or locks them next
	 * does that first, and no reader of SafeConfig sees less
	 */
	void commit();

	/**
	 * Drop all changes and end the transaction. Nothing was ever visible to others. Does
	 * nothing if the transaction has ended. Allowed on any thread.
	 */
	void rollback();

	/**
	 * As {@link #rollback()}. Does nothing after a commit.
	 */
	@Override
	default void close() {
		rollback();
	}

}
