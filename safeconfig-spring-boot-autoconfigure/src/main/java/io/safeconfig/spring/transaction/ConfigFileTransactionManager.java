package io.safeconfig.spring.transaction;

import io.safeconfig.ConfigFileException;
import io.safeconfig.ConfigFileRepository;
import io.safeconfig.TransactionTimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionTimedOutException;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.ReflectionUtils;

/**
 * A transaction manager for the files of one repository. The calls of that repository
 * join the current transaction if it is a view that {@link SpringTransactionScope} made;
 * all changes become visible at the commit, together.
 * <p>
 * <strong>All propagations</strong> are supported. The inner transaction of
 * {@code REQUIRES_NEW} cannot have a file that its suspended outer one has locked: that
 * is a {@link io.safeconfig.LockDeadlockException} at once. {@code NESTED} rolls back to
 * a savepoint and keeps its locks. Isolation is serializable, whatever level is asked
 * for. A read-only transaction refuses changes with {@link IllegalStateException}. The
 * name of the definition is what others see of a lock holder and the origin of a change;
 * a {@link ConfigTransactionDefinition} names files up front.
 * <p>
 * <strong>The timeout</strong> limits waits for locks, and is looked at by each call of
 * the repository and by the commit: {@link TransactionTimedOutException}. Once the commit
 * has begun it completes.
 * <p>
 * <strong>Errors.</strong> A {@link ConfigFileException} reaches the caller as it is.
 * After a commit that failed and changed nothing, synchronizations are told of a
 * rollback. Where it may have changed something, {@link ConfigFileException#state()}
 * tells, and synchronizations are told {@code STATUS_UNKNOWN}. In both cases the
 * transaction has ended and its locks are free.
 * <p>
 * Thread-safe once it is set up; a transaction belongs to the thread that began it. After
 * the commit, while its callbacks run, calls of the repository stand alone and a new
 * transaction can begin.
 */
public class ConfigFileTransactionManager extends AbstractPlatformTransactionManager {

	private final ConfigFileRepository repository;

	/** What transactions are bound to; without proxies, which look different each. */
	private final ConfigFileRepository key;

	private boolean joinsOthers;

	/**
	 * Create a manager.
	 * @param repository the repository, a view that {@link SpringTransactionScope} made
	 */
	public ConfigFileTransactionManager(ConfigFileRepository repository) {
		this.repository = repository;
		Object target = AopProxyUtils.ultimateSingletonTarget(repository);
		this.key = (target instanceof ConfigFileRepository view) ? view : repository;
		setNestedTransactionAllowed(true);
		setRollbackOnCommitFailure(true); // also what only timed out has ended
	}

	/**
	 * Whether a transaction of another manager counts as an existing one, in which
	 * {@code REQUIRED} takes part. To be set together with
	 * {@link SpringTransactionScope#joinOthers}.
	 * @param joinsOthers {@code false} unless set
	 */
	public final void setJoinsOthers(boolean joinsOthers) {
		this.joinsOthers = joinsOthers;
	}

	boolean joinsOthers() {
		return this.joinsOthers;
	}

	final ConfigFileRepository repository() {
		return this.repository;
	}

	@Override
	protected Object doGetTransaction() {
		if (this.joinsOthers) {
			OuterTransactions.join(this.key);
		}
		return new ConfigTransactionObject(
				(ConfigTransactionHolder) TransactionSynchronizationManager.getResource(this.key));
	}

	@Override
	protected boolean isExistingTransaction(Object transaction) {
		return ((ConfigTransactionObject) transaction).isExisting();
	}

	@Override
	protected void doBegin(Object transaction, TransactionDefinition definition) {
		ConfigTransactionHolder holder = ConfigTransactionHolder.begin(this.repository, definition,
				determineTimeout(definition));
		ConfigTransactionObject object = (ConfigTransactionObject) transaction;
		object.setHolder(holder);
		object.setDisplaced(TransactionSynchronizationManager.unbindResourceIfPossible(this.key));
		TransactionSynchronizationManager.bindResource(this.key, holder);
	}

	@Override
	protected Object doSuspend(Object transaction) {
		((ConfigTransactionObject) transaction).setHolder(null);
		return TransactionSynchronizationManager.unbindResource(this.key);
	}

	@Override
	protected void doResume(@Nullable Object transaction, Object suspendedResources) {
		TransactionSynchronizationManager.bindResource(this.key, suspendedResources);
	}

	@Override
	protected void doCommit(DefaultTransactionStatus status) {
		ConfigTransactionObject object = (ConfigTransactionObject) status.getTransaction();
		ConfigTransactionHolder holder = object.holder();
		holder.requireTime();
		try {
			holder.transaction().commit();
			object.setCommitted();
		}
		catch (TransactionTimeoutException ex) {
			throw new TransactionTimedOutException(ex.problem(), ex);
		}
		catch (RuntimeException | Error ex) {
			boolean nothingChanged = holder.isActive()
					|| (ex instanceof ConfigFileException known && known.isRetrySafe());
			if (!nothingChanged) {
				object.setDoubtfulCommit(ex);
			}
			throw ex;
		}
	}

	/**
	 * Also called after a failed commit. If that may have changed something, it is thrown
	 * once more: this makes Spring report an unknown outcome, and not a rollback.
	 */
	@Override
	protected void doRollback(DefaultTransactionStatus status) {
		ConfigTransactionObject object = (ConfigTransactionObject) status.getTransaction();
		Throwable doubtfulCommit = object.doubtfulCommit();
		if (doubtfulCommit != null) {
			ReflectionUtils.rethrowRuntimeException(doubtfulCommit);
		}
		object.holder().transaction().rollback();
	}

	@Override
	protected void doSetRollbackOnly(DefaultTransactionStatus status) {
		((ConfigTransactionObject) status.getTransaction()).holder().setRollbackOnly();
	}

	@Override
	protected void doCleanupAfterCompletion(Object transaction) {
		ConfigTransactionObject object = (ConfigTransactionObject) transaction;
		TransactionSynchronizationManager.unbindResource(this.key);
		object.holder().transaction().close();
		if (object.displaced() != null) {
			TransactionSynchronizationManager.bindResource(this.key, object.displaced());
		}
	}

}
