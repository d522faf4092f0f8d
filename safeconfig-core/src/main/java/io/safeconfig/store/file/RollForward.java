package io.safeconfig.store.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;

import io.safeconfig.ConfigConflictException;
import io.safeconfig.ConfigFileException;
import io.safeconfig.InvalidConfigNameException;
import io.safeconfig.lock.Deadline;
import io.safeconfig.lock.HeldLock;
import io.safeconfig.os.FileStamp;
import io.safeconfig.store.ChangeSet;
import io.safeconfig.store.CommitResult;
import io.safeconfig.store.FileChange;
import io.safeconfig.store.Revision;
import io.safeconfig.store.StoredFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out a committed journal whose maker is gone. May be cut off at any moment and
 * begun again by anybody: each file is replaced only if it still is what the journal
 * replaces, and the journal goes last.
 */
final class RollForward {

	private static final Logger logger = LoggerFactory.getLogger(RollForward.class);

	private static final String OPERATION = "finish a transaction with";

	private final StoreParts parts;

	private final Recovery recovery;

	RollForward(StoreParts parts, Recovery recovery) {
		this.parts = parts;
		this.recovery = recovery;
	}

	/**
	 * Lock all files of the journal and carry it out, unless somebody else has by then.
	 * @throws MalformedJournalException if it names what no commit could have changed
	 */
	void run(Path file, Journal journal, Deadline deadline, boolean ordered)
			throws IOException, MalformedJournalException {
		List<ResolvedFile> files = requireWithinRules(journal);
		SortedMap<String, HeldLock> locks = this.parts.locking().lockAll(files, deadline, OPERATION, ordered);
		boolean done = false;
		try {
			if (this.parts.journals().exists(file)) {
				carryOut(file, journal, new Held(locks, deadline));
			}
			done = true;
		}
		finally {
			// the journal may be gone and its removal not durable: that must not be
			// forgotten
			locks.values().forEach(done ? HeldLock::release : HeldLock::releaseUnrecovered);
		}
	}

	/**
	 * Before any lock: for a name outside the base there must not even be a lock file.
	 */
	private List<ResolvedFile> requireWithinRules(Journal journal) throws MalformedJournalException {
		try {
			journal.entries().forEach((entry) -> this.parts.paths().literally(entry.entryName()));
			return journal.entries()
				.stream()
				.map((entry) -> this.parts.paths().literally(entry.canonicalName()))
				.toList();
		}
		catch (InvalidConfigNameException ex) {
			throw new MalformedJournalException("it names a file that no transaction can change: " + ex.problem());
		}
	}

	private void carryOut(Path file, Journal journal, Held held) throws IOException {
		logger.warn("Finishing a transaction ({}) of {} files that a process which is gone has committed: {}",
				journal.describeOperation(), journal.entries().size(), file);
		this.parts.journals().makeDurable(file);
		for (Journal.Entry entry : journal.entries()) {
			attempt(entry, held);
		}
		this.parts.journals().remove(file);
		this.parts.recoveries().ended(file, RecoveryResult.FINISHED);
	}

	/**
	 * What is true of a file of the journal says nothing of what the caller wants to do,
	 * which has not begun.
	 */
	private void attempt(Journal.Entry entry, Held held) throws IOException {
		try {
			carryOut(entry, held);
		}
		catch (ConfigConflictException ex) {
			throw ex; // somebody writes to the file right now: that is no failure
		}
		catch (ConfigFileException ex) {
			throw new IOException(ex.problem(), ex);
		}
	}

	private void carryOut(Journal.Entry entry, Held held) throws IOException {
		try {
			carryOut(entry, this.parts.paths().resolve(entry.entryName()), held);
		}
		catch (InvalidConfigNameException ex) {
			leave(entry, ex.problem()); // a link leads elsewhere now, even out of the
										// base
		}
	}

	private void carryOut(Journal.Entry entry, ResolvedFile target, Held held) throws IOException {
		if (entry.replaced() != null) {
			carryOutInPlace(entry, target, held);
			return;
		}
		FileSession session = session(target, held);
		Revision present = session.read(entry.entryName()).map(StoredFile::revision).orElse(Revision.ABSENT);
		if (present.equals(entry.after())) {
			makeDurable(target);
		}
		else if (!present.equals(entry.before()) || !target.canonicalName().equals(entry.canonicalName())) {
			leave(entry, "it was changed by somebody else since");
		}
		else if (session.commit(change(entry)) instanceof CommitResult.Conflict) {
			leave(entry, "it is being changed by somebody else");
		}
	}

	private FileSession session(ResolvedFile target, Held held) {
		return new FileSession(this.parts, lent(target, held));
	}

	private SessionLocks lent(ResolvedFile target, Held held) {
		SessionLocks session = new SessionLocks(this.parts, this.recovery, OPERATION);
		session.lend(target, held.locks(), held.until());
		return session;
	}

	/** Also what is written already: it may not be durable, or not sealed. */
	private void carryOutInPlace(Journal.Entry entry, ResolvedFile target, Held held) throws IOException {
		Reading present = this.parts.reader().lookAnew(target);
		boolean written = present != null && present.file().revision().equals(entry.after());
		if (!target.canonicalName().equals(entry.canonicalName()) || !(written || entry.isReplacing(present))) {
			leave(entry, "it was changed by somebody else since");
			return;
		}
		lent(target, held).requireIntact();
		InPlaceWrite write = new InPlaceWrite(this.parts);
		write.announce();
		if (written) {
			write.seal(target.file());
		}
		else if (entry.change() instanceof FileChange.Write change) {
			write.run(target.file(), change.content());
		}
	}

	private static ChangeSet change(Journal.Entry entry) {
		return ChangeSet.of(entry.entryName(), entry.before(), entry.change(), OPERATION);
	}

	/** Whoever replaced or removed it may have died before that was durable. */
	private void makeDurable(ResolvedFile target) throws IOException {
		if (this.parts.platform().files().stat(target.file()) != null) {
			this.parts.forcing().file(target.file());
		}
		FileStamp directory = this.parts.platform().files().stat(target.directory());
		if (directory != null) {
			this.parts.forcing().directory(target.directory());
		}
	}

	private static void leave(Journal.Entry entry, String reason) {
		logger.warn("{} stays as it is, although a transaction was to {} it: {}", entry.entryName(),
				(entry.change() instanceof FileChange.Write) ? "replace" : "remove", reason);
	}

	/**
	 * What the caller holds.
	 *
	 * @param locks the locks of all files of the journal
	 * @param until when to wait no longer for those who take no lock
	 */
	private record Held(SortedMap<String, HeldLock> locks, Deadline until) {
	}

}
