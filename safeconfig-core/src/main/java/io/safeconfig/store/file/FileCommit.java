package io.safeconfig.store.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.safeconfig.CommitOutcomeUnknownException;
import io.safeconfig.ConfigFileException;
import io.safeconfig.ConfigStorageException;
import io.safeconfig.FileState;
import io.safeconfig.LockLostException;
import io.safeconfig.os.SystemErrors;
import io.safeconfig.store.StoredFile;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes files so that everybody sees all old content or all new, whole, and that the
 * same holds after a crash at any moment. One file needs no more than its rename. Several
 * need a journal: temps and journal are made durable, the journal gets its final name,
 * which is the commit, the files are replaced, and the journal goes when all of that is
 * durable. Only while the locks of all files are held.
 */
final class FileCommit {

	private static final Logger logger = LoggerFactory.getLogger(FileCommit.class);

	private static final int ATTEMPTS = 10;

	private final Forcing forcing;

	private final SessionLocks locks;

	private final LastLook lastLook;

	/** In the global order. */
	private final List<StagedChange> changes;

	private final @Nullable IntentJournal journal;

	/**
	 * Prepare nothing yet.
	 * @param journal where there is more than one change
	 */
	FileCommit(Forcing forcing, SessionLocks locks, LastLook lastLook, List<StagedChange> changes,
			@Nullable IntentJournal journal) {
		this.forcing = forcing;
		this.locks = locks;
		this.lastLook = lastLook;
		this.changes = changes;
		this.journal = journal;
	}

	/** What is asked right before a change takes effect. */
	interface LastLook {

		/** Whether the file is what the change stands on, with the same attributes. */
		boolean isUntouched(StagedChange change) throws IOException;

		/** Whether the file has other content than what the change stands on. */
		boolean isChanged(StagedChange change) throws IOException;

		/** Stage it with the attributes that the file has by now, if it is there. */
		void stageAnew(StagedChange change, Forcing forcing) throws IOException;

	}

	/**
	 * Make everything durable that the commit needs.
	 * @param removable what tries the temps of new files, where there is a journal
	 * @throws IOException if that is not possible; nothing is left of the attempt
	 */
	void stage(@Nullable RemovableEntries removable) throws IOException {
		boolean staged = false;
		try {
			List<Path> unforced = new ArrayList<>();
			for (StagedChange change : this.changes) {
				Path temp = change.stage();
				if (temp != null) {
					unforced.add(temp);
				}
			}
			if (this.journal != null) {
				unforced.add(this.journal.intent());
			}
			this.forcing.files(unforced);
			for (StagedChange change : this.changes) {
				change.complete();
				if (removable != null) {
					change.requireMovable(removable);
				}
			}
			staged = true;
		}
		finally {
			if (!staged) {
				discard();
			}
		}
	}

	boolean isUntouched() throws IOException {
		for (StagedChange change : this.changes) {
			if (!this.lastLook.isUntouched(change)) {
				return false;
			}
		}
		// looking at the others took its time
		return this.changes.stream().noneMatch(StagedChange::isAwaited);
	}

	/** Keep nobody from writing to the files: nothing takes effect for now. */
	void letWritersIn() {
		this.changes.forEach(StagedChange::letWritersIn);
	}

	/**
	 * Clear away what was staged and did not take effect. From the last to the first: a
	 * new directory goes with the change that created it, after all that is in it.
	 */
	void discard() {
		for (int i = this.changes.size() - 1; i >= 0; i--) {
			this.changes.get(i).discard();
		}
	}

	/**
	 * Let everything take effect.
	 * @return the files that were written, by name
	 * @throws IOException if nothing was changed
	 * @throws CommitOutcomeUnknownException if something was, or may have been
	 */
	Map<String, StoredFile> takeEffect() throws IOException {
		try {
			if (this.journal != null) {
				throughJournal(this.journal);
			}
			else {
				directly(this.changes.get(0));
			}
			return results();
		}
		catch (CommitOutcomeUnknownException ex) {
			if (ex.state() == FileState.UNKNOWN) {
				requireNotFenced(ex);
			}
			throw ex;
		}
		finally {
			discard();
		}
	}

