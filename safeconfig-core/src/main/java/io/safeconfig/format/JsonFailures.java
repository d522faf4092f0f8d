package io.safeconfig.format;

import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;

/**
 * Says why a file is not JSON. Jackson's own messages quote the file and stay unsaid.
 */
final class JsonFailures {

	static final String INVALID = "this is not JSON: something else is expected here";

	static final String SECOND_VALUE = "something follows the first value, but a file holds only one";

	private static final String COMMENT = "JSON has no comments";

	private static final String COMMA = "a comma stands before a closing bracket";

	private static final String COMMENTED = "Take it out, or name the file .jsonc: such a file may have comments and a"
			+ " comma behind the last value. A repository reads .json files so with the format"
			+ " ConfigFormat.jsonc().forExtensions(\"json\").";

	private JsonFailures() {
	}

	static String longNumber(ConfigLimits limits) {
		return "a number has more than " + limits.numberLength() + " characters";
	}

	static ContentException explain(JacksonException ex, SourceText source, ConfigLimits limits, boolean commented,
			boolean complete) {
		String text = source.text();
		if (ex instanceof UnexpectedEndOfInputException) {
			return source.failure("the file ends too early: it was cut off", text.length());
		}
		int offset = offset(ex, text.length());
		if (ex instanceof StreamConstraintsException) {
			boolean number = String.valueOf(ex.getOriginalMessage()).startsWith("Number");
			return source.failure(number ? longNumber(limits) : "the file demands more than is allowed", offset);
		}
		String reason = reason(text, offset, commented, complete);
		boolean allowed = reason.equals(COMMENT) || reason.equals(COMMA);
		return source.failure(reason, offset, allowed ? COMMENTED : null);
	}

	private static int offset(JacksonException ex, int length) {
		TokenStreamLocation location = ex.getLocation();
		long offset = (location != null) ? location.getCharOffset() : 0;
		return (int) Math.max(0, Math.min(offset, length));
	}

	private static String reason(String text, int offset, boolean commented, boolean complete) {
		if (!commented && (isComment(text, offset) || isComment(text, offset - 1))) {
			return COMMENT;
		}
		if (complete) {
			return SECOND_VALUE;
		}
		if (offset < text.length() && text.charAt(offset) < ' ') {
			return "a control character stands where none may stand; in a string it must be escaped";
		}
		if (!commented && followsComma(text, offset)) {
			return COMMA;
		}
		return INVALID;
	}

	private static boolean isComment(String text, int offset) {
		return offset >= 0 && (text.startsWith("//", offset) || text.startsWith("/*", offset));
	}

	private static boolean followsComma(String text, int offset) {
		if (offset >= text.length() || (text.charAt(offset) != ']' && text.charAt(offset) != '}')) {
			return false;
		}
		int before = offset - 1;
		while (before >= 0 && text.charAt(before) <= ' ') {
			before--;
		}
		return before >= 0 && text.charAt(before) == ',';
	}

}
