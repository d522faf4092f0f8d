package io.safeconfig;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import io.safeconfig.format.ConfigNode;
import io.safeconfig.format.ConfigNode.Scalar;
import io.safeconfig.format.ContentPosition;

/**
 * The values of a configuration file, or of a part of it, by path.
 * <p>
 * A path that is a string is the name of a property as Spring spells it, such as
 * {@code servers[0].port} or {@code logging.level.[com.example.web]}, and finds the
 * property however the file spells it: {@code context-path} is also {@code contextPath}
 * and {@code CONTEXT_PATH}, and {@code server.port} is {@code port} in {@code server} as
 * well as the one key {@code server.port}. A file that has a property in two spellings is
 * answered with a {@link ConfigFormatException} that names both lines. Take
 * {@link ConfigPath#at(String...)} for keys that come from users: it compares exactly and
 * parses nothing. A string that cannot be a property name is taken as one exact key.
 * <p>
 * Absent, null and empty are three things. What is absent is an empty {@link Optional},
 * the default, or a {@link NoSuchElementException}. What is null
 * {@linkplain #contains(String) is there}, and only {@link #isNull(String)} and
 * {@link #node(ConfigPath)} tell; it is nothing that a getter could return. An empty
 * string is a value.
 * <p>
 * Every method but {@link #name()} throws {@link UnsupportedOperationException} for a
 * file whose format has no keys, such as plain text, and {@link ConfigFormatException}
 * for content that cannot be parsed. Getters throw {@link ConfigFormatException}, with
 * the position, for a value that is null, of another type, or no single value, also when
 * a default is given: a wrong value is never replaced silently. No argument may be null.
 */
public interface ConfigValues {

	/**
	 * The name of the file.
	 * @return the name, relative to the base directory
	 */
	String name();

	/**
	 * All that is no mapping or sequence with something in it, by the names of the
	 * properties, in the order of the file. Aliases and merge keys of YAML are resolved.
	 * @return an unmodifiable copy
	 */
	Map<String, ConfigNode> leaves();

	/**
	 * What a path leads to.
	 * @param path the path; {@link ConfigPath#ROOT} for everything
	 * @return the value in the type that the file gives it; empty if the path is absent
	 */
	Optional<ConfigNode> node(ConfigPath path);

	/**
	 * The values below a path, by their paths from there.
	 * @param path the path
	 * @return the values as they are now: later edits do not show
	 * @throws NoSuchElementException if the path is absent
	 */
	ConfigValues sub(ConfigPath path);

	/**
	 * Where a value begins, for messages.
	 * @param path the path
	 * @return the position; empty if the path is absent or the format does not know
	 */
	Optional<ContentPosition> position(ConfigPath path);

	/**
	 * The names of the properties, in the order of the file: those of the
	 * {@link #leaves()}.
	 * @return an unmodifiable copy
	 */
	default Set<String> keys() {
		return leaves().keySet();
	}

	/**
	 * As {@link #sub(ConfigPath)}.
	 * @param path the path
	 * @return the values
	 */
	default ConfigValues sub(String path) {
		return sub(ConfigPath.lenient(path));
	}

	/**
	 * A single value as the file writes it, without quotes and with escapes decoded.
	 * @param path the path
	 * @return the value; empty if the path is absent. An empty value is {@code ""}
	 */
	default Optional<String> get(ConfigPath path) {
		return Scalars.find(this, path).map(Scalar::text);
	}

	/**
	 * As {@link #get(ConfigPath)}.
	 * @param path the path
	 * @return the value
	 */
	default Optional<String> get(String path) {
		return get(ConfigPath.lenient(path));
	}

	/**
	 * What is at a path, as an object: a single value in the notation of its type, an
	 * array, a record or a bean. With Spring Boot, as in
	 * {@code @ConfigurationProperties}.
	 * @param path the path
	 * @param type the type
	 * @param <T> the type
	 * @return the object; empty if the path is absent
	 */
	<T> Optional<T> get(ConfigPath path, Class<T> type);

	/**
	 * As {@link #get(ConfigPath, Class)}.
	 * @param path the path
	 * @param type the type
	 * @param <T> the type
	 * @return the object
	 */
	default <T> Optional<T> get(String path, Class<T> type) {
		return get(ConfigPath.lenient(path), type);
	}

