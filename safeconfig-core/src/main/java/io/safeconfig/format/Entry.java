package io.safeconfig.format;

/**
 * One key with its value, and where in the content it is written.
 * <p>
 * The ranges follow each other: the lines start, perhaps with blanks, then the key, the
 * separator, the value and the line end. A range that crosses lines includes the
 * backslashes and line ends of the continuation.
 *
 * @param lineStart where the first line starts
 * @param keyStart where the key starts
 * @param keyEnd where the key ends and the separator starts
 * @param valueStart where the separator ends and the value starts
 * @param valueEnd where the value ends and the line end starts
 * @param lineEnd where the next line starts
 * @param dangling whether the value ends with a backslash that continues the line but has
 * nothing to continue with, at the end of the content
 * @param key the decoded key
 * @param value the decoded value
 */
record Entry(int lineStart, int keyStart, int keyEnd, int valueStart, int valueEnd, int lineEnd, boolean dangling,
		String key, String value) {

	boolean hasSeparator() {
		return this.valueStart > this.keyEnd;
	}

	/**
	 * Tells whether an equals sign or a colon is part of the separator, so that a value
	 * may start with either.
	 */
	boolean hasDelimiter(String text) {
		for (int position = this.keyEnd; position < this.valueStart; position++) {
			if (text.charAt(position) == '=' || text.charAt(position) == ':') {
				return true;
			}
		}
		return false;
	}

	/**
	 * Returns where an empty value starts if it replaces the value: where the separator
	 * first continues on another line after its delimiter, since there would be nothing
	 * to continue with.
	 */
	int emptyValueStart(String text) {
		int start = this.valueStart;
		for (int position = this.valueStart - 1; position >= this.keyEnd; position--) {
			if (text.charAt(position) == '=' || text.charAt(position) == ':') {
				return start;
			}
			start = (text.charAt(position) == '\\') ? position : start;
		}
		return start;
	}

}
