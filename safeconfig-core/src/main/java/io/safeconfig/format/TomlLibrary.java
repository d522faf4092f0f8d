package io.safeconfig.format;

import org.tomlj.Toml;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseOptions;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;
import org.tomlj.TomlVersion;

/**
 * The only place that calls the library. It sees text whose depth is known, and whatever
 * it throws becomes a {@link ContentException}.
 */
final class TomlLibrary {

	private static final TomlParseOptions OPTIONS = TomlParseOptions.sourceless().withVersion(TomlVersion.V1_1_0);

	private TomlLibrary() {
	}

	/**
	 * Reads text.
	 * @throws ContentException if it is no TOML
	 */
	static TomlTable parse(SourceText source, int depth) {
		TomlParseResult result;
		try {
			result = Toml.parse(source.text(), OPTIONS.withMaxNestingDepth(depth + 1));
		}
		catch (RuntimeException | StackOverflowError ex) {
			throw new ContentException("the TOML library cannot read this: " + ex.getClass().getSimpleName(), 1, 1);
		}
		if (result.hasErrors()) {
			throw failure(result.errors().get(0));
		}
		return result;
	}

	/** The message of the library quotes what it finds, and only tells the kind here. */
	private static ContentException failure(TomlParseError error) {
		String message = String.valueOf(error.getMessage());
		TomlPosition position = error.position();
		int line = (position != null) ? position.line() : 1;
		int column = (position != null) ? position.column() : 1;
		return new ContentException(reason(message), line, column);
	}

	private static String reason(String message) {
		if (message.contains("previously defined") || message.contains("is not a table")) {
			return "a key or table is defined twice, or as two different things";
		}
		if (message.contains("too large") || message.contains("too small")) {
			return "a number is too large for TOML";
		}
		return "this is not valid TOML";
	}

}
