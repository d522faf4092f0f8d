package io.safeconfig.spring.transaction;

import java.util.Set;

import org.springframework.transaction.TransactionDefinition;

/**
 * A transaction definition that names the files that will be needed. They are locked when
 * the transaction begins, in the order that all transactions use, so that transactions
 * over the same files cannot deadlock; a read-only transaction reads them then, all
 * together. A transaction that joins another one does not lock them: there, each is
 * locked when it is first touched.
 */
public interface ConfigTransactionDefinition extends TransactionDefinition {

	/**
	 * The files that will be needed.
	 * @return their names, possibly none; never {@code null}
	 */
	Set<String> getFiles();

}
