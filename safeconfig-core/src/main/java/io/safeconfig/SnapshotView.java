package io.safeconfig;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.safeconfig.store.ChangeSet;
import io.safeconfig.store.CommitResult;
import io.safeconfig.store.StoredFile;

/**
 * Reads without locks. Whenever a file is touched first, all that were touched before are
 * read again together with it: as long as none of them has changed, everything seen is of
 * one state, that of the last such reading. The store checks the same once more when
 * changes are committed.
 */
final class SnapshotView implements TransactionView {

	private final StoreAccess access;

	private final TransactionClock clock;

	private final Map<String, Optional<StoredFile>> seen = new HashMap<>();

	SnapshotView(StoreAccess access, TransactionClock clock) {
		this.access = access;
		this.clock = clock;
	}

	@Override
	public void touch(Set<String> names) {
		if (this.seen.keySet().containsAll(names)) {
			return;
		}
		Set<String> all = new HashSet<>(this.seen.keySet());
		all.addAll(names);
		Map<String, StoredFile> found = this.access.store().readAll(all, this.clock.atMost(this.access.lockTimeout()));
		this.seen.forEach((name, before) -> requireUnchanged(name, before, Optional.ofNullable(found.get(name))));
		names.forEach((name) -> this.seen.putIfAbsent(name, Optional.ofNullable(found.get(name))));
	}

	private static void requireUnchanged(String name, Optional<StoredFile> before, Optional<StoredFile> now) {
		if (!before.map(StoredFile::revision).equals(now.map(StoredFile::revision))) {
			throw Changes.conflict("read", before.orElse(null), null,
					new CommitResult.Conflict(name, Changes.revision(now.orElse(null))));
		}
	}

	@Override
	public Map<String, Optional<StoredFile>> seen() {
		return Collections.unmodifiableMap(this.seen);
	}

	/** Without a lock, what is there may be replaced before it is durable. */
	@Override
	public void makeDurable(String name) {
	}

	/** A store without locks can promise nothing before it commits. */
	@Override
	public Optional<CommitResult.Conflict> prepare(ChangeSet changes) {
		return Optional.empty();
	}

	@Override
	public CommitResult commit(ChangeSet changes) {
		return changes.changes().isEmpty() ? new CommitResult.Committed(Map.of())
				: this.access.store().commit(changes, this.clock.atMost(this.access.lockTimeout()));
	}

	@Override
	public void close() {
	}

}
