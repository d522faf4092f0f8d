package io.safeconfig.store.file;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

import io.safeconfig.os.FileIdentity;
import io.safeconfig.os.FileOperations;
import io.safeconfig.os.FileStamp;
import io.safeconfig.os.OwnFiles;
import io.safeconfig.os.Platform;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The directory of journals, which is empty as long as no commit is under way. */
final class Journals {

	private static final Logger logger = LoggerFactory.getLogger(Journals.class);

	private final Platform platform;

	private final FileOperations files;

	private final OwnFiles own;

	private final Path base;

	private final Path directory;

	private final JournalReaders readers;

	private final Forcing forcing;

	private final NameRules rules;

	/** Files that must not even be opened. */
	private final Predicate<FileIdentity> lockFiles;

	/** Whether this store has made sure that the directory itself is durable. */
	private volatile boolean durable;

	Journals(Platform platform, Path base, Forcing forcing, NameRules rules, Predicate<FileIdentity> lockFiles) {
		this.rules = rules;
		this.lockFiles = lockFiles;
		this.platform = platform;
		this.files = platform.files();
		this.own = new OwnFiles(this.files);
		this.base = base;
		this.readers = new JournalReaders(this.files, this.own, base);
		this.directory = OwnNames.journals(base);
		this.forcing = forcing;
	}

	/** Journals of every state. */
	List<Path> listAll() throws IOException {
		return list((file) -> isPending(file) || JournalNames.isQuarantined(file));
	}

	/** Journals of every state but those put in quarantine. */
	List<Path> list() throws IOException {
		return list(Journals::isPending);
	}

	private static boolean isPending(Path file) {
		return JournalNames.isCommitted(file) || JournalNames.isIntent(file);
	}

	private List<Path> list(Predicate<Path> wanted) throws IOException {
		try {
			return this.files.list(this.directory)
				.stream()
				.filter(wanted.and(JournalNames::isWellSpelled))
				.sorted()
				.toList();
		}
		catch (NoSuchFileException | NotDirectoryException ex) {
			return List.of();
		}
	}

	/**
	 * Read a journal, {@code null} if it is gone: then its commit is finished.
	 * @throws MalformedJournalException if it is not a whole journal of this version, or
	 * names what no transaction can change: nobody may act on it then, also where it
	 * cannot be put aside
	 */
	@Nullable Journal read(Path journal) throws IOException, MalformedJournalException {
		// before it is followed: in circles, for example
		boolean link = this.files.readLink(journal) != null;
		FileStamp stamp = link ? null : this.files.stat(journal);
		if (stamp == null && !link) {
			return null;
		}
		if (stamp == null || !stamp.isFile() || this.lockFiles.test(stamp.identity())) {
			throw new MalformedJournalException("it is not a file of its own");
		}
		try {
			// before memory is taken for the whole
			JournalFormat.requirePlausible(this.files.read(journal, JournalFormat.START_LENGTH), stamp.size());
			return requireAllowed(JournalFormat.parse(this.files.read(journal, JournalFormat.MAX_SIZE)));
		}
		catch (NoSuchFileException ex) {
			return null;
		}
	}

	private Journal requireAllowed(Journal journal) throws MalformedJournalException {
		for (Journal.Entry entry : journal.entries()) {
			if (!this.rules.allows(entry.canonicalName()) || !this.rules.allows(entry.entryName())) {
				throw new MalformedJournalException("it names a file that no transaction can change");
			}
		}
		return journal;
	}

	boolean exists(Path journal) throws IOException {
		return this.files.stat(journal) != null;
	}

	/** What is none can never become a journal that is carried out. */
	boolean isFile(Path journal) throws IOException {
		FileStamp stamp = this.files.stat(journal);
		return stamp != null && stamp.isFile();
	}

	/**
	 * Write a journal that is of no effect yet. Only its owner can read it, since it may
	 * hold what only the owner of a file may read. That is the owner of the base
	 * directory if every file of it may be read by that one: then it can finish what this
	 * process cannot any more.
	 */
	IntentJournal begin(Journal journal) throws IOException {
		byte[] content = JournalFormat.encode(journal);
		String first = journal.entries().get(0).canonicalName();
		String nonce = this.platform.nonces().get();
		createDirectory();
		Path intent = this.directory.resolve(JournalNames.of(first, nonce, JournalNames.INTENT));
		IntentJournal begun = new IntentJournal(this.files, this.forcing, intent,
				this.directory.resolve(JournalNames.of(first, nonce, JournalNames.COMMITTED)));
		FileStamp owner = this.readers.ownerOf(journal);
		begun.write(content, (created) -> {
			if (owner != null) {
				this.own.give(created, owner);
			}
		});
		return begun;
	}

	/**
	 * Whoever may use the base directory may list its journals, and add to them; but what
	 * is there already has the access that somebody wanted it to have.
	 */
	void createDirectory() throws IOException {
		if (this.durable && exists(this.directory)) {
			return;
		}
		new ParentDirectories(this.files, this.base, this.forcing.forcesDirectories(),
				(created) -> this.own.createDirectory(created,
						created.resolveSibling("." + this.platform.nonces().get() + ".new.sctmp"), this.base))
			.create(this.directory);
		this.durable = true;
	}

	/** Make sure that a journal found here survives what is done because of it. */
	void makeDurable(Path journal) throws IOException {
		this.forcing.file(journal);
		this.forcing.directory(this.directory);
	}

	/**
	 * Remove a journal that is carried out, durably: if it came back after a power
	 * failure, it could undo a later change that restored the old content.
	 */
	void remove(Path journal) throws IOException {
		this.files.delete(journal);
		this.forcing.directory(this.directory);
	}

	/**
	 * To be called by who follows a holder that is gone: that one may have died after it
	 * removed a journal and before the removal was durable. The journal would come back
	 * with a power failure, and a change that needs no journal forces no journals.
	 */
	void makeRemovalsDurable() throws IOException {
		if (exists(this.directory)) {
			this.forcing.directory(this.directory);
		}
	}

	/** Put aside what can never be carried out, for people to look at. */
	void quarantine(Path journal, String reason) throws IOException {
		Path aside = journal.resolveSibling(journal.getFileName() + JournalNames.QUARANTINED);
		this.files.rename(journal, aside);
		this.forcing.directory(Objects.requireNonNull(aside.getParent()));
		logger.error("Put the journal {} in quarantine as {}: {}. Nothing is done because of it; the files that it"
				+ " names stay as they are", journal, aside.getFileName(), reason);
	}

}
