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
import io.safeconfig.store.ConfigStore;
import io.safeconfig.store.FileChange;
import io.safeconfig.store.Revision;
import io.safeconfig.store.StoredFile;

/** A store that is no directory and has no locks: compare-and-set alone. */
class MapConfigStore implements ConfigStore {

	private final Map<String, StoredFile> files = new TreeMap<>();

	int commits;

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
		this.commits++;
		Map<String, StoredFile> committed = new HashMap<>();
		changes.changes().forEach((name, change) -> {
			if (change instanceof FileChange.Write write) {
				StoredFile file = new StoredFile(write.content(), Revision.of(write.content()), Instant.EPOCH);
				this.files.put(name, file);
				committed.put(name, file);
			}
			else {
				this.files.remove(name);
			}
		});
		return new CommitResult.Committed(committed);
	}

	@Override
	public int maxChangesPerCommit() {
		return Integer.MAX_VALUE;
	}

	@Override
	public void close() {
	}

}
