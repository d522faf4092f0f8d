package io.safeconfig;

import java.util.List;

/**
 * Tells what is wrong with the values of a {@link ConfigFile}, such as by Bean
 * Validation. Implementations are safe for use by several threads at once.
 */
@FunctionalInterface
public interface ConfigValidator {

	/** Finds everything valid. */
	ConfigValidator NONE = (value) -> List.of();

	/**
	 * Look at values.
	 * @param value a bound object
	 * @return what is wrong; empty if the values are valid
	 */
	List<Violation> validate(Object value);

	/**
	 * One thing that is wrong.
	 *
	 * @param path the property, in the notation of the type, such as
	 * {@code servers[0].port}; empty if it is the object as a whole
	 * @param message what is wrong, for people. It ends up in logs
	 */
	record Violation(String path, String message) {

		@Override
		public String toString() {
			return (this.path.isEmpty() ? "" : this.path + " ") + this.message;
		}

	}

}
