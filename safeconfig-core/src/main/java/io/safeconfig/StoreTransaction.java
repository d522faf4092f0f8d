package io.safeconfig;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import io.safeconfig.store.ChangeSet;
import io.safeconfig.store.CommitResult;
import io.safeconfig.store.FileChange;
import io.safeconfig.store.LockingConfigStore;
import io.safeconfig.store.Revision;
import io.safeconfig.store.StoredFile;
import org.jspecify.annotations.Nullable;

/** A transaction over a store. */
final class StoreTransaction extends AccessOperations implements ConfigTransaction {

	private final StoreAccess access;

	private final ConfigTransactionOptions options;

	private final TransactionClock clock;

	private final TransactionView view;

	private final UnitOfWork unit;

	private final StagedChanges staged = new StagedChanges();

	private final StagingAccess staging;

	private final List<ConfigSavepoint> savepoints = new ArrayList<>();

	private final Thread owner = Thread.currentThread();

	/** Volatile for those who roll back on another thread. */
	private volatile boolean active = true;

	private StoreTransaction(StoreAccess access, ConfigTransactionOptions options, TransactionClock clock,
			TransactionView view, UnitOfWork unit) {
		this.access = access;
		this.options = options;
		this.clock = clock;
		this.view = view;
		this.unit = unit;
		this.staging = new StagingAccess(access, options, clock, view, this.staged);
	}

	static StoreTransaction begin(StoreAccess access, ConfigTransactionOptions options) {
		Objects.requireNonNull(options, "options");
		TransactionClock clock = new TransactionClock(options.timeout());
		UnitOfWork unit = UnitOfWork.begin(access.work(), WorkListener.Kind.TRANSACTION);
		TransactionView view = (access.store() instanceof LockingConfigStore locking && !options.readOnly())
				? new LockedView(locking, access, clock, options.operation(), unit) : new SnapshotView(access, clock);
		try {
			view.touch(options.files());
			return new StoreTransaction(access, options, clock, view, unit);
		}
		catch (RuntimeException | Error ex) {
			view.close();
			unit.end(ex, false);
			throw ex;
		}
	}

	boolean isOf(StoreAccess other) {
		return this.access.equals(other);
	}

	@Override
	DocumentSupport support() {
		return this.access.support();
	}

	@Override
	FileAccess access() {
		requireUsable();
		return this.staging;
	}

	private void requireUsable() {
		if (!this.active) {
			throw new IllegalStateException("The transaction has ended");
		}
		if (Thread.currentThread() != this.owner) {
			throw new IllegalStateException("The transaction belongs to the thread that began it");
		}
	}

	@Override
	public boolean isReadOnly() {
		return this.options.readOnly();
	}

	@Override
	public boolean isActive() {
		return this.active;
	}

	@Override
	public ConfigSavepoint createSavepoint() {
		requireUsable();
		ConfigSavepoint savepoint = new ConfigSavepoint(this.staged.all());
		this.savepoints.add(savepoint);
		return savepoint;
	}

	@Override
	public void rollbackTo(ConfigSavepoint savepoint) {
		requireOutsideOfChange("roll back");
		int index = this.savepoints.indexOf(savepoint);
		if (index < 0) {
			throw new IllegalArgumentException("This is no usable savepoint of this transaction");
		}
		this.savepoints.subList(index + 1, this.savepoints.size()).clear();
		this.staged.restore(savepoint);
	}

	private void requireOutsideOfChange(String operation) {
		requireUsable();
		if (this.staging.isChanging()) {
			throw new IllegalStateException("Cannot " + operation + " from within a change of a file");
		}
	}

	@Override
	public void prepare() {
		requireOutsideOfChange("prepare");
		this.clock.requireTime("", "prepare the commit");
		this.view.prepare(changes()).ifPresent((conflict) -> {
			throw conflict(conflict);
		});
	}

	@Override
	public void commit() {
		requireOutsideOfChange("commit");
		ChangeSet changes = changes();
		Map<String, Optional<StoredFile>> seen = new HashMap<>(this.view.seen());
		CommitResult.Committed committed;
		Throwable failure = null;
		try {
			this.clock.requireTime("", "commit");
			makeUnchangedDurable(changes);
			committed = requireCommitted(this.unit.commit(changes, () -> this.view.commit(changes)));
		}
		catch (RuntimeException | Error ex) {
			failure = ex;
			throw ex;
		}
		finally {
			end(failure, false);
		}
		this.access.announcer().announce(changes, this.options.label(), seen, committed.files());
	}

	private ChangeSet changes() {
		return new ChangeSet(expected(), this.staged.effective(this.view.seen()), this.options.operation());
	}

	/** What a change left as it was must be as durable as what it wrote. */
	private void makeUnchangedDurable(ChangeSet changes) {
		this.staged.all().forEach((name, change) -> {
			if (change instanceof FileChange.Write && !changes.changes().containsKey(name)) {
				this.view.makeDurable(name);
			}
		});
	}

	private SortedMap<String, Revision> expected() {
		SortedMap<String, Revision> expected = new TreeMap<>();
		this.view.seen().forEach((name, file) -> expected.put(name, Changes.revision(file.orElse(null))));
		return expected;
	}

	private CommitResult.Committed requireCommitted(CommitResult result) {
		if (result instanceof CommitResult.Conflict conflict) {
			throw conflict(conflict);
		}
		return (CommitResult.Committed) result;
	}

	private ConfigConflictException conflict(CommitResult.Conflict conflict) {
		StoredFile base = this.view.seen().getOrDefault(conflict.name(), Optional.empty()).orElse(null);
		return Changes.conflict(this.options.operation(), base, this.staged.all().get(conflict.name()), conflict);
	}

	@Override
	public void rollback() {
		end(null, !this.options.readOnly());
	}

	private synchronized void end(@Nullable Throwable failure, boolean givenUp) {
		if (this.active) {
			this.active = false;
			try {
				this.view.close();
			}
			finally {
				this.unit.end(failure, givenUp);
			}
		}
	}

	/**
	 * What the transaction is doing, without content.
	 * @return for logs
	 */
	@Override
	public String toString() {
		Set<String> names = this.staged.all().keySet();
		return "ConfigTransaction[" + this.options.label() + (this.active ? "" : ", ended") + ", changes " + names
				+ "]";
	}

}
