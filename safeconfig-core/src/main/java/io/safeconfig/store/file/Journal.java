package io.safeconfig.store.file;

import java.util.List;
import java.util.Set;

import io.safeconfig.store.FileChange;
import io.safeconfig.store.Revision;
import io.safeconfig.store.StoredFile;
import org.jspecify.annotations.Nullable;

/**
 * What a commit of several files is going to do, with the new content itself: from the
 * moment that it lies in the journal directory under its final name, the commit has
 * happened, and whoever comes next finishes it.
 *
 * @param operation what the commit is for, for people
 * @param entries what happens to each file, in the order of canonical names
 */
record Journal(String operation, List<Entry> entries) {

	private static final int LONGEST_SHOWN = 60;

	Journal {
		entries = List.copyOf(entries);
	}

	/** What the commit is for, in one short line, whoever wrote the journal. */
	String describeOperation() {
		return this.operation.codePoints()
			.limit(LONGEST_SHOWN)
			.map((point) -> (point >= ' ' && point <= '~') ? point : '?')
			.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
			.toString();
	}

	/** Whether it changes any of these files. */
	boolean concerns(Set<String> canonicalNames) {
		return this.entries.stream().anyMatch((entry) -> canonicalNames.contains(entry.canonicalName()));
	}

	/**
	 * What happens to one file.
	 *
	 * @param canonicalName the name of the file itself, which is the name of its lock
	 * @param entryName the name of the directory entry: another one only where a link is
	 * removed
	 * @param before the revision that is replaced
	 * @param change what replaces it
	 * @param replaced where the file is written in place, what it is written over: then
	 * what lies in the file is of no account until the journal is gone; else {@code null}
	 */
	record Entry(String canonicalName, String entryName, Revision before, FileChange change,
			@Nullable ReplacedContent replaced) {

		Entry(String canonicalName, String entryName, Revision before, FileChange change) {
			this(canonicalName, entryName, before, change, null);
		}

		/** Whether this is what the change replaces, or has replaced in part. */
		boolean isReplacing(@Nullable Reading present) {
			Revision revision = (present != null) ? present.file().revision() : Revision.ABSENT;
			return this.before.equals(revision) || (present != null && isInterrupted(present.file()));
		}

		/** Whether this is a part of the old content and a part of the new one. */
		boolean isInterrupted(StoredFile present) {
			return this.replaced != null && this.change instanceof FileChange.Write write
					&& this.replaced.isInterrupted(present.content(), write.content());
		}

		/** Not less than the bytes that it takes in a journal. */
		long size() {
			long written = (this.change instanceof FileChange.Write write) ? write.content().length : 0;
			return JournalFormat.ENTRY_OVERHEAD + written + ((this.replaced != null) ? this.replaced.length() : 0);
		}

		/** The revision that the file has afterwards. */
		Revision after() {
			return (this.change instanceof FileChange.Write write) ? Revision.of(write.content()) : Revision.ABSENT;
		}

	}

}
