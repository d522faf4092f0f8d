package io.safeconfig;

import java.util.Objects;

/** A repository over a store. */
final class StoreConfigFileRepository extends AccessOperations implements ConfigFileRepository {

	private final StoreAccess access;

	private final TransactionScope scope;

	private final AutoCommit autoCommit;

	StoreConfigFileRepository(StoreAccess access, TransactionScope scope) {
		this(access, scope, new AutoCommit(access));
	}

	private StoreConfigFileRepository(StoreAccess access, TransactionScope scope, AutoCommit autoCommit) {
		this.access = access;
		this.scope = scope;
		this.autoCommit = autoCommit;
	}

	@Override
	DocumentSupport support() {
		return this.access.support();
	}

	@Override
	FileAccess access() {
		ConfigTransaction current = this.scope.current();
		if (current == null) {
			return this.autoCommit;
		}
		if (current instanceof StoreTransaction transaction && transaction.isOf(this.access)) {
			return transaction.access();
		}
		throw new IllegalStateException("The current transaction is not one of this repository");
	}

	@Override
	public ConfigTransaction begin(ConfigTransactionOptions options) {
		return StoreTransaction.begin(this.access, options);
	}

	@Override
	public ConfigFileRepository joining(TransactionScope scope) {
		return new StoreConfigFileRepository(this.access, Objects.requireNonNull(scope, "scope"), this.autoCommit);
	}

	@Override
	public void close() {
		this.access.store().close();
	}

}
