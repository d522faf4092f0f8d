package io.safeconfig;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads and changes of configuration files by name. A name is a path relative to the base
 * directory with {@code /} between its parts, such as {@code tenants/acme.properties}.
 * What a read sees and when a change takes effect is told by the two that have these
 * operations: {@link ConfigFileRepository}, where each change is committed before the
 * method returns, and {@link ConfigTransaction}, where all of them are committed
 * together.
 * <p>
 * All methods throw {@link NullPointerException} for a null argument,
 * {@link InvalidConfigNameException} for a name outside the rules,
 * {@link ConfigStorageException} where the file system refuses, and
 * {@link ConfigFileTooLargeException} past the size limit.
 */
public interface ConfigFileOperations {

	/**
	 * Read a file that may be absent. Waits for no lock. While a program saves the file
	 * in place, gives what was there before if that is known, and else waits for a
	 * moment, at most a second.
	 * @param name the name of the file
	 * @return what is committed, or empty if there is no such file
	 */
	Optional<ConfigSnapshot> find(String name);

	/**
	 * Read a file, as {@link #find(String)} does.
	 * @param name the name of the file
	 * @return what is committed
	 * @throws ConfigFileNotFoundException if there is no such file
	 */
	ConfigSnapshot get(String name);

	/**
	 * Read several files as they were together at one moment: of a transaction that
	 * changes some of them, all of its changes are seen or none. Takes no lock and keeps
	 * no writer waiting, unless the files are changed so often that no quiet moment is
	 * found: then it waits for its turn as a change does.
	 * @param names the names of the files
	 * @return what is committed, by name in the order of the names; without those that do
	 * not exist
	 * @throws LockTimeoutException if there is no quiet moment and others hold a lock for
	 * the whole of the lock timeout
	 * @throws ConfigStorageException if there is no quiet moment and the store only reads
	 */
	Map<String, ConfigSnapshot> readAll(Collection<String> names);

	/**
	 * A file as an object. Nothing is read before the object is used.
	 * @param name the name of the file
	 * @param type a record, or a bean
	 * @param <T> the type
	 * @return the typed file, whose calls are those of this object
	 */
	default <T> ConfigFile<T> file(String name, Class<T> type) {
		return file(name, ConfigPath.ROOT, type);
	}

	/**
	 * A part of a file as an object. Nothing is read before the object is used.
	 * @param name the name of the file
	 * @param path the mapping that is the object, such as
	 * {@code ConfigPath.of("app.limits")}; it may be absent
	 * @param type a record, or a bean
	 * @param <T> the type
	 * @return the typed file, whose calls are those of this object
	 */
	<T> ConfigFile<T> file(String name, ConfigPath path, Class<T> type);

	/**
	 * Whether a file exists.
	 * @param name the name of the file
	 * @return {@code true} if it does
	 */
	boolean exists(String name);

	/**
	 * The names of all files, sorted. Hidden files, SafeConfig's own and those that the
	 * store is told to ignore are left out.
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
	 * Change a file: lock it, read it, run the change, write it.
	 * @param name the name of the file
	 * @param change edits the document; called on this thread while the lock is held, so
	 * it should be quick. It must not change the same file by another way, and outside of
	 * a transaction it must not change other files either. Called once, except outside of
	 * a transaction over a store without locks, where it is repeated after a conflict
	 * @return the file as it is now
	 * @throws ConfigFileNotFoundException if there is no such file
	 * @throws ConfigFormatException if the change asks for keys and the content cannot be
	 * parsed, or if it sets content that cannot be parsed
	 * @throws ConfigConflictException if somebody changed the file without its lock
	 * meanwhile, or was still writing to it when the lock timeout was over
	 * @throws IllegalStateException if called from within a change that forbids it
	 */
	ConfigSnapshot update(String name, Consumer<ConfigDocument> change);

	/**
	 * As {@link #update(String, Consumer)}, but a file that is absent is created: the
	 * change then starts from an empty document. An absent file that the change leaves
	 * empty is created empty.
	 * @param name the name of the file
	 * @param change edits the document
	 * @return the file as it is now
	 */
	ConfigSnapshot updateOrCreate(String name, Consumer<ConfigDocument> change);

	/**
	 * Replace the content of a file, whatever it is, or create the file.
	 * @param name the name of the file
	 * @param content the new text, stored as UTF-8
	 * @return the file as it is now
	 * @throws ConfigFormatException if the format of the file cannot parse the content
	 */
	ConfigSnapshot save(String name, String content);

	/**
	 * As {@link #save(String, String)}, with bytes.
	 * @param name the name of the file
	 * @param content the new content, copied
	 * @return the file as it is now
	 */
	ConfigSnapshot save(String name, byte[] content);

	/**
	 * Replace the content of a file if it still has the version that the new content was
	 * made from.
	 * @param name the name of the file
	 * @param content the new text, stored as UTF-8
	 * @param expected the version that was read
	 * @return the file as it is now
	 * @throws ConfigConflictException if the file has another version or is absent
	 * @throws ConfigFormatException if the format of the file cannot parse the content
	 */
	ConfigSnapshot save(String name, String content, ConfigVersion expected);

	/**
	 * As {@link #save(String, String, ConfigVersion)}, with bytes.
	 * @param name the name of the file
	 * @param content the new content, copied
	 * @param expected the version that was read
	 * @return the file as it is now
	 */
	ConfigSnapshot save(String name, byte[] content, ConfigVersion expected);

	/**
	 * Create a file, with the directories that lead to it.
	 * @param name the name of the file
	 * @param content the text, stored as UTF-8
	 * @return the file as it is now
	 * @throws ConfigConflictException if the file exists
	 * @throws ConfigFormatException if the format of the file cannot parse the content
	 */
	ConfigSnapshot create(String name, String content);

	/**
	 * As {@link #create(String, String)}, with bytes.
	 * @param name the name of the file
	 * @param content the content, copied
	 * @return the file as it is now
	 */
	ConfigSnapshot create(String name, byte[] content);

	/**
	 * Remove a file. If the name is a symbolic link, the link is removed; one that leads
	 * out of the base directory is refused.
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

}
