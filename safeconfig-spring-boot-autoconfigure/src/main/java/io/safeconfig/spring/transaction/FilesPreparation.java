package io.safeconfig.spring.transaction;

import java.util.IdentityHashMap;

import io.safeconfig.ConfigFileRepository;
import io.safeconfig.ConfigSavepoint;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Follows the transaction of another manager until its commit. Comes last, so that what
 * other callbacks do to the files before the commit is prepared too.
 */
final class FilesPreparation implements TransactionSynchronization {

	private final ConfigFileRepository key;

	private final ConfigTransactionHolder holder;

	private final ConfigSavepoint beginning;

	private final IdentityHashMap<Object, ConfigSavepoint> savepoints = new IdentityHashMap<>();

	FilesPreparation(ConfigFileRepository key, ConfigTransactionHolder holder) {
		this.key = key;
		this.holder = holder;
		this.beginning = holder.transaction().createSavepoint();
	}

	@Override
	public void suspend() {
		TransactionSynchronizationManager.unbindResourceIfPossible(this.key);
	}

	@Override
	public void resume() {
		if (!TransactionSynchronizationManager.hasResource(this.key)) {
			TransactionSynchronizationManager.bindResource(this.key, this.holder);
		}
	}

	@Override
	public void savepoint(Object savepoint) {
		this.savepoints.put(savepoint, this.holder.transaction().createSavepoint());
	}

	/** A savepoint that is unknown is older than the first use of a file. */
	@Override
	public void savepointRollback(Object savepoint) {
		this.holder.transaction().rollbackTo(this.savepoints.getOrDefault(savepoint, this.beginning));
		this.holder.resetRollbackOnly();
	}

	/**
	 * Throws no {@code TransactionException}: after one of these, many managers neither
	 * commit nor roll back, and the driver of the database may then commit.
	 */
	@Override
	public void beforeCommit(boolean readOnly) {
		if (this.holder.isRollbackOnly()) {
			throw new IllegalStateException(
					"The transaction is rolled back because a part of it that uses configuration files has failed");
		}
		this.holder.prepare();
	}

}
