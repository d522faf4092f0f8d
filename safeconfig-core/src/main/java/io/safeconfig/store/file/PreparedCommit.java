package io.safeconfig.store.file;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import io.safeconfig.ConfigFileException;
import io.safeconfig.ConfigStorageException;
import io.safeconfig.LockLostException;
import io.safeconfig.store.ChangeSet;
import io.safeconfig.store.CommitResult;
import io.safeconfig.store.CommitResult.Committed;
import io.safeconfig.store.CommitResult.Conflict;
import io.safeconfig.store.FileChange;
import io.safeconfig.store.Revision;
import org.jspecify.annotations.Nullable;

/**
 * Brings a change set to the point where hardly anything can prevent its commit any more,
 * and then commits it. Stands on what the session saw; the last look of each attempt
 * finds out whether that still holds. Repeated while only the attributes of files change
 * under our hands, so that a permission taken away meanwhile is not given back by a
 * rename.
 */
final class PreparedCommit {

	private static final int ATTEMPTS = 10;

	private final StoreParts parts;

	private final SessionLocks locks;

	private final CommitChecks checks;

	private final ChangeSet changes;

	/** In the global order. */
	private final List<ResolvedFile> targets;

	private boolean begun;

	private final InPlaceTargets inPlace;

	private @Nullable IntentJournal journal;

	/** There with the journal. */
	private @Nullable RemovableEntries removable;

	private @Nullable FileCommit staged;

	PreparedCommit(StoreParts parts, SessionLocks locks, Map<String, Optional<Reading>> seen, ChangeSet changes) {
		this.parts = parts;
		this.locks = locks;
		this.changes = changes;
		this.inPlace = new InPlaceTargets(parts);
		this.checks = new CommitChecks(parts, locks, seen, changes);
		this.targets = changes.changes()
			.keySet()
			.stream()
			.map(locks::require)
			.sorted(Comparator.comparing(ResolvedFile::canonicalName))
			.toList();
	}

	boolean isOf(ChangeSet others) {
		return this.changes.equals(others);
	}

	/**
	 * Everything but the commit itself.
	 * @return empty if it is prepared
	 */
	Optional<Conflict> prepare() {
		this.locks.renewPatience();
		try {
			return settle();
		}
		catch (IOException ex) {
			throw failure(ex);
		}
		finally {
			if (this.staged != null) {
				this.staged.letWritersIn(); // the commit may come much later, or never
			}
		}
	}

	/** Whatever comes of it, nothing of it is left beside its files. */
	CommitResult commit() {
		this.locks.renewPatience();
		try {
			return settleAndTakeEffect(ATTEMPTS);
		}
		catch (IOException ex) {
			throw failure(ex);
		}
		finally {
			discard();
		}
	}

	/** Again where somebody was faster by so little that only the replacement saw it. */
	private CommitResult settleAndTakeEffect(int attempts) throws IOException {
		Optional<Conflict> conflict = settle();
		if (conflict.isPresent()) {
			return conflict.get();
		}
		try {
			return new Committed((this.staged != null) ? this.staged.takeEffect() : Map.of());
		}
		catch (ReplacedMeanwhileException ex) {
			if (attempts <= 1) {
				throw ex;
			}
			discardStaged();
			this.checks.lookAnew();
			return settleAndTakeEffect(attempts - 1);
		}
	}

	/**
	 * Where a lock is lost that is the reason: its next holder clears away what it finds.
	 */
	private ConfigFileException failure(IOException ex) {
		try {
			this.locks.requireIntact();
		}
		catch (LockLostException lost) {
			lost.addSuppressed(ex);
			return lost;
		}
		catch (ConfigStorageException gone) {
			gone.addSuppressed(ex);
			return gone;
		}
		catch (IOException blind) {
			ex.addSuppressed(blind);
		}
		return StorageFailures.of(this.targets.isEmpty() ? "" : this.targets.get(0).name(), this.changes.operation(),
				ex, replacesAFile() ? InPlaceTargets.advice(ex) : "");
	}

	private boolean replacesAFile() {
		return !this.inPlace.areWanted()
				&& this.targets.stream().anyMatch((target) -> change(target) instanceof FileChange.Write);
	}

	/**
	 * Also where something fails because the directory, to which a link led, is removed.
	 */
	private Optional<Conflict> settle() throws IOException {
		try {
			return untouched();
		}
		catch (IOException ex) {
			Optional<Conflict> turned = this.checks.turned();
			if (turned.isPresent()) {
				return turned;
			}
			throw ex;
		}
	}

