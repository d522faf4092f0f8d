package io.safeconfig.store.file;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.safeconfig.store.ChangeSet;
import io.safeconfig.store.CommitResult;
import io.safeconfig.store.FileChange;
import io.safeconfig.store.LockedFiles;
import io.safeconfig.store.Revision;
import io.safeconfig.store.StoredFile;
import org.jspecify.annotations.Nullable;

/** Files whose locks are held. */
final class FileSession implements LockedFiles {

	private final StoreParts parts;

	private final SessionLocks locks;

	/** What was read under the lock, by name. */
	private final Map<String, Optional<Reading>> seen = new HashMap<>();

	/** Staged and not yet in effect. */
	private @Nullable PreparedCommit prepared;

	FileSession(StoreParts parts, SessionLocks locks) {
		this.parts = parts;
		this.locks = locks;
	}

	@Override
	public void add(Set<String> names, Duration timeout, Duration unorderedTimeout) {
		if (!names.isEmpty()) {
			ReadOnlyOpening.requireWritable(this.parts.options(), "lock", names.iterator().next());
		}
		this.locks.add(names, timeout, unorderedTimeout);
	}

	@Override
	public Optional<StoredFile> read(String name) {
		ResolvedFile file = this.locks.require(name);
		Reading reading = this.locks.read(name, false);
		if (reading == null) {
			requireAbsent(file);
			this.parts.locking().unused().isAbsent(file.canonicalName());
		}
		this.seen.put(name, Optional.ofNullable(reading));
		return Optional.ofNullable(reading).map(Reading::file);
	}

	private void requireAbsent(ResolvedFile file) {
		try {
			this.parts.links().requireAbsent(file, "read");
			this.parts.ground().require("read", file.name());
		}
		catch (IOException ex) {
			throw StorageFailures.of(file.name(), "read", ex);
		}
	}

	@Override
	public void makeDurable(String name) {
		ResolvedFile file = this.locks.require(name);
		try {
			this.parts.forcing().file(file.file());
			this.parts.forcing().directory(file.directory());
			this.locks.requireIntact();
		}
		catch (IOException ex) {
			requireNotTurned(file);
			throw this.parts.ground()
				.reason("change", name, StorageFailures.of(name, "make sure that the disk has", ex));
		}
	}

	/** What a link led to may be removed once the link is turned. */
	private void requireNotTurned(ResolvedFile file) {
		Reading before = this.seen.getOrDefault(file.name(), Optional.empty()).orElse(null);
		try {
			this.parts.links().requireNotTurned(file, (before != null) ? before.file().revision() : Revision.ABSENT);
		}
		catch (IOException ex) {
			throw StorageFailures.of(file.name(), "follow", ex);
		}
	}

	@Override
	public Optional<CommitResult.Conflict> prepare(ChangeSet changes) {
		discardPrepared();
		PreparedCommit commit = new PreparedCommit(this.parts, this.locks, this.seen, changes);
		boolean ready = false;
		try {
			Optional<CommitResult.Conflict> conflict = commit.prepare();
			ready = conflict.isEmpty();
			return conflict;
		}
		finally {
			if (ready) {
				this.prepared = commit;
			}
			else { // half prepared it must not be taken for prepared
				commit.discard();
			}
		}
	}

	@Override
	public CommitResult commit(ChangeSet changes) {
		PreparedCommit commit = this.prepared;
		if (commit == null || !commit.isOf(changes)) {
			discardPrepared();
			commit = new PreparedCommit(this.parts, this.locks, this.seen, changes);
		}
		this.prepared = null;
		CommitResult result = commit.commit();
		if (!(result instanceof CommitResult.Conflict)) {
			changes.changes().forEach(this::remember);
		}
		return result;
	}

	/** The lock of a file that is gone is of no use. */
	private void remember(String name, FileChange change) {
		String canonicalName = this.locks.require(name).canonicalName();
		if (change instanceof FileChange.Remove) {
			this.parts.locking().unused().isAbsent(canonicalName);
		}
		else {
			this.parts.locking().unused().isPresent(canonicalName);
		}
	}

	private void discardPrepared() {
		if (this.prepared != null) {
			this.prepared.discard();
			this.prepared = null;
		}
	}

	/**
	 * Never throws: what could not be cleared away is cleared away by the next holder.
	 */
	@Override
	public void close() {
		try {
			discardPrepared();
		}
		finally {
			this.locks.release();
		}
		this.parts.locking().unused().trim();
	}

}
