package io.safeconfig.spring.transaction;

import io.safeconfig.ConfigFileRepository;
import io.safeconfig.ConfigTransactionOptions;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.StringUtils;

/** Binds file transactions to transactions of other managers. */
final class OuterTransactions {

	private OuterTransactions() {
	}

	/**
	 * Begin a file transaction in the current transaction of another manager, unless
	 * there is one already or no such transaction.
	 */
	static void join(ConfigFileRepository repository) {
		if (TransactionSynchronizationManager.hasResource(repository)
				|| !TransactionSynchronizationManager.isActualTransactionActive()
				|| !TransactionSynchronizationManager.isSynchronizationActive()) {
			return;
		}
		ConfigTransactionHolder holder = ConfigTransactionHolder.begin(repository, options());
		TransactionSynchronizationManager.bindResource(repository, holder);
		TransactionSynchronizationManager.registerSynchronization(new FilesPreparation(repository, holder));
		TransactionSynchronizationManager.registerSynchronization(new FilesReplacement(repository, holder));
	}

	private static ConfigTransactionOptions options() {
		ConfigTransactionOptions options = ConfigTransactionOptions.DEFAULT;
		String name = TransactionSynchronizationManager.getCurrentTransactionName();
		if (StringUtils.hasText(name)) {
			options = options.withLabel(name);
		}
		return TransactionSynchronizationManager.isCurrentTransactionReadOnly() ? options.asReadOnly() : options;
	}

}
