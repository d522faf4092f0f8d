package io.safeconfig.store.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.safeconfig.ConfigFileException;
import io.safeconfig.ConfigStorageException;
import io.safeconfig.lock.Deadline;
import io.safeconfig.os.SystemErrors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Finishes commits whose process died between the commit point and the end, and drops
 * those that did not get that far. No process is judged dead by anything but its locks: a
 * commit holds the locks of all its files, so whoever has one of them knows that its
 * journal has been left.
 */
final class Recovery {

	private static final Logger logger = LoggerFactory.getLogger(Recovery.class);

	private final StoreParts parts;

	private final RollForward rollForward;

	private final AbandonedJournals abandoned;

	Recovery(StoreParts parts) {
		this.parts = parts;
		this.rollForward = new RollForward(parts, this);
		this.abandoned = new AbandonedJournals(parts);
	}

	/**
	 * The unfinished commits of files that the caller has locked.
	 * @param locked the canonical names
	 * @return the journals, whose makers are gone
	 */
	Map<Path, Journal> find(Set<String> locked) {
		Map<Path, Journal> found = new LinkedHashMap<>();
		try {
			for (Path file : settled(locked)) {
				Journal journal = JournalNames.isCommitted(file) ? read(file, locked) : null;
				if (journal != null && journal.concerns(locked)) {
					found.put(file, journal);
				}
			}
			return found;
		}
		catch (IOException ex) {
			throw StorageFailures.of(locked.iterator().next(), "find unfinished transactions of", ex);
		}
	}

	/**
	 * All journals, when none that concerns the caller can be committed any more: the
	 * maker of one may go on while this looks, and commit it before it is removed.
	 */
	private List<Path> settled(Set<String> locked) throws IOException {
		List<Path> listed = this.parts.journals().list();
		List<Path> intents = listed.stream().filter(JournalNames::isIntent).toList();
		for (Path intent : intents) {
			this.abandoned.removeIntent(intent, locked);
		}
		return intents.isEmpty() ? listed : this.parts.journals().list();
	}

	/**
	 * What another user may be committing right now cannot be read. Whatever else fails
	 * must not hide a journal: it may be about the caller's files.
	 */
	private @Nullable Journal read(Path file, Set<String> locked) throws IOException {
		try {
			return this.parts.journals().read(file);
		}
		catch (MalformedJournalException ex) {
			this.abandoned.quarantine(file, ex.reason(), locked);
			return null;
		}
		catch (AccessDeniedException ex) {
			if (this.abandoned.isAbandoned(file, locked)) {
				throw ex;
			}
			return null;
		}
	}

	/**
	 * Finish commits. The caller must not hold the lock of any of their files.
	 * @throws ConfigFileException if that is not possible; what has been replaced stays
	 */
	void finish(Map<Path, Journal> journals, Deadline deadline, boolean ordered) {
		journals.forEach((file, journal) -> finish(file, journal, deadline, ordered));
	}

	private void finish(Path file, Journal journal, Deadline deadline, boolean ordered) {
		try {
			this.rollForward.run(file, journal, deadline, ordered);
		}
		catch (MalformedJournalException ex) {
			this.abandoned.quarantine(file, ex.reason(), Set.of());
		}
		catch (ConfigStorageException ex) { // of a lock
			if (!(ex.getCause() instanceof AccessDeniedException)) {
				// else its maker may be another user who is still at it
				this.parts.recoveries().failed(file, ex.problem());
			}
			throw ex;
		}
		catch (IOException ex) {
			this.parts.recoveries().failed(file, SystemErrors.reason(ex));
			throw new ConfigStorageException(journal.entries().get(0).canonicalName(),
					"Cannot finish the transaction that a process which is gone left in '" + file + "': "
							+ SystemErrors.reason(ex),
					SystemErrors.nextStep(ex) + " Until then none of its files can be changed.", ex);
		}
	}

	/**
	 * Finish what can be finished without waiting for anybody.
	 * @return whether anything was finished
	 */
	boolean attempt(Map<Path, Journal> journals) {
		boolean any = false;
		for (Map.Entry<Path, Journal> journal : journals.entrySet()) {
			any |= attempt(journal.getKey(), journal.getValue(), Level.DEBUG);
		}
		return any;
	}

	/**
	 * Who wants to change the files is told of a failure. A reader need not be: it may
	 * not even be allowed to finish what somebody else is still at.
	 */
	private boolean attempt(Path file, Journal journal, Level level) {
		try {
			finish(file, journal, this.parts.now(), false);
			return true;
		}
		catch (ConfigStorageException ex) {
			logger.atLevel(level).setCause(ex).log("A transaction that was committed cannot be finished");
			return false;
		}
		catch (ConfigFileException ex) {
			logger.debug("The commit of {} is still under way", file, ex);
			return false;
		}
	}

	/**
	 * Finish what is committed and can be finished at once, and remember what cannot and
	 * why. Never waits. For who looks.
	 */
	void attemptCommitted() throws IOException {
		if (this.parts.options().readOnly()) {
			return; // others finish it
		}
		for (Path file : this.parts.journals().list()) {
			if (JournalNames.isCommitted(file)) {
				attemptCommitted(file);
			}
		}
	}

	private void attemptCommitted(Path file) throws IOException {
		try {
			Journal journal = this.parts.journals().read(file);
			if (journal != null) {
				attempt(file, journal, Level.DEBUG);
			}
		}
		catch (MalformedJournalException ex) {
			this.abandoned.quarantine(file, ex.reason(), Set.of());
			rememberIfLeft(file, ex.reason());
		}
		catch (IOException ex) {
			if (this.abandoned.isAbandoned(file, Set.of())) {
				rememberIfLeft(file, SystemErrors.reason(ex));
			}
		}
	}

	private void rememberIfLeft(Path file, String reason) throws IOException {
		if (this.parts.journals().exists(file)) {
			this.parts.recoveries().failed(file, reason);
		}
	}

	/** To be called when a store is opened. */
	void start() {
		try {
			for (Path file : this.parts.journals().list()) {
				startWith(file);
			}
		}
		catch (IOException ex) {
			logger.error("Cannot look for unfinished transactions; the next change will", ex);
		}
	}

	private void startWith(Path file) {
		if (JournalNames.isIntent(file)) {
			this.abandoned.removeIntent(file);
			return;
		}
		try {
			Journal journal = this.parts.journals().read(file);
			if (journal != null) {
				attempt(file, journal, Level.ERROR);
			}
		}
		catch (IOException ex) {
			logger.error("Cannot look at the unfinished transaction in {}; the next change will", file, ex);
		}
		catch (MalformedJournalException ex) {
			this.abandoned.quarantine(file, ex.reason(), Set.of());
		}
	}

}
