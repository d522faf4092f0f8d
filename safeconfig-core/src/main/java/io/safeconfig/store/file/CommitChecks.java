package io.safeconfig.store.file;

import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import io.safeconfig.ConfigFileTooLargeException;
import io.safeconfig.ConfigStorageException;
import io.safeconfig.InvalidConfigNameException;
import io.safeconfig.os.FileStamp;
import io.safeconfig.store.ChangeSet;
import io.safeconfig.store.CommitResult.Conflict;
import io.safeconfig.store.FileChange;
import io.safeconfig.store.Revision;
import org.jspecify.annotations.Nullable;

/** Whether a change set can be committed on what is there. */
final class CommitChecks implements FileCommit.LastLook {

	private final StoreParts parts;

	private final SessionLocks locks;

	/** What was read under the lock, by name. */
	private final Map<String, Optional<Reading>> seen;

	private final ChangeSet changes;

	CommitChecks(StoreParts parts, SessionLocks locks, Map<String, Optional<Reading>> seen, ChangeSet changes) {
		this.parts = parts;
		this.locks = locks;
		this.seen = seen;
		this.changes = changes;
	}

	/** Refuses what could not be done, before anything is touched. */
	void requirePossible() throws IOException {
		long size = 0;
		boolean grounded = false;
		SwappedDirectories swapped = new SwappedDirectories(this.parts.platform().files(), this.parts.options().base());
		for (Map.Entry<String, FileChange> change : this.changes.changes().entrySet()) {
			ResolvedFile target = this.locks.require(change.getKey());
			swapped.requireNotIn(target, this.changes.operation());
			if (change.getValue() instanceof FileChange.Write write) {
				grounded |= requireWritable(target, write.content().length);
				size += write.content().length + JournalFormat.ENTRY_OVERHEAD;
			}
		}
		if (!grounded) {
			this.locks.requireGround();
		}
		if (this.changes.changes().size() > 1) {
			requireOneCommit(size);
		}
	}

	/**
	 * Also tells whether the base directory is proved to be the one that was opened:
	 * where the file is found that was read in it, under the lock.
	 */
	private boolean requireWritable(ResolvedFile target, int length) throws IOException {
		int largest = this.parts.options().maxFileSize();
		if (length > largest) {
			throw new ConfigFileTooLargeException(target.name(), "write", largest);
		}
		FileStamp stamp = this.parts.platform().files().stat(target.file());
		if (stamp != null && stamp.isDirectory()) {
			throw new InvalidConfigNameException(target.name(), "it is a directory");
		}
		Reading read = this.seen.getOrDefault(target.name(), Optional.empty()).orElse(null);
		return stamp != null && read != null && stamp.identity().equals(read.stamp().identity());
	}

	void requireOneCommit(long size) {
		String first = this.changes.changes().firstKey();
		if (size > JournalFormat.MAX_SIZE) {
			throw new ConfigStorageException(first,
					"Cannot commit the files together: their journal would be larger than " + JournalFormat.MAX_SIZE
							+ " bytes",
					"Change fewer files in one transaction.", null);
		}
	}

	/** Whether what the session saw is what the change set expects. */
	Optional<Conflict> conflict() {
		for (Map.Entry<String, Revision> expected : this.changes.expected().entrySet()) {
			Revision found = revision(reading(expected.getKey()));
			if (!found.equals(expected.getValue())) {
				return Optional.of(new Conflict(expected.getKey(), found));
			}
		}
		return Optional.empty();
	}

	/**
	 * Whether a link was turned since the lock was taken, so that a name leads elsewhere:
	 * a change by somebody without the lock, and the lock is that of another file now.
	 */
	Optional<Conflict> turned() throws IOException {
		for (String name : this.changes.expected().keySet()) {
			Revision elsewhere = this.parts.links().elsewhere(this.locks.require(name));
			if (elsewhere != null) {
				this.locks.requireGround(); // where it is gone, nothing was turned
				return Optional.of(new Conflict(name, elsewhere));
			}
		}
		return Optional.empty();
	}

	/** What the session saw of a file, looking now if it has not seen it. */
	@Nullable Reading reading(String name) {
		Optional<Reading> known = this.seen.get(name);
		return (known != null) ? known.orElse(null) : look(name);
	}

	private @Nullable Reading look(String name) {
		return remember(name, this.locks.read(name, false));
	}

	private @Nullable Reading remember(String name, @Nullable Reading reading) {
		this.seen.put(name, Optional.ofNullable(reading));
		return reading;
	}

	/** Once nobody is seen to write to any of the files. */
	void lookAnew() {
		this.changes.expected().keySet().forEach((name) -> remember(name, this.locks.read(name, true)));
	}

	/** The files that were only read: their content counts, their attributes do not. */
	boolean areReadsUntouched() throws IOException {
		for (Map.Entry<String, Revision> expected : this.changes.expected().entrySet()) {
			String name = expected.getKey();
			if (!this.changes.changes().containsKey(name) && isReadChanged(name, expected.getValue())) {
				return false;
			}
		}
		return true;
	}

	private boolean isReadChanged(String name, Revision expected) throws IOException {
		ResolvedFile file = this.locks.require(name);
		return this.parts.links().isTurned(file) || !revision(this.parts.reader().lookAnew(file)).equals(expected);
	}

	@Override
	public boolean isUntouched(StagedChange change) throws IOException {
		if (this.parts.links().isTurned(change.target())) {
			return false;
		}
		Reading before = change.before();
		if (before == null) {
			return this.parts.reader().lookAnew(change.target()) == null;
		}
		// before it is opened: a pipe in its place would wait for a writer
		return this.parts.reader().isAt(change.target(), before) && change.holdOffWriters() && change.isStill(before);
	}

	@Override
	public boolean isChanged(StagedChange change) throws IOException {
		Reading before = change.before();
		FileStamp stamp = this.parts.platform().files().stat(change.target().file());
		if (Objects.equals(stamp, (before != null) ? before.stamp() : null)) {
			return false;
		}
		if (stamp != null && stamp.isDirectory()) {
			return true; // although it reads as no file
		}
		return !revision(this.parts.reader().lookAnew(change.target())).equals(revision(before));
	}

	@Override
	public void stageAnew(StagedChange change, Forcing forcing) throws IOException {
		Reading now = this.parts.reader().lookAnew(change.target());
		if (now != null && revision(now).equals(revision(change.before()))) {
			change.stageAnew(now, forcing);
		}
	}

	private static Revision revision(@Nullable Reading reading) {
		return (reading != null) ? reading.file().revision() : Revision.ABSENT;
	}

}
