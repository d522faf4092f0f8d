package io.safeconfig;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import io.safeconfig.store.FileChange;
import io.safeconfig.store.Revision;
import io.safeconfig.store.StoredFile;

/** What a transaction has changed so far, in memory. */
final class StagedChanges {

	private final SortedMap<String, FileChange> changes = new TreeMap<>();

	/** What the transaction itself sees of a file. */
	Optional<StoredFile> over(String name, Optional<StoredFile> committed) {
		FileChange change = this.changes.get(name);
		if (change == null) {
			return committed;
		}
		return (change instanceof FileChange.Write write) ? Optional.of(stored(write)) : Optional.empty();
	}

	private static StoredFile stored(FileChange.Write write) {
		return new StoredFile(write.content(), Revision.of(write.content()), Instant.now());
	}

	void put(String name, FileChange change) {
		this.changes.put(name, change);
	}

	SortedMap<String, FileChange> all() {
		return Collections.unmodifiableSortedMap(this.changes);
	}

	/** Without those that leave a file as it was seen. */
	SortedMap<String, FileChange> effective(Map<String, Optional<StoredFile>> seen) {
		SortedMap<String, FileChange> effective = new TreeMap<>(this.changes);
		effective.entrySet().removeIf((entry) -> {
			StoredFile before = seen.getOrDefault(entry.getKey(), Optional.empty()).orElse(null);
			boolean removesNothing = before == null && entry.getValue() instanceof FileChange.Remove;
			return removesNothing || Changes.isNone(before, entry.getValue());
		});
		return effective;
	}

	void restore(ConfigSavepoint savepoint) {
		this.changes.clear();
		this.changes.putAll(savepoint.changes());
	}

}
