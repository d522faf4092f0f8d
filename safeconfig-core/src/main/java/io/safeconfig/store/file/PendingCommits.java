package io.safeconfig.store.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import io.safeconfig.store.FileChange;
import io.safeconfig.store.StoredFile;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The commits that were under way when somebody looked. What has passed its commit point
 * is committed, also where it has not reached its file yet.
 */
final class PendingCommits {

	private static final Logger logger = LoggerFactory.getLogger(PendingCommits.class);

	/** All that lay there, committed or not. */
	private final List<Path> files;

	private final Map<Path, Journal> committed;

	private final ConfigPaths paths;

	private final Instant looked;

	private PendingCommits(List<Path> files, Map<Path, Journal> committed, ConfigPaths paths, Instant looked) {
		this.files = files;
		this.committed = committed;
		this.paths = paths;
		this.looked = looked;
	}

	static PendingCommits look(StoreParts parts) throws IOException {
		Journals journals = parts.journals();
		List<Path> files = journals.list();
		Map<Path, Journal> committed = new LinkedHashMap<>();
		for (Path file : files) {
			Journal journal = JournalNames.isCommitted(file) ? read(journals, file) : null;
			if (journal != null) {
				committed.put(file, journal);
			}
		}
		return new PendingCommits(files, committed, parts.paths(), parts.platform().clock().instant());
	}

	/**
	 * What must not be read is passed over: a reader who may read the files but not what
	 * another user commits sees those files one by one. Any other failure is one of the
	 * caller, who would see half a commit otherwise.
	 */
	private static @Nullable Journal read(Journals journals, Path file) throws IOException {
		try {
			return journals.read(file);
		}
		catch (AccessDeniedException | MalformedJournalException ex) {
			logger.debug("Cannot read the journal {}", file, ex);
			return null;
		}
	}

	/** Whether nothing is under way, so that what is read now can be trusted later. */
	boolean areNone() {
		return this.files.isEmpty();
	}

	Map<Path, Journal> committed() {
		return this.committed;
	}

	/** Whether the same commits, and no other, are past their commit point now. */
	boolean areTheSame(List<Path> now) {
		return committed(now).equals(committed(this.files));
	}

	private static List<Path> committed(List<Path> files) {
		return files.stream().filter(JournalNames::isCommitted).toList();
	}

	/**
	 * Whether one of them writes to the file in place: then who has it open for writing
	 * is no stranger, and what lies in it is of no account.
	 */
	boolean writeInPlace(ResolvedFile file) {
		return this.committed.values()
			.stream()
			.flatMap((journal) -> journal.entries().stream())
			.anyMatch((entry) -> entry.replaced() != null && isOf(entry, file));
	}

	/** What is committed of a file, given what is in its place. */
	Optional<StoredFile> over(ResolvedFile file, @Nullable Reading present) {
		for (Journal journal : this.committed.values()) {
			for (Journal.Entry entry : journal.entries()) {
				if (entry.isReplacing(present) && isOf(entry, file)) {
					return after(entry);
				}
			}
		}
		return Optional.ofNullable(present).map(Reading::file);
	}

	/** The removal of a link concerns that link alone. */
	private boolean isOf(Journal.Entry entry, ResolvedFile file) {
		return entry.canonicalName().equals(file.canonicalName()) && (entry.entryName().equals(entry.canonicalName())
				|| entry.entryName().equals(this.paths.nameOf(file.entry())));
	}

	private Optional<StoredFile> after(Journal.Entry entry) {
		return (entry.change() instanceof FileChange.Write write)
				? Optional.of(new StoredFile(write.content(), entry.after(), this.looked)) : Optional.empty();
	}

	/** The names of all files, given those that are there. */
	List<String> over(List<String> present) {
		Set<String> names = new TreeSet<>(present);
		for (Journal journal : this.committed.values()) {
			for (Journal.Entry entry : journal.entries()) {
				if (entry.change() instanceof FileChange.Remove) {
					names.remove(entry.entryName());
				}
				else if (entry.before().isAbsent() && this.paths.isListed(entry.entryName())) {
					names.add(entry.entryName());
				}
			}
		}
		return List.copyOf(names);
	}

}
