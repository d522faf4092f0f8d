package io.safeconfig.spring.transaction;

import io.safeconfig.ConfigFileRepository;
import io.safeconfig.ConfigTransaction;
import io.safeconfig.TransactionScope;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Makes the calls of a repository part of the transaction that Spring's current
 * transaction is, as a {@code JdbcTemplate} does with its connection. Thread-safe.
 *
 * <pre class="code">
 * ConfigFileRepository configFiles = SpringTransactionScope.join(ConfigFileRepository.using(store));
 * ConfigFileTransactionManager manager = new ConfigFileTransactionManager(configFiles);
 * </pre>
 *
 * The manager must be made with the view that {@code join} returned: that is how the two
 * find each other. With Spring Boot every {@link ConfigFileRepository} bean is such a
 * view already.
 * <p>
 * Outside of a transaction, after its end, where it is suspended, and in a transaction of
 * another manager, each change is committed by itself. A call past the timeout of the
 * transaction throws
 * {@link org.springframework.transaction.TransactionTimedOutException}.
 */
public final class SpringTransactionScope implements TransactionScope {

	private final boolean joinsOthers;

	/** What transactions are bound to: no other repository has this view. */
	private volatile @Nullable ConfigFileRepository view;

	private SpringTransactionScope(boolean joinsOthers) {
		this.joinsOthers = joinsOthers;
	}

	/**
	 * A view of a repository whose calls join the transactions of a
	 * {@link ConfigFileTransactionManager} that is made with the view.
	 * @param repository the repository
	 * @return the view; the repository itself if it cannot join
	 */
	public static ConfigFileRepository join(ConfigFileRepository repository) {
		return join(repository, new SpringTransactionScope(false));
	}

	/**
	 * As {@link #join}; and where another manager has a transaction, such as one of a
	 * database, the calls are bound to that: nothing is visible before it has committed.
	 * Its files are made durable beside their old content when everything else is ready
	 * for the commit, and replaced right after it, before other callbacks run. They are
	 * dropped when it rolls back, when its outcome is unknown, and to a savepoint with
	 * it. A read-only transaction makes them read-only. Where a part that works on files
	 * has failed, the commit is refused with an {@link IllegalStateException} and the
	 * whole transaction rolls back.
	 * <p>
	 * <strong>A window remains</strong> between the two commits. If the process dies
	 * there, or the replacement fails, the other manager has committed and the files are
	 * as they were. An exception of the replacement reaches the caller of the
	 * transaction, as every exception after a commit does. A first call from within a
	 * {@code beforeCommit} or {@code afterCommit} callback comes too late to be made
	 * durable before.
	 * <p>
	 * The transaction must begin and end on one thread. Its timeout does not limit waits
	 * for locks. Calls between the preparation of the files and the commit, from late
	 * {@code beforeCommit} callbacks, throw {@link IllegalStateException}.
	 * @param repository the repository
	 * @return the view; the repository itself if it cannot join
	 */
	public static ConfigFileRepository joinOthers(ConfigFileRepository repository) {
		return join(repository, new SpringTransactionScope(true));
	}

	private static ConfigFileRepository join(ConfigFileRepository repository, SpringTransactionScope scope) {
		ConfigFileRepository view = repository.joining(scope);
		scope.view = view;
		return view;
	}

	@Override
	public @Nullable ConfigTransaction current() {
		ConfigFileRepository key = this.view;
		if (key == null) {
			return null;
		}
		if (this.joinsOthers) {
			OuterTransactions.join(key);
		}
		ConfigTransactionHolder holder = (ConfigTransactionHolder) TransactionSynchronizationManager.getResource(key);
		return (holder != null) ? holder.forCall() : null;
	}

}
