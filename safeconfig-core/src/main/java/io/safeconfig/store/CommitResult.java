package io.safeconfig.store;

import java.util.Map;

/** How a commit ended, other than by an exception. */
public sealed interface CommitResult {

	/**
	 * Everything is in effect and durable as far as the store was told to make it.
	 *
	 * @param files the files as they are now, by name, without those that were removed
	 */
	record Committed(Map<String, StoredFile> files) implements CommitResult {
	}

	/**
	 * A file was not at its expected revision; nothing was changed.
	 *
	 * @param name the first such file
	 * @param found the revision that is there
	 */
	record Conflict(String name, Revision found) implements CommitResult {
	}

}
