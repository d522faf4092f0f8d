package io.safeconfig.store.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.safeconfig.ConfigFileException;
import io.safeconfig.InvalidConfigNameException;
import io.safeconfig.LockStrategy;
import io.safeconfig.lock.HeldLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Journals that nobody will carry out: of transactions that were not committed, and what
 * is no journal. They are touched only by who holds the lock of their first file, since
 * then their maker is gone.
 */
final class AbandonedJournals {

	private static final Logger logger = LoggerFactory.getLogger(AbandonedJournals.class);

	private final StoreParts parts;

	AbandonedJournals(StoreParts parts) {
		this.parts = parts;
	}

	/**
	 * Remove the journal of a transaction that was not committed, if it is left. One that
	 * cannot be removed is of no effect, and stands in nobody's way, unless its maker may
	 * still live and commit it.
	 * @throws IOException if it may
	 */
	void removeIntent(Path file, Set<String> locked) throws IOException {
		boolean fencing = this.parts.options().lockStrategy() == LockStrategy.LOCK_FILE;
		try {
			if (isFirstLocked(file, locked) || (fencing && isConcerned(file, locked))) {
				remove(file);
			}
		}
		catch (IOException ex) {
			if (fencing && this.parts.journals().isFile(file)) {
				throw ex;
			}
			logger.warn("Cannot remove {}, left by a transaction that was not committed", file, ex);
		}
	}

	/**
	 * A marker can be lost while its holder is stopped. The holder looks after its locks
	 * right before it commits; so that it cannot be stopped in between and commit later,
	 * what it would rename goes.
	 */
	private boolean isConcerned(Path file, Set<String> locked) throws IOException {
		try {
			Journal journal = this.parts.journals().read(file);
			return journal != null && journal.concerns(locked);
		}
		catch (MalformedJournalException | AccessDeniedException ex) {
			return false; // being written: its maker has yet to look; or of another user
		}
	}

	/**
	 * Remove the journal of a transaction that was not committed, if it is left, and the
	 * temps of its files. Taking the locks of the files does the latter.
	 */
	void removeIntent(Path file) {
		List<ResolvedFile> files = files(file);
		whileLocked(files, () -> remove(file));
	}

	private void remove(Path file) throws IOException {
		logger.info("Removing {}, left by a transaction that was not committed", file);
		this.parts.journals().remove(file);
		this.parts.recoveries().ended(file, RecoveryResult.DROPPED);
	}

	/** All files of the journal, or the first one if the journal is not whole. */
	private List<ResolvedFile> files(Path file) {
		List<ResolvedFile> files = new ArrayList<>();
		try {
			Journal journal = this.parts.journals().read(file);
			if (journal != null) {
				journal.entries().forEach((entry) -> files.add(this.parts.paths().literally(entry.canonicalName())));
			}
		}
		catch (MalformedJournalException | IOException | InvalidConfigNameException ex) {
			logger.debug("{} does not tell its files", file, ex);
		}
		if (files.isEmpty()) {
			first(file).ifPresent(files::add);
		}
		return files;
	}

	private Optional<ResolvedFile> first(Path file) {
		try {
			return JournalNames.first(file).map(this.parts.paths()::literally);
		}
		catch (InvalidConfigNameException ex) {
			return Optional.empty();
		}
	}

	/** Put aside what is no journal, if its maker is gone or it never had one. */
	void quarantine(Path file, String reason, Set<String> locked) {
		try {
			if (isFirstLocked(file, locked) || !JournalNames.isOurs(file)) {
				putAside(file, reason);
			}
			else {
				first(file).ifPresent((first) -> whileLocked(List.of(first), () -> putAside(file, reason)));
			}
		}
		catch (IOException ex) {
			logger.error("Cannot put the journal {} aside; it is not carried out: {}", file, reason, ex);
		}
	}

	private void putAside(Path file, String reason) throws IOException {
		this.parts.journals().quarantine(file, reason);
		this.parts.recoveries().ended(file, RecoveryResult.QUARANTINED);
	}

	/** Whether the maker of a journal is gone and the journal is still there. */
	boolean isAbandoned(Path file, Set<String> locked) throws IOException {
		if (isFirstLocked(file, locked)) {
			return true;
		}
		boolean[] left = new boolean[1];
		first(file)
			.ifPresent((first) -> whileLocked(List.of(first), () -> left[0] = this.parts.journals().exists(file)));
		return left[0];
	}

	private static boolean isFirstLocked(Path file, Set<String> locked) {
		return locked.stream().anyMatch((name) -> JournalNames.isFirst(file, name));
	}

	/** Not at all if anybody has one of the locks. */
	private void whileLocked(List<ResolvedFile> files, Work work) {
		if (files.isEmpty()) {
			return;
		}
		try {
			var locks = this.parts.locking().lockAll(files, this.parts.now(), "clear up", false);
			try {
				work.run();
			}
			finally {
				locks.values().forEach(HeldLock::release);
			}
		}
		catch (ConfigFileException ex) {
			logger.debug("The maker of a journal is still at work", ex);
		}
		catch (IOException ex) {
			logger.warn("Cannot clear up after a transaction that was not committed", ex);
		}
	}

	/** What is done under the locks. */
	@FunctionalInterface
	private interface Work {

		void run() throws IOException;

	}

}
