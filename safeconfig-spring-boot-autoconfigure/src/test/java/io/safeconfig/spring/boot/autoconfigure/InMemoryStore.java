package io.safeconfig.spring.boot.autoconfigure;

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
import io.safeconfig.store.ConfigStore;
import io.safeconfig.store.FileChange;
import io.safeconfig.store.Revision;
import io.safeconfig.store.StoredFile;

/** The store that an application might bring: no locks and no files. */
class InMemoryStore implements ConfigStore {

	private final Map<String, StoredFile> files = new TreeMap<>();

	private boolean closed;

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
		for (Map.Entry<String, Revision> expected : changes.expected().entrySet()) {
			Revision found = read(expected.getKey()).map(StoredFile::revision).orElse(Revision.ABSENT);
			if (!found.equals(expected.getValue())) {
				return new CommitResult.Conflict(expected.getKey(), found);
			}
		}
		changes.changes().forEach((name, change) -> {
			if (change instanceof FileChange.Write write) {
				this.files.put(name, new StoredFile(write.content(), Revision.of(write.content()), Instant.now()));
			}
			else {
				this.files.remove(name);
			}
		});
		return new CommitResult.Committed(readAll(changes.changes().keySet(), timeout));
	}

	@Override
	public int maxChangesPerCommit() {
		return Integer.MAX_VALUE;
	}

	@Override
	public void close() {
		this.closed = true;
	}

	boolean isClosed() {
		return this.closed;
	}

}
