package io.safeconfig;

import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import io.safeconfig.store.ChangeSet;
import io.safeconfig.store.CommitResult;
import io.safeconfig.store.LockedFiles;
import io.safeconfig.store.LockingConfigStore;
import io.safeconfig.store.StoredFile;
import org.jspecify.annotations.Nullable;

/**
 * Strict two-phase locking: each file is locked before it is first read, and every lock
 * is kept to the end. What was read stays true until the commit, so that transactions are
 * as if they had run one after the other, in the order of their commits. Closed on
 * another thread it waits for the call that is under way: no lock may go while a commit
 * relies on it, nor be taken when nobody is left to give it back.
 */
final class LockedView implements TransactionView {

	private final LockingConfigStore store;

	private final StoreAccess access;

	private final TransactionClock clock;

	private final String operation;

	private final UnitOfWork unit;

	private final Map<String, Optional<StoredFile>> seen = new HashMap<>();

	private @Nullable LockedFiles files;

	private boolean closed;

	LockedView(LockingConfigStore store, StoreAccess access, TransactionClock clock, String operation,
			UnitOfWork unit) {
		this.store = store;
		this.access = access;
		this.clock = clock;
		this.operation = operation;
		this.unit = unit;
	}

	@Override
	public synchronized void touch(Set<String> names) {
		requireOpen();
		Set<String> untouched = new HashSet<>(names);
		untouched.removeAll(this.seen.keySet());
		if (!untouched.isEmpty()) {
			LockedFiles locked = lock(untouched);
			Map<String, Optional<StoredFile>> found = new HashMap<>();
			untouched.forEach((name) -> found.put(name, locked.read(name)));
			this.seen.putAll(found);
		}
	}

	private void requireOpen() {
		if (this.closed) {
			throw new IllegalStateException("The transaction has ended");
		}
	}

	private LockedFiles lock(Set<String> names) {
		Duration timeout = this.clock.atMost(this.access.lockTimeout());
		Duration unorderedTimeout = this.clock.atMost(this.access.deadlockTimeout());
		LockedFiles locked = this.files;
		if (locked == null) {
			LockedFiles first = this.unit.lock(() -> this.store.lock(names, timeout, unorderedTimeout, this.operation));
			this.files = first;
			return first;
		}
		return this.unit.lock(() -> {
			locked.add(names, timeout, unorderedTimeout);
			return locked;
		});
	}

	@Override
	public Map<String, Optional<StoredFile>> seen() {
		return Collections.unmodifiableMap(this.seen);
	}

	@Override
	public synchronized void makeDurable(String name) {
		Objects.requireNonNull(this.files, "a touched file is locked").makeDurable(name);
	}

	@Override
	public synchronized Optional<CommitResult.Conflict> prepare(ChangeSet changes) {
		requireOpen();
		return (this.files != null) ? this.files.prepare(changes) : Optional.empty();
	}

	@Override
	public synchronized CommitResult commit(ChangeSet changes) {
		requireOpen();
		return (this.files != null) ? this.files.commit(changes) : new CommitResult.Committed(Map.of());
	}

	@Override
	public synchronized void close() {
		this.closed = true;
		LockedFiles locked = this.files;
		if (locked != null) {
			this.files = null;
			locked.close();
		}
	}

}
