package io.safeconfig;

import java.math.BigDecimal;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The values of a configuration file by key. Keys are those of the file's own format:
 * exact, with escapes decoded.
 * <p>
 * Every method throws {@link UnsupportedOperationException} for a file whose format has
 * no keys, such as plain text, and {@link ConfigFormatException} for content that cannot
 * be parsed. The getters that take no default throw {@link NoSuchElementException} for an
 * absent key; those that convert throw {@link ConfigFormatException} for a value of
 * another type, also when a default is given: a wrong value is never replaced silently.
 */
public interface ConfigValues {

	/**
	 * The name of the file.
	 * @return the name, relative to the base directory
	 */
	String name();

	/**
	 * The keys, in the order of the file.
	 * @return an unmodifiable copy
	 */
	Set<String> keys();

	/**
	 * The value of a key.
	 * @param key the key
	 * @return the value; empty if the key is absent. A key with an empty value has the
	 * value {@code ""}
	 */
	Optional<String> get(String key);

	/**
	 * Whether a key is present.
	 * @param key the key
	 * @return {@code true} if it is, also with an empty value
	 */
	default boolean contains(String key) {
		return get(key).isPresent();
	}

	/**
	 * The value of a key that must be present.
	 * @param key the key
	 * @return the value
	 */
	default String getString(String key) {
		return require(key, get(key));
	}

	/**
	 * The value of a key.
	 * @param key the key
	 * @param defaultValue what to return if the key is absent
	 * @return the value or the default
	 */
	default String getString(String key, String defaultValue) {
		return get(key).orElse(defaultValue);
	}

	/**
	 * The value of a key that must be present, as a number.
	 * @param key the key
	 * @return the value
	 */
	default int getInt(String key) {
		return require(key, convert(key, "an integer of 32 bits", Integer::valueOf));
	}

	/**
	 * The value of a key, as a number.
	 * @param key the key
	 * @param defaultValue what to return if the key is absent
	 * @return the value or the default
	 */
	default int getInt(String key, int defaultValue) {
		return convert(key, "an integer of 32 bits", Integer::valueOf).orElse(defaultValue);
	}

	/**
	 * The value of a key that must be present, as a number.
	 * @param key the key
	 * @return the value
	 */
	default long getLong(String key) {
		return require(key, convert(key, "an integer of 64 bits", Long::valueOf));
	}

	/**
	 * The value of a key, as a number.
	 * @param key the key
	 * @param defaultValue what to return if the key is absent
	 * @return the value or the default
	 */
	default long getLong(String key, long defaultValue) {
		return convert(key, "an integer of 64 bits", Long::valueOf).orElse(defaultValue);
	}

	/**
	 * The value of a key that must be present, as an exact decimal number.
	 * @param key the key
	 * @return the value
	 */
	default BigDecimal getDecimal(String key) {
		return require(key, convert(key, "a decimal number", BigDecimal::new));
	}

	/**
	 * The value of a key that must be present, as {@code true} or {@code false} in any
	 * case.
	 * @param key the key
	 * @return the value
	 */
	default boolean getBoolean(String key) {
		return require(key, convert(key, "true or false", Booleans::parse));
	}

	/**
	 * The value of a key, as {@code true} or {@code false} in any case.
	 * @param key the key
	 * @param defaultValue what to return if the key is absent
	 * @return the value or the default
	 */
	default boolean getBoolean(String key, boolean defaultValue) {
		return convert(key, "true or false", Booleans::parse).orElse(defaultValue);
	}

	private <T> T require(String key, Optional<T> value) {
		return value.orElseThrow(() -> new NoSuchElementException(
				"There is no key " + ConfigFileException.quoted(key) + " in " + ConfigFileException.quoted(name())));
	}

	private <T> Optional<T> convert(String key, String type, Function<String, T> conversion) {
		try {
			return get(key).map(String::trim).map(conversion);
		}
		catch (NumberFormatException ex) {
			// without the cause: its message holds the value
			throw new ConfigFormatException(name(),
					"the value of the key " + ConfigFileException.quoted(key) + " is not " + type, 0, 0, null);
		}
	}

}