	/** Until all is staged and nobody has touched it since it was looked at. */
	private Optional<Conflict> untouched() throws IOException {
		for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
			Optional<Conflict> conflict = begin();
			if (conflict.isPresent()) {
				return conflict;
			}
			Staging staging = staging(attempt);
			if (staging == Staging.OTHERWISE) {
				attempt--; // once for each file at most
				continue;
			}
			if (staging == Staging.DONE && this.checks.areReadsUntouched()
					&& (this.staged == null || this.staged.isUntouched())) {
				return Optional.empty();
			}
			discardStaged();
			Optional<Conflict> turned = this.checks.turned();
			if (turned.isPresent()) {
				return turned;
			}
			this.checks.lookAnew();
		}
		String name = this.changes.expected().firstKey();
		throw new ConfigStorageException(name,
				"Cannot " + this.changes.operation() + " '" + name
						+ "': its attributes change all the time, or it is opened for writing all the time",
				"Find out what changes the owner, the mode or the times of the file, or opens it.", null);
	}

	private Optional<Conflict> begin() throws IOException {
		if (!this.begun) {
			this.checks.requirePossible();
		}
		Optional<Conflict> conflict = this.checks.conflict();
		if (conflict.isEmpty() && !this.begun) {
			this.begun = true;
			if (this.inPlace.areWanted() || this.targets.size() > 1) {
				this.parts.journals().createDirectory();
				RemovableEntries entries = new RemovableEntries(this.parts);
				lookHowToChange(entries);
				if (this.targets.size() > 1 || !this.inPlace.areNone()) {
					beginJournal(entries);
					return this.checks.conflict();
				}
			}
		}
		return conflict;
	}

	private void lookHowToChange(RemovableEntries entries) {
		for (ResolvedFile target : this.targets) {
			if (this.checks.reading(target.name()) == null) {
				continue;
			}
			if (this.inPlace.areWanted()) {
				this.inPlace.look(target, change(target), entries);
			}
			if (this.targets.size() > 1 && !this.inPlace.contains(target)) {
				entries.require(target, change(target));
			}
		}
	}

	private void beginJournal(RemovableEntries entries) throws IOException {
		if (!this.inPlace.areNone()) {
			new InPlaceWrite(this.parts).announce();
		}
		this.journal = this.parts.journals().begin(intended());
		this.removable = entries;
		distrustCaches();
	}

	private Journal intended() {
		List<Journal.Entry> entries = new ArrayList<>();
		for (ResolvedFile target : this.targets) {
			FileChange change = change(target);
			String entry = (change instanceof FileChange.Remove) ? this.parts.paths().nameOf(target.entry())
					: target.canonicalName();
			entries.add(new Journal.Entry(target.canonicalName(), entry, expected(target), change, replaced(target)));
		}
		this.checks.requireOneCommit(entries.stream().mapToLong(Journal.Entry::size).sum());
		return new Journal(this.changes.operation(), entries);
	}

	private @Nullable ReplacedContent replaced(ResolvedFile target) {
		Reading reading = this.inPlace.contains(target) ? this.checks.reading(target.name()) : null;
		return (reading != null) ? new ReplacedContent(reading.file().content()) : null;
	}

	/**
	 * Readers trust what they read of a file as long as its stamp is the same. From the
	 * commit point on they must not, although the files are replaced one after the other;
	 * so every stamp is changed before. None can be trusted anew until the journal, which
	 * exists already, is gone.
	 */
	private void distrustCaches() throws IOException {
		for (ResolvedFile target : this.targets) {
			if (this.checks.reading(target.name()) != null) {
				this.parts.platform().files().touch(target.file());
			}
		}
		this.checks.lookAnew();
	}

	/** How staging went. */
	private enum Staging {

		/** All is staged. */
		DONE,

		/** It has to be done in another way. */
		OTHERWISE,

		/**
		 * A file has gone since it was read, as when somebody removes it and makes it
		 * anew to save it, or it has another owner or mode.
		 */
		GONE

	}

	private Staging staging(int attempt) throws IOException {
		try {
			Staging staging = (this.staged == null && !this.targets.isEmpty()) ? stage() : Staging.DONE;
			this.locks.requireIntact();
			return staging;
		}
		catch (NoSuchFileException ex) {
			this.locks.requireIntact(); // its next holder may have swept it away
			if (attempt == ATTEMPTS - 1) {
				throw ex;
			}
			return Staging.GONE;
		}
	}

	/**
	 * Otherwise there is one more file that can only be written in place, which another
	 * journal has to say.
	 */
	private Staging stage() throws IOException {
		try {
			stageAll();
			return Staging.DONE;
		}
		catch (AccessNotKeptException ex) {
			if (isChangedSince(ex)) {
				return Staging.GONE;
			}
			if (this.targets.stream().noneMatch((target) -> isOf(ex, target) && this.inPlace.add(target))) {
				throw ex;
			}
			discard();
			this.begun = false;
			return Staging.OTHERWISE;
		}
	}

	/**
	 * The copy has the access that the file has now: no wonder if that is another one.
	 */
	private boolean isChangedSince(AccessNotKeptException ex) throws IOException {
		for (ResolvedFile target : this.targets) {
			Reading read = this.checks.reading(target.name());
			if (isOf(ex, target) && read != null && !this.parts.reader().isAt(target, read)) {
				return true;
			}
		}
		return false;
	}

	private static boolean isOf(AccessNotKeptException ex, ResolvedFile target) {
		return target.file().toString().equals(ex.getFile());
	}

	private void stageAll() throws IOException {
		List<StagedChange> staging = new ArrayList<>();
		for (ResolvedFile target : this.targets) {
			staging.add(new StagedChange(this.parts, target, this.checks.reading(target.name()), change(target),
					this.inPlace.contains(target)));
		}
		FileCommit commit = new FileCommit(this.parts.forcing(), this.locks, this.checks, staging, this.journal);
		commit.stage(this.removable);
		this.staged = commit;
	}

	private FileChange change(ResolvedFile target) {
		return Objects.requireNonNull(this.changes.changes().get(target.name()), "each target has a change");
	}

	private Revision expected(ResolvedFile target) {
		return Objects.requireNonNull(this.changes.expected().get(target.name()), "each target is expected");
	}

	/** Drop whatever has not taken effect. Idempotent. */
	void discard() {
		discardStaged();
		if (this.journal != null) {
			this.journal.discard();
			this.journal = null;
		}
	}

	private void discardStaged() {
		if (this.staged != null) {
			this.staged.discard();
			this.staged = null;
		}
	}

}
