package io.safeconfig.spring.transaction;

import io.safeconfig.ConfigFileRepository;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Ends what {@link FilesPreparation} prepared. Comes first, so that the window after the
 * other commit is short and other callbacks see the new files.
 */
final class FilesReplacement implements TransactionSynchronization {

	private static final Logger logger = LoggerFactory.getLogger(FilesReplacement.class);

	private final ConfigFileRepository key;

	private final ConfigTransactionHolder holder;

	FilesReplacement(ConfigFileRepository key, ConfigTransactionHolder holder) {
		this.key = key;
		this.holder = holder;
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	@Override
	public void afterCommit() {
		this.holder.transaction().commit();
	}

	@Override
	public void afterCompletion(int status) {
		TransactionSynchronizationManager.unbindResourceIfPossible(this.key);
		if (!this.holder.isActive()) {
			return;
		}
		if (status == STATUS_COMMITTED) { // a callback before this one has failed
			this.holder.transaction().commit();
			return;
		}
		this.holder.transaction().rollback();
		if (status == STATUS_UNKNOWN) {
			logger.warn("The outcome of a transaction is unknown; the configuration files that were bound to it"
					+ " are as they were: {}", this.holder.transaction());
		}
	}

}
