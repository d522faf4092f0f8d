package io.safeconfig.format;

import java.util.function.Supplier;

/**
 * Says which library is missing. Parsers are optional dependencies: one is loaded when
 * the first file of its format is touched, and only then can be found missing.
 */
final class MissingLibrary {

	private MissingLibrary() {
	}

	/**
	 * Does what needs a library.
	 * @param format the format as in a sentence, such as {@code YAML}
	 * @param dependency the group and the name of the library
	 * @param work what needs it
	 * @throws ContentException if the library is not there
	 */
	static <T> T guard(String format, String dependency, Supplier<T> work) {
		try {
			return work.get();
		}
		catch (NoClassDefFoundError ex) {
			ContentException failure = new ContentException(
					format + " needs the library " + dependency + " on the class path", 1, 1);
			failure.initCause(ex);
			throw failure;
		}
	}

}
