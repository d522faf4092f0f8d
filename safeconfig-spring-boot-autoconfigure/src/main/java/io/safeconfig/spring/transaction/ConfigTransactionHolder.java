package io.safeconfig.spring.transaction;

import java.time.Duration;
import java.util.Set;

import io.safeconfig.ConfigFileRepository;
import io.safeconfig.ConfigTransaction;
import io.safeconfig.ConfigTransactionOptions;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionTimedOutException;
import org.springframework.util.StringUtils;

/**
 * A transaction as it is bound to its thread. All who take part share the mark that it
 * must be rolled back.
 */
final class ConfigTransactionHolder {

	private final ConfigTransaction transaction;

	private final @Nullable Duration timeout;

	private final long start;

	private boolean rollbackOnly;

	private boolean prepared;

	private ConfigTransactionHolder(ConfigTransaction transaction, @Nullable Duration timeout, long start) {
		this.transaction = transaction;
		this.timeout = timeout;
		this.start = start;
	}

	static ConfigTransactionHolder begin(ConfigFileRepository repository, ConfigTransactionOptions options) {
		long start = System.nanoTime(); // so that this clock is never behind that of the
										// core
		return new ConfigTransactionHolder(repository.begin(options), options.timeout(), start);
	}

	static ConfigTransactionHolder begin(ConfigFileRepository repository, TransactionDefinition definition,
			int timeoutSeconds) {
		Set<String> files = (definition instanceof ConfigTransactionDefinition own) ? own.getFiles() : Set.of();
		Duration timeout = (timeoutSeconds != TransactionDefinition.TIMEOUT_DEFAULT)
				? Duration.ofSeconds(timeoutSeconds) : null;
		String name = definition.getName();
		String label = StringUtils.hasText(name) ? name : ConfigTransactionOptions.DEFAULT.label();
		return begin(repository, new ConfigTransactionOptions(files, definition.isReadOnly(), timeout, label));
	}

	ConfigTransaction transaction() {
		return this.transaction;
	}

	boolean isActive() {
		return this.transaction.isActive();
	}

	/**
	 * What a call of the repository is part of: nothing any more after the end, so that
	 * what runs after a commit sees and changes the files that are there.
	 */
	@Nullable ConfigTransaction forCall() {
		if (!isActive()) {
			return null;
		}
		if (this.prepared) {
			throw new IllegalStateException("The configuration files are already prepared for the commit of the"
					+ " surrounding transaction: use them before, or in a callback that runs earlier");
		}
		requireTime();
		return this.transaction;
	}

	void requireTime() {
		if (this.timeout != null && System.nanoTime() - this.start >= this.timeout.toNanos()) {
			throw new TransactionTimedOutException(
					"The transaction has taken longer than its timeout of " + this.timeout.toSeconds() + " s");
		}
	}

	void prepare() {
		if (!this.transaction.isReadOnly()) {
			this.transaction.prepare();
		}
		this.prepared = true;
	}

	boolean isRollbackOnly() {
		return this.rollbackOnly;
	}

	void setRollbackOnly() {
		this.rollbackOnly = true;
	}

	void resetRollbackOnly() {
		this.rollbackOnly = false;
	}

}
