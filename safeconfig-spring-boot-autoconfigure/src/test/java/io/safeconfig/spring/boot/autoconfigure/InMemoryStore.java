package io.safeconfig.spring.boot.autoconfigure;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

import io.safeconfig.store.ChangeSet;
import io.safeconfig.store.CommitResult;
import io.safeconfig.store.ConfigStore;
import io.safeconfig.store.FileChange;
import io.safeconfig.store.Revision;
import io.safeconfig.store.StoredFile;

/** The store that an application might bring: no locks and no files. */
class InMemoryStore implements ConfigStore {

	private final Map<String, StoredFile> files = new ConcurrentSkipListMap<>();

	private boolean closed;

	@Override
	public Optional<StoredFile> read(String name) {
		return Optional.ofNullable(this.files.get(name));
	}

	@Override
	public List<String> list() {
		return List.copyOf(this.files.keySet());
	}

	@Override
	public CommitResult commit(ChangeSet changes, Duration timeout) {
		changes.changes().forEach((name, change) -> {
			byte[] content = ((FileChange.Write) change).content();
			this.files.put(name, new StoredFile(content, Revision.of(content), Instant.now()));
		});
		return new CommitResult.Committed(Map.copyOf(this.files));
	}

	@Override
	public int maxChangesPerCommit() {
		return 1;
	}

	@Override
	public void close() {
		this.closed = true;
	}

	boolean isClosed() {
		return this.closed;
	}

}