	/**
	 * Whether something is at a path.
	 * @param path the path
	 * @return {@code true} if it is, also if it is null, empty, a mapping or a sequence
	 */
	default boolean contains(ConfigPath path) {
		return node(path).isPresent();
	}

	/**
	 * As {@link #contains(ConfigPath)}.
	 * @param path the path
	 * @return {@code true} if something is there
	 */
	default boolean contains(String path) {
		return contains(ConfigPath.lenient(path));
	}

	/**
	 * Whether the file says that there is no value at a path.
	 * @param path the path
	 * @return {@code true} for null; {@code false} for everything else and for what is
	 * absent
	 */
	default boolean isNull(ConfigPath path) {
		return node(path).filter(Scalar.NULL::equals).isPresent();
	}

	/**
	 * As {@link #isNull(ConfigPath)}.
	 * @param path the path
	 * @return {@code true} for null
	 */
	default boolean isNull(String path) {
		return isNull(ConfigPath.lenient(path));
	}

	/**
	 * A value that must be present, as the file writes it.
	 * @param path the path
	 * @return the value
	 */
	default String getString(String path) {
		return require(path, get(path));
	}

	/**
	 * A value as the file writes it.
	 * @param path the path
	 * @param defaultValue what to return if the path is absent
	 * @return the value or the default
	 */
	default String getString(String path, String defaultValue) {
		return get(path).orElse(defaultValue);
	}

	/**
	 * A value that must be present, as a number.
	 * @param path the path
	 * @return the value
	 */
	default int getInt(String path) {
		return require(path, integer(path));
	}

	/**
	 * A value as a number.
	 * @param path the path
	 * @param defaultValue what to return if the path is absent
	 * @return the value or the default
	 */
	default int getInt(String path, int defaultValue) {
		return integer(path).orElse(defaultValue);
	}

	/**
	 * A value that must be present, as a number.
	 * @param path the path
	 * @return the value
	 */
	default long getLong(String path) {
		return require(path, longInteger(path));
	}

	/**
	 * A value as a number.
	 * @param path the path
	 * @param defaultValue what to return if the path is absent
	 * @return the value or the default
	 */
	default long getLong(String path, long defaultValue) {
		return longInteger(path).orElse(defaultValue);
	}

	/**
	 * A value that must be present, as an exact decimal number.
	 * @param path the path
	 * @return the value
	 */
	default BigDecimal getDecimal(String path) {
		return require(path, convert(path, "a decimal number", Scalars::decimal));
	}

	/**
	 * A value as an exact decimal number.
	 * @param path the path
	 * @param defaultValue what to return if the path is absent
	 * @return the value or the default
	 */
	default BigDecimal getDecimal(String path, BigDecimal defaultValue) {
		return convert(path, "a decimal number", Scalars::decimal).orElse(defaultValue);
	}

	/**
	 * A value that must be present, as {@code true} or {@code false} in any case, or as
	 * whatever else the format has for them.
	 * @param path the path
	 * @return the value
	 */
	default boolean getBoolean(String path) {
		return require(path, convert(path, "true or false", Scalars::truth));
	}

	/**
	 * A value as {@code true} or {@code false} in any case, or as whatever else the
	 * format has for them.
	 * @param path the path
	 * @param defaultValue what to return if the path is absent
	 * @return the value or the default
	 */
	default boolean getBoolean(String path, boolean defaultValue) {
		return convert(path, "true or false", Scalars::truth).orElse(defaultValue);
	}

	private Optional<Integer> integer(String path) {
		return convert(path, "an integer of 32 bits", (scalar) -> Scalars.integer(scalar, BigInteger::intValueExact));
	}

	private Optional<Long> longInteger(String path) {
		return convert(path, "an integer of 64 bits", (scalar) -> Scalars.integer(scalar, BigInteger::longValueExact));
	}

	private <T> T require(String path, Optional<T> value) {
		return value.orElseThrow(() -> new NoSuchElementException("There is nothing at "
				+ ConfigFileException.quoted(path) + " in " + ConfigFileException.quoted(name())));
	}

	private <T> Optional<T> convert(String path, String type, Function<Scalar, T> conversion) {
		return Scalars.convert(this, ConfigPath.lenient(path), type, conversion);
	}

}
