package io.safeconfig.store.file;

import java.nio.file.Path;
import java.util.Objects;

import io.safeconfig.store.FileChange;

/**
 * Where a name leads.
 *
 * @param name the name as the caller gave it
 * @param canonicalName the name of the file itself, with every link resolved: all names
 * of one file have this one in common, and its lock
 * @param entry the directory entry of the name, which may be a link
 * @param file the file itself
 */
record ResolvedFile(String name, String canonicalName, Path entry, Path file) {

	/**
	 * The directory entry that a change replaces or removes: a link is followed by who
	 * writes, and is removed itself.
	 */
	Path changedBy(FileChange change) {
		return (change instanceof FileChange.Write) ? this.file : this.entry;
	}

	/** The directory of the file itself. */
	Path directory() {
		return Objects.requireNonNull(this.file.getParent(), "no file is a root");
	}

}
