package io.safeconfig.store;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A home of configuration files. Implementations are thread-safe. Names are relative
 * paths with {@code /} between their parts; a store refuses those that it cannot hold
 * before it touches anything.
 */
public interface ConfigStore extends AutoCloseable {

	/**
	 * Where the files are, for people: it completes a sentence behind "in".
	 * @return such as {@code '/srv/config'}; {@code null} if there is nothing to say
	 */
	default @Nullable String location() {
		return null;
	}

	/**
	 * The committed content of a file. Never waits for a lock.
	 * @param name the name of the file
	 * @return the file, or empty if there is none
	 */
	Optional<StoredFile> read(String name);

	/**
	 * The committed content of several files as it was together at one moment: everything
	 * that a commit changed of them, or nothing. Waits for a lock only if there is no
	 * quiet moment otherwise.
	 * @param names the names of the files
	 * @param timeout how long to wait for other writers in that case
	 * @return the files that exist, by name
	 */
	Map<String, StoredFile> readAll(Set<String> names, Duration timeout);

	/**
	 * The names of all files, in natural order.
	 * @return the names
	 */
	List<String> list();

	/**
	 * Commit a change set, all or nothing.
	 * @param changes what to change and what it stands on
	 * @param timeout how long to wait for other writers
	 * @return committed, or the conflict that prevented it
	 * @throws UnsupportedOperationException if the change set has more changes than
	 * {@link #maxChangesPerCommit()}
	 */
	CommitResult commit(ChangeSet changes, Duration timeout);

	/**
	 * How many files one commit may change.
	 * @return at least 1
	 */
	int maxChangesPerCommit();

	/**
	 * Give back what the store holds open. Idempotent.
	 */
	@Override
	void close();

}