	/**
	 * What was to be renamed is gone. If the lock is lost too, then its next holder has
	 * swept it away, and nothing was changed.
	 */
	private void requireNotFenced(CommitOutcomeUnknownException unknown) throws IOException {
		try {
			this.locks.requireIntact();
		}
		catch (LockLostException ex) {
			ex.addSuppressed(unknown);
			throw ex;
		}
		catch (ConfigStorageException ex) {
			unknown.addSuppressed(ex); // the volume is gone, and what it holds is not
										// known
		}
	}

	private void directly(StagedChange change) throws IOException {
		change.takeEffect();
		try {
			this.forcing.directory(change.directory());
		}
		catch (IOException ex) {
			throw new CommitOutcomeUnknownException(change.target().name(),
					"The change of '" + change.target().name()
							+ "' is in effect, but the system does not promise that it survives a power failure: "
							+ SystemErrors.reason(ex),
					FileState.CHANGED, ex);
		}
	}

	private void throughJournal(IntentJournal committing) throws IOException {
		StagedChange first = this.changes.get(0);
		committing.commit(first.target().name());
		Set<Path> directories = new TreeSet<>();
		CommitOutcomeUnknownException failure = null;
		for (StagedChange change : this.changes) {
			try {
				replace(change);
				if (!change.isInPlace()) {
					directories.add(change.directory());
				}
			}
			catch (IOException | ConfigFileException ex) {
				failure = pending(change, ex, failure);
			}
		}
		if (failure != null) {
			throw failure; // the journal stays: the next one to lock these files goes on
		}
		makeDurable(first, directories);
		if (!committing.finish()) {
			// without a mark nobody would force the removal before the next change
			this.locks.leaveRecords();
		}
	}

	/**
	 * The commit has happened, so it cannot fail any more because somebody without a lock
	 * changes a file now: that is a later change, and stays.
	 */
	private void replace(StagedChange change) throws IOException {
		for (int attempt = 1; !this.lastLook.isChanged(change); attempt++) {
			try {
				change.takeEffect();
				return;
			}
			catch (ReplacedMeanwhileException ex) {
				if (attempt == ATTEMPTS) {
					throw ex; // the journal stays
				}
				this.lastLook.stageAnew(change, this.forcing);
			}
		}
		stays(change);
	}

	private static void stays(StagedChange change) {
		logger.warn("{} was changed by somebody without its lock just after a transaction committed another"
				+ " change of it; the later one stays", change.target().name());
	}

	private static CommitOutcomeUnknownException pending(StagedChange change, Exception cause,
			@Nullable CommitOutcomeUnknownException earlier) {
		boolean system = cause instanceof IOException;
		String reason = system ? SystemErrors.reason((IOException) cause) : ((ConfigFileException) cause).problem();
		String nextStep = system ? SystemErrors.nextStep((IOException) cause)
				: ((ConfigFileException) cause).nextStep();
		CommitOutcomeUnknownException failure = new CommitOutcomeUnknownException(change.target().name(),
				"The transaction is committed, but '" + change.target().name() + "' could not be "
						+ (change.isRemoval() ? "removed" : "replaced")
						+ "; whoever locks it next has to do that first: " + reason,
				FileState.CHANGED, nextStep + " Until then none of the files of the transaction can be changed.",
				cause);
		if (earlier != null) {
			failure.addSuppressed(earlier);
		}
		return failure;
	}

	private void makeDurable(StagedChange first, Set<Path> directories) {
		try {
			this.forcing.directories(directories);
		}
		catch (IOException ex) {
			throw new CommitOutcomeUnknownException(first.target().name(),
					"The transaction is in effect, but the system does not promise that all of it survives a power"
							+ " failure: " + SystemErrors.reason(ex),
					FileState.CHANGED, ex);
		}
	}

	private Map<String, StoredFile> results() {
		Map<String, StoredFile> results = new HashMap<>();
		for (StagedChange change : this.changes) {
			StoredFile result = change.result();
			if (result != null) {
				results.put(change.target().name(), result);
			}
		}
		return results;
	}

}
