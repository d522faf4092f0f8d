package io.safeconfig.store.file;

import java.util.List;
import java.util.Set;

import io.safeconfig.store.FileChange;
import io.safeconfig.store.Revision;

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
	 */
	record Entry(String canonicalName, String entryName, Revision before, FileChange change) {

		/** The revision that the file has afterwards. */
		Revision after() {
			return (this.change instanceof FileChange.Write write) ? Revision.of(write.content()) : Revision.ABSENT;
		}

	}

}
