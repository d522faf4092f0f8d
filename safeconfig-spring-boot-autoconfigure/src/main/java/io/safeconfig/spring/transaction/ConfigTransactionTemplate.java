package io.safeconfig.spring.transaction;

import java.util.Set;
import java.util.TreeSet;

import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A {@link TransactionTemplate} that can name files up front. Also usable as the
 * definition that {@link PlatformTransactionManager#getTransaction} takes. Thread-safe
 * once it is set up.
 */
public class ConfigTransactionTemplate extends TransactionTemplate implements ConfigTransactionDefinition {

	private Set<String> files = Set.of();

	/**
	 * Create a template with all defaults.
	 * @param transactionManager the manager that runs the transactions
	 */
	public ConfigTransactionTemplate(PlatformTransactionManager transactionManager) {
		super(transactionManager);
	}

	/**
	 * Create a template with the settings of a definition, its files among them.
	 * @param transactionManager the manager that runs the transactions
	 * @param definition the settings, copied
	 */
	public ConfigTransactionTemplate(PlatformTransactionManager transactionManager, TransactionDefinition definition) {
		super(transactionManager, definition);
		if (definition instanceof ConfigTransactionDefinition withFiles) {
			this.files = Set.copyOf(withFiles.getFiles());
		}
	}

	/**
	 * Name the files that the transactions of this template will need.
	 * @param files their names
	 */
	public final void setFiles(String... files) {
		this.files = Set.of(files);
	}

	@Override
	public final Set<String> getFiles() {
		return this.files;
	}

	/** Equal templates are those with the same description. */
	@Override
	public String toString() {
		return super.toString() + (this.files.isEmpty() ? "" : "; files " + new TreeSet<>(this.files));
	}

}
