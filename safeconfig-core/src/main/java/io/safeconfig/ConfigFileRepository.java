package io.safeconfig;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import io.safeconfig.store.ConfigStore;

/**
 * Reads and changes configuration files by name, together with other threads, other
 * processes and people with editors. A name is a path relative to the base directory with
 * {@code /} between its parts, such as {@code tenants/acme.properties}.
 * <p>
 * <strong>Reading</strong> takes no lock, never waits for a writer and never sees half of
 * a change. What is returned was committed, and is at least as new as every change that
 * had returned, in any process on this machine, when the read began.
 * <p>
 * <strong>Changing</strong> waits for the lock of the file, at most for the lock timeout.
 * A method that returned has the change on disk, whole and exactly once. One that threw a
 * {@link ConfigFileException} has changed nothing unless
 * {@link ConfigFileException#state()} says otherwise; one that threw something else, from
 * the caller's own function, has changed nothing. A change that leaves the content as it
 * was writes nothing. What no lock holder may do is overwrite an edit that it did not
 * read: a change made by hand between read and commit is a
 * {@link ConfigConflictException}.
 * <p>
 * All methods are thread-safe, and throw {@link NullPointerException} for a null
 * argument, {@link InvalidConfigNameException} for a name outside the rules,
 * {@link ConfigStorageException} where the file system refuses, and
 * {@link ConfigFileTooLargeException} past the size limit. Methods that change also throw
 * {@link LockTimeoutException}, {@link LockInterruptedException},
 * {@link LockLostException} and {@link CommitOutcomeUnknownException}. An interrupt ends
 * only the wait for a lock: a change that has its lock completes, and the flag stays set.
 */
public interface ConfigFileRepository extends AutoCloseable {

	/** How long a change waits for the lock of its file unless told otherwise. */
	Duration DEFAULT_LOCK_TIMEOUT = Duration.ofSeconds(10);

	/**
	 * A repository over a store, with the {@link #DEFAULT_LOCK_TIMEOUT}.
	 * @param store where the files live; closed together with the repository
	 * @return the repository
	 */
	static ConfigFileRepository using(ConfigStore store) {
		return using(store, DEFAULT_LOCK_TIMEOUT);
	}

	/**
	 * A repository over a store.
	 * @param store where the files live; closed together with the repository
	 * @param lockTimeout how long a change waits for the lock of its file; zero tries
	 * once
	 * @return the repository
	 * @throws IllegalArgumentException if the timeout is negative
	 */
	static ConfigFileRepository using(ConfigStore store, Duration lockTimeout) {
		return new StoreConfigFileRepository(store, lockTimeout);
	}

	/**
	 * Read a file that may be absent.
	 * @param name the name of the file
	 * @return what is committed, or empty if there is no such file
	 */
	Optional<ConfigSnapshot> find(String name);

	/**
	 * Read a file.
	 * @param name the name of the file
	 * @return what is committed
	 * @throws ConfigFileNotFoundException if there is no such file
	 */
	ConfigSnapshot get(String name);

	/**
	 * Whether a file exists.
	 * @param name the name of the file
	 * @return {@code true} if it does
	 */
	boolean exists(String name);

	/**
	 * The names of all files, sorted. Hidden files and SafeConfig's own are left out.
	 * @return the names
	 */
	List<String> list();

	/**
	 * The names of the files that match a pattern, sorted.
	 * @param glob the pattern, in the syntax of
	 * {@link java.nio.file.FileSystem#getPathMatcher(String)} without its prefix, matched
	 * against the whole name: {@code *} stays within one part of a name, {@code **} does
	 * not
	 * @return the names
	 * @throws java.util.regex.PatternSyntaxException if the pattern is malformed
	 */
	List<String> list(String glob);

	/**
	 * Change a file: lock it, read it, run the change, commit.
	 * @param name the name of the file
	 * @param change edits the document; called on this thread while the lock is held, so
	 * it should be quick and must not change files of this repository. Called once,
	 * except over a store without locks, where it is repeated after a conflict
	 * @return what is committed now
	 * @throws ConfigFileNotFoundException if there is no such file
	 * @throws ConfigFormatException if the change asks for keys and the content cannot be
	 * parsed, or if it sets content that cannot be parsed
	 * @throws ConfigConflictException if somebody changed the file without its lock
	 * meanwhile
	 * @throws IllegalStateException if called from within another change of this
	 * repository
	 */
	ConfigSnapshot update(String name, Consumer<ConfigDocument> change);

	/**
	 * As {@link #update(String, Consumer)}, but a file that is absent is created: the
	 * change then starts from an empty document. An absent file that the change leaves
	 * empty is created empty.
	 * @param name the name of the file
	 * @param change edits the document
	 * @return what is committed now
	 */
	ConfigSnapshot updateOrCreate(String name, Consumer<ConfigDocument> change);

	/**
	 * Replace the content of a file, whatever it is, or create the file.
	 * @param name the name of the file
	 * @param content the new text, stored as UTF-8
	 * @return what is committed now
	 * @throws ConfigFormatException if the format of the file cannot parse the content
	 */
	ConfigSnapshot save(String name, String content);

	/**
	 * As {@link #save(String, String)}, with bytes.
	 * @param name the name of the file
	 * @param content the new content, copied
	 * @return what is committed now
	 */
	ConfigSnapshot save(String name, byte[] content);

	/**
	 * Replace the content of a file if it still has the version that the new content was
	 * made from.
	 * @param name the name of the file
	 * @param content the new text, stored as UTF-8
	 * @param expected the version that was read
	 * @return what is committed now
	 * @throws ConfigConflictException if the file has another version or is absent
	 * @throws ConfigFormatException if the format of the file cannot parse the content
	 */
	ConfigSnapshot save(String name, String content, ConfigVersion expected);

	/**
	 * As {@link #save(String, String, ConfigVersion)}, with bytes.
	 * @param name the name of the file
	 * @param content the new content, copied
	 * @param expected the version that was read
	 * @return what is committed now
	 */
	ConfigSnapshot save(String name, byte[] content, ConfigVersion expected);

	/**
	 * Create a file, with the directories that lead to it.
	 * @param name the name of the file
	 * @param content the text, stored as UTF-8
	 * @return what is committed now
	 * @throws ConfigConflictException if the file exists
	 * @throws ConfigFormatException if the format of the file cannot parse the content
	 */
	ConfigSnapshot create(String name, String content);

	/**
	 * As {@link #create(String, String)}, with bytes.
	 * @param name the name of the file
	 * @param content the content, copied
	 * @return what is committed now
	 */
	ConfigSnapshot create(String name, byte[] content);

	/**
	 * Remove a file. If the name is a symbolic link, the link is removed.
	 * @param name the name of the file
	 * @throws ConfigFileNotFoundException if there is no such file
	 */
	void delete(String name);

	/**
	 * Remove a file if it still has the version that was read.
	 * @param name the name of the file
	 * @param expected the version that was read
	 * @throws ConfigConflictException if the file has another version or is absent
	 */
	void delete(String name, ConfigVersion expected);

	/**
	 * Give back what is held open. Idempotent. The repository must not be used any more.
	 */
	@Override
	void close();

}
