package io.safeconfig;

import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A configuration file, or a part of one, as an object of a type of its own: a record
 * whose components, or a bean whose properties, are the values of the file. Names are
 * relaxed as those of {@link ConfigValues} are. What the file has and the type has not is
 * neither looked at nor changed.
 * <p>
 * With Spring Boot, values are bound as those of {@code @ConfigurationProperties} are:
 * durations, data sizes, constructors, default values, nested types. Placeholders are
 * resolved for reading, from the file and the environment, and are never replaced by what
 * they stand for.
 * <p>
 * Where there is a {@link ConfigValidator}, no invalid value is returned or written.
 * Immutable and thread-safe; each call reads the file anew. Besides what is named here,
 * methods throw what those of {@link ConfigFileOperations} do.
 *
 * @param <T> the type
 */
public interface ConfigFile<T> {

	/**
	 * The name of the file.
	 * @return the name, relative to the base directory
	 */
	String name();

	/**
	 * The values as they are committed, without a lock.
	 * @return a new object
	 * @throws ConfigFileNotFoundException if there is no such file
	 * @throws ConfigFormatException if the file cannot be parsed, or a value cannot be
	 * read as its type
	 * @throws ConfigValidationException if the values are invalid
	 */
	T get();

	/**
	 * The values as they are committed, without a lock.
	 * @return a new object; empty if there is no such file
	 * @throws ConfigFormatException if the file cannot be parsed, or a value cannot be
	 * read as its type
	 * @throws ConfigValidationException if the values are invalid
	 */
	Optional<T> find();

	/**
	 * Change the file: lock it, read the values, run the change, and write back leaf by
	 * leaf what the change made another. A property that became null is removed. Invalid
	 * values can be read by the change, so that it can mend them.
	 * @param change makes new values of the present ones; it may change a bean and return
	 * it. Called on this thread while the lock is held, as in
	 * {@link ConfigFileOperations#update}
	 * @return the new values
	 * @throws ConfigFileNotFoundException if there is no such file
	 * @throws ConfigFormatException if the file cannot be parsed, a value cannot be read
	 * as its type, or the new values cannot be written so that they would be read back as
	 * they are; nothing was changed
	 * @throws ConfigValidationException if the new values are invalid; nothing was
	 * changed
	 */
	T update(UnaryOperator<T> change);

	/**
	 * As {@link #update(UnaryOperator)}, but a file that is absent is created: the change
	 * then starts from what the type makes of an empty document.
	 * @param change makes new values of the present ones
	 * @return the new values
	 */
	T updateOrCreate(UnaryOperator<T> change);

}
