package io.safeconfig.store.file;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;

import io.safeconfig.ConfigFileTooLargeException;
import io.safeconfig.ConfigStorageException;
import io.safeconfig.InvalidConfigNameException;
import io.safeconfig.lock.HeldLock;
import io.safeconfig.os.FileStamp;
import io.safeconfig.store.ChangeSet;
import io.safeconfig.store.CommitResult;
import io.safeconfig.store.FileChange;
import io.safeconfig.store.LockedFiles;
import io.safeconfig.store.Revision;
import io.safeconfig.store.StoredFile;
import org.jspecify.annotations.Nullable;

/** Files whose locks are held. */
final class FileSession implements LockedFiles {

	private static final int ATTEMPTS = 10;

	private final ConfigPaths paths;

	private final FileReader reader;

	private final AtomicReplace replace;

	private final int maxFileSize;

	/** By name. */
	private final Map<String, ResolvedFile> files;

	/** What was read under the lock, by name. */
	private final Map<String, Optional<Reading>> seen = new HashMap<>();

	/** By canonical name: two names of one file share a lock. */
	private final SortedMap<String, HeldLock> locks;

	FileSession(ConfigPaths paths, FileReader reader, AtomicReplace replace, int maxFileSize,
			Map<String, ResolvedFile> files, SortedMap<String, HeldLock> locks) {
		this.paths = paths;
		this.reader = reader;
		this.replace = replace;
		this.maxFileSize = maxFileSize;
		this.files = files;
		this.locks = locks;
	}

	@Override
	public Optional<StoredFile> read(String name) {
		return Optional.ofNullable(look(requireLocked(name))).map(Reading::file);
	}

	private @Nullable Reading look(ResolvedFile file) {
		Reading reading = this.reader.readAnew(file);
		this.seen.put(file.name(), Optional.ofNullable(reading));
		return reading;
	}

	@Override
	public void makeDurable(String name) {
		try {
			this.replace.makeDurable(requireLocked(name));
		}
		catch (IOException ex) {
			throw StorageFailures.of(name, "make sure that the disk has", ex);
		}
	}

	@Override
	public CommitResult commit(ChangeSet changes) {
		if (changes.changes().size() > FileConfigStore.MAX_CHANGES) {
			throw new UnsupportedOperationException("One commit changes one file");
		}
		for (Map.Entry<String, Revision> expected : changes.expected().entrySet()) {
			Revision found = changes.changes().containsKey(expected.getKey()) ? expected.getValue()
					: revision(this.reader.read(expected.getKey()));
			if (!found.equals(expected.getValue())) {
				return new CommitResult.Conflict(expected.getKey(), found);
			}
		}
		for (Map.Entry<String, FileChange> change : changes.changes().entrySet()) {
			return apply(requireLocked(change.getKey()), change.getValue(), changes);
		}
		return new CommitResult.Committed(Map.of());
	}

	/**
	 * Stands on what this session saw; the last look of each attempt finds out whether
	 * that still holds. Repeated while only the attributes of the file change under our
	 * hands, so that a permission taken away meanwhile is not given back by the rename.
	 */
	private CommitResult apply(ResolvedFile target, FileChange change, ChangeSet changes) {
		Revision expected = Objects.requireNonNull(changes.expected().get(target.name()));
		Optional<Reading> seen = this.seen.get(target.name());
		Reading before = (seen != null) ? seen.orElse(null) : look(target);
		try {
			for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
				if (!revision(before).equals(expected) || (attempt > 0 && turned(target))) {
					return new CommitResult.Conflict(target.name(), revision(before));
				}
				Optional<CommitResult> result = attempt(target, before, change);
				if (result.isPresent()) {
					return result.get();
				}
				before = look(target);
			}
		}
		catch (IOException ex) {
			throw StorageFailures.of(target.name(), changes.operation(), ex);
		}
		throw new ConfigStorageException(target.name(),
				"Cannot " + changes.operation() + " '" + target.name() + "': its attributes change all the time",
				"Find out what changes the owner, the mode or the times of the file.", null);
	}

	/** Empty if the file was touched before the change could take effect. */
	private Optional<CommitResult> attempt(ResolvedFile target, @Nullable Reading before, FileChange change)
			throws IOException {
		HeldLock lock = Objects.requireNonNull(this.locks.get(target.canonicalName()));
		AtomicReplace.LastLook lastLook = () -> isStill(target, before);
		if (change instanceof FileChange.Write write) {
			return Optional.ofNullable(write(target, before, write.content(), lock, lastLook))
				.map((written) -> new CommitResult.Committed(Map.of(target.name(), written)));
		}
		if (before == null) {
			return Optional.of(new CommitResult.Committed(Map.of())); // gone already
		}
		return this.replace.remove(target, lock, lastLook) ? Optional.of(new CommitResult.Committed(Map.of()))
				: Optional.empty();
	}

	private boolean isStill(ResolvedFile target, @Nullable Reading before) throws IOException {
		if (turned(target)) {
			return false;
		}
		Reading now = this.reader.readAnew(target);
		if (before == null || now == null) {
			return before == null && now == null;
		}
		return now.stamp().equals(before.stamp()) && now.file().revision().equals(before.file().revision());
	}

	private boolean isDirectory(ResolvedFile target) throws IOException {
		FileStamp stamp = this.paths.stat(target);
		return stamp != null && stamp.isDirectory();
	}

	/**
	 * Whether a link was turned since the lock was taken, so that the name leads
	 * elsewhere.
	 */
	private boolean turned(ResolvedFile target) throws IOException {
		return !this.paths.resolve(target.name()).equals(target);
	}

	private @Nullable StoredFile write(ResolvedFile target, @Nullable Reading before, byte[] content, HeldLock lock,
			AtomicReplace.LastLook lastLook) throws IOException {
		if (content.length > this.maxFileSize) {
			throw new ConfigFileTooLargeException(target.name(), "write", this.maxFileSize);
		}
		if (before == null && isDirectory(target)) {
			throw new InvalidConfigNameException(target.name(), "it is a directory");
		}
		FileStamp existing = (before != null) ? before.stamp() : null;
		FileStamp stamp = this.replace.write(target, existing, content, lock, lastLook);
		return (stamp != null) ? new StoredFile(content, Revision.of(content), stamp.modified().toInstant()) : null;
	}

	private static Revision revision(@Nullable Reading reading) {
		return (reading != null) ? reading.file().revision() : Revision.ABSENT;
	}

	private ResolvedFile requireLocked(String name) {
		ResolvedFile file = this.files.get(name);
		if (file == null) {
			throw new IllegalArgumentException("'" + name + "' is not locked");
		}
		return file;
	}

	@Override
	public void close() {
		this.locks.values().forEach(HeldLock::release);
	}

}
