package io.safeconfig.format;

/**
 * Finds its way among the lines of a text. A line ends with a carriage return, a line
 * feed, or both together.
 */
final class Lines {

	private Lines() {
	}

	static boolean isLineEnd(char value) {
		return value == '\n' || value == '\r';
	}

	static boolean isBlank(char value) {
		return value == ' ' || value == '\t' || value == '\f';
	}

	/**
	 * Tells whether the last character before a position ends a line.
	 */
	static boolean endsBefore(String text, int position) {
		return position > 0 && isLineEnd(text.charAt(position - 1));
	}

	static int skipBlanks(String text, int from) {
		int position = from;
		while (position < text.length() && isBlank(text.charAt(position))) {
			position++;
		}
		return position;
	}

	/**
	 * Returns the position of the next line end, or the length of the text.
	 */
	static int findLineEnd(String text, int from) {
		int position = from;
		while (position < text.length() && !isLineEnd(text.charAt(position))) {
			position++;
		}
		return position;
	}

	/**
	 * Returns the position after a line end, or the length of the text if the position is
	 * there.
	 */
	static int skipLineEnd(String text, int from) {
		if (from == text.length()) {
			return from;
		}
		int next = from + 1;
		boolean pair = text.charAt(from) == '\r' && next < text.length() && text.charAt(next) == '\n';
		return pair ? next + 1 : next;
	}

	/**
	 * Tells whether a backslash that escapes a line end is at a position. The position
	 * must not be that of an escaped character.
	 */
	static boolean isContinuation(String text, int position) {
		return position + 1 < text.length() && text.charAt(position) == '\\' && isLineEnd(text.charAt(position + 1));
	}

	/**
	 * Returns the position after a backslash, the line end behind it and the blanks that
	 * the next line starts with.
	 */
	static int skipContinuation(String text, int position) {
		return skipBlanks(text, skipLineEnd(text, position + 1));
	}

}
