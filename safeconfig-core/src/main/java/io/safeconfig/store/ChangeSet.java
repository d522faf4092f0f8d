package io.safeconfig.store;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.Collections;

/**
 * What a commit is: the revisions of everything it read or writes, and what it does to
 * each file. A store commits all of it if every revision still holds, and nothing
 * otherwise. Immutable.
 *
 * @param expected the revision of each file that was read or is changed, by name;
 * {@link Revision#ABSENT} where there must be no file
 * @param changes what happens to each changed file, by name; every name is in
 * {@code expected} too
 * @param operation what the caller is doing, for people: it completes a sentence that
 * begins with "Cannot" and ends with the name of a file
 */
public record ChangeSet(SortedMap<String, Revision> expected, SortedMap<String, FileChange> changes, String operation) {

	/**
	 * Create a change set.
	 * @throws IllegalArgumentException if a changed file has no expected revision
	 */
	public ChangeSet {
		expected = Collections.unmodifiableSortedMap(new TreeMap<>(expected));
		changes = Collections.unmodifiableSortedMap(new TreeMap<>(changes));
		if (!expected.keySet().containsAll(changes.keySet())) {
			throw new IllegalArgumentException("Every changed file needs an expected revision");
		}
	}

	/**
	 * The change of one file.
	 * @param name the name of the file
	 * @param expected its revision, or {@link Revision#ABSENT}
	 * @param change what happens to it
	 * @param operation what the caller is doing
	 * @return the change set
	 */
	public static ChangeSet of(String name, Revision expected, FileChange change, String operation) {
		return new ChangeSet(new TreeMap<>(Map.of(name, expected)), new TreeMap<>(Map.of(name, change)), operation);
	}

}
