package io.safeconfig;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import io.safeconfig.store.ChangeSet;
import io.safeconfig.store.CommitResult;
import io.safeconfig.store.FileChange;
import io.safeconfig.store.LockedFiles;
import io.safeconfig.store.LockingConfigStore;
import io.safeconfig.store.Revision;
import io.safeconfig.store.StoredFile;

/**
 * A store that isolates nothing: its locks keep nobody out, its commits check nothing,
 * and what is only prepared can be seen. Tests of isolation have to fail on it.
 */
class WeakConfigStore implements LockingConfigStore {

	private final Map<String, StoredFile> files = new TreeMap<>();

	@Override
	public synchronized Optional<StoredFile> read(String name) {
		return Optional.ofNullable(this.files.get(name));
	}

	@Override
	public synchronized Map<String, StoredFile> readAll(Set<String> names, Duration timeout) {
		Map<String, StoredFile> found = new HashMap<>(this.files);
		found.keySet().retainAll(names);
		return found;
	}

	@Override
	public synchronized List<String> list() {
		return List.copyOf(this.files.keySet());
	}

	@Override
	public synchronized CommitResult commit(ChangeSet changes, Duration timeout) {
		Map<String, StoredFile> committed = new HashMap<>();
		changes.changes().forEach((name, change) -> {
			this.files.remove(name);
			if (change instanceof FileChange.Write write) {
				committed.put(name, new StoredFile(write.content(), Revision.of(write.content()), Instant.EPOCH));
			}
		});
		this.files.putAll(committed);
		return new CommitResult.Committed(committed);
	}

	@Override
	public LockedFiles lock(Set<String> names, Duration timeout, Duration unorderedTimeout, String operation) {
		return new Unlocked();
	}

	@Override
	public int maxChangesPerCommit() {
		return Integer.MAX_VALUE;
	}

	@Override
	public void close() {
	}

	/** No lock at all. */
	private final class Unlocked implements LockedFiles {

		@Override
		public void add(Set<String> names, Duration timeout, Duration unorderedTimeout) {
		}

		@Override
		public Optional<StoredFile> read(String name) {
			return WeakConfigStore.this.read(name);
		}

		@Override
		public void makeDurable(String name) {
		}

		@Override
		public Optional<CommitResult.Conflict> prepare(ChangeSet changes) {
			commit(changes);
			return Optional.empty();
		}

		@Override
		public CommitResult commit(ChangeSet changes) {
			return WeakConfigStore.this.commit(changes, Duration.ZERO);
		}

		@Override
		public void close() {
		}

	}

}
