package io.safeconfig.store.file;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

import io.safeconfig.os.FileIdentity;
import io.safeconfig.os.FileOperations;
import io.safeconfig.os.FileStamp;
import io.safeconfig.os.Platform;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The directory of journals, which is empty as long as no commit is under way. */
final class Journals {

	private static final Logger logger = LoggerFactory.getLogger(Journals.class);

	private final Platform platform;

	private final FileOperations files;

	private final Path base;

	private final Path directory;

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
		this.base = base;
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
	 * hold what only the owner of a file may read.
	 */
	IntentJournal begin(Journal journal) throws IOException {
		byte[] content = JournalFormat.encode(journal);
		String first = journal.entries().get(0).canonicalName();
		String nonce = this.platform.nonces().get();
		createDirectory();
		Path intent = this.directory.resolve(JournalNames.of(first, nonce, JournalNames.INTENT));
		IntentJournal begun = new IntentJournal(this.files, this.forcing, intent,
				this.directory.resolve(JournalNames.of(first, nonce, JournalNames.COMMITTED)));
		begun.write(content);
		return begun;
	}

	private void createDirectory() throws IOException {
		if (this.durable && exists(this.directory)) {
			return;
		}
		Path parent = Objects.requireNonNull(this.directory.getParent());
		// what is there already has the access that somebody wanted it to have
		List<Path> missing = new ArrayList<>();
		for (Path path : List.of(parent, this.directory)) {
			if (!exists(path)) {
				missing.add(path);
			}
		}
		new ParentDirectories(this.files, this.base, this.forcing.forcesDirectories()).create(this.directory);
		for (Path created : missing) {
			share(created);
		}
		this.durable = true;
	}

	/** Whoever may use the base directory may list its journals, and add to them. */
	private void share(Path created) throws IOException {
		FileStamp wanted = this.files.stat(this.base);
		FileStamp stamp = this.files.stat(created);
		if (wanted == null || stamp == null || (stamp.mode() == wanted.mode() && stamp.gid() == wanted.gid())) {
			return;
		}
		try {
			this.files.setAccess(created, wanted.gid(), wanted.permissions());
		}
		catch (IOException ex) {
			logger.warn("Cannot give {} the group and mode of the base directory; other users may not be able to"
					+ " commit several files", created, ex);
		}
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
