package io.safeconfig.spring.transaction;

import java.util.Objects;

import io.safeconfig.ConfigSavepoint;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.SavepointManager;
import org.springframework.transaction.support.SmartTransactionObject;

/** What Spring's transaction manager hands from one of its steps to the next. */
final class ConfigTransactionObject implements SavepointManager, SmartTransactionObject {

	private @Nullable ConfigTransactionHolder holder;

	/** A transaction that has ended but is still bound, while its callbacks run. */
	private @Nullable Object displaced;

	private boolean committed;

	private @Nullable Throwable doubtfulCommit;

	ConfigTransactionObject(@Nullable ConfigTransactionHolder holder) {
		this.holder = holder;
	}

	boolean isExisting() {
		return this.holder != null && this.holder.isActive();
	}

	ConfigTransactionHolder holder() {
		return Objects.requireNonNull(this.holder, "no transaction has begun");
	}

	void setHolder(@Nullable ConfigTransactionHolder holder) {
		this.holder = holder;
	}

	@Nullable Object displaced() {
		return this.displaced;
	}

	void setDisplaced(@Nullable Object displaced) {
		this.displaced = displaced;
	}

	boolean isCommitted() {
		return this.committed;
	}

	void setCommitted() {
		this.committed = true;
	}

	/** A failure of the commit after which it is not true that nothing was changed. */
	@Nullable Throwable doubtfulCommit() {
		return this.doubtfulCommit;
	}

	void setDoubtfulCommit(Throwable failure) {
		this.doubtfulCommit = failure;
	}

	@Override
	public boolean isRollbackOnly() {
		return this.holder != null && this.holder.isRollbackOnly();
	}

	@Override
	public void flush() {
	}

	@Override
	public Object createSavepoint() {
		return holder().transaction().createSavepoint();
	}

	/** What failed since is undone: the rest may be committed. */
	@Override
	public void rollbackToSavepoint(Object savepoint) {
		holder().transaction().rollbackTo((ConfigSavepoint) savepoint);
		holder().resetRollbackOnly();
	}

	@Override
	public void releaseSavepoint(Object savepoint) {
	}

}
