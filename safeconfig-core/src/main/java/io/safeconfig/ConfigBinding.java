package io.safeconfig;

import org.jspecify.annotations.Nullable;

/**
 * Makes objects of the values of files. Implementations are safe for use by several
 * threads at once.
 */
public interface ConfigBinding {

	/**
	 * Read an object. What is absent gets the default of the type.
	 * @param values a whole document
	 * @param path where the values of the object are; possibly nothing is there
	 * @param type a record, a bean, or the type of a single value
	 * @param <T> the type
	 * @return the object
	 * @throws ConfigFormatException if a value cannot be read as its type
	 */
	<T> T bind(ConfigValues values, ConfigPath path, Class<T> type);

	/**
	 * How a single value is written, such as {@code 10s} for a duration. What is printed
	 * must be read back as the same value.
	 * @param value the value
	 * @return the text; {@code null} to leave it to SafeConfig, which knows strings,
	 * numbers, truth values, enum constants and what has one notation in Java
	 */
	default @Nullable String print(Object value) {
		return null;
	}

	/**
	 * The binding that needs no framework. It knows records, beans with a constructor
	 * without parameters, lists, sets, arrays, maps with strings as keys,
	 * {@code Optional}, and single values in the notation of their Java types. It
	 * resolves no placeholders.
	 * @return the binding
	 */
	static ConfigBinding plain() {
		return PlainBinding.INSTANCE;
	}

}
