package io.safeconfig;

import org.jspecify.annotations.Nullable;

/** Tells which transaction a call is part of. Implementations are thread-safe. */
@FunctionalInterface
public interface TransactionScope {

	/**
	 * The transaction that a call on the current thread belongs to. Asked once for each
	 * call of a repository, which passes on what this throws.
	 * @return the transaction, one of {@link ConfigFileRepository#begin}; {@code null} if
	 * the call stands alone
	 */
	@Nullable ConfigTransaction current();

}
