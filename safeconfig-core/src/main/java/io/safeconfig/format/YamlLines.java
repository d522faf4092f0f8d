package io.safeconfig.format;

/**
 * Finds lines in text, as an editor shows them.
 */
final class YamlLines {

	private final String text;

	private final String lineEnd;

	YamlLines(String text) {
		this.text = text;
		this.lineEnd = firstLineEnd(text);
	}

	private static String firstLineEnd(String text) {
		for (int index = 0; index < text.length(); index++) {
			char character = text.charAt(index);
			if (character == '\n') {
				return "\n";
			}
			if (character == '\r') {
				return text.startsWith("\r\n", index) ? "\r\n" : "\r";
			}
		}
		return "\n";
	}

	String text() {
		return this.text;
	}

	int length() {
		return this.text.length();
	}

	/** What ends a line in this text. */
	String separator() {
		return this.lineEnd;
	}

	char at(int offset) {
		return (offset >= 0 && offset < this.text.length()) ? this.text.charAt(offset) : '\0';
	}

	boolean breaks(int offset) {
		char character = at(offset);
		return character == '\n' || character == '\r';
	}

	private boolean blank(int offset) {
		char character = at(offset);
		return character == ' ' || character == '\t' || character == '\uFEFF';
	}

	int start(int offset) {
		int start = offset;
		while (start > 0 && !breaks(start - 1)) {
			start--;
		}
		return start;
	}

	/** Where the line ends, without its line end. */
	int end(int offset) {
		int end = offset;
		while (end < this.text.length() && !breaks(end)) {
			end++;
		}
		return end;
	}

	/** Where the next line starts. */
	int next(int offset) {
		int end = end(offset);
		if (this.text.startsWith("\r\n", end)) {
			return end + 2;
		}
		return Math.min(end + 1, this.text.length());
	}

	/**
	 * Where the line before ends, without its line end; the start of the text if none is.
	 */
	int previousEnd(int offset) {
		int start = start(offset);
		if (start >= 2 && this.text.startsWith("\r\n", start - 2)) {
			return start - 2;
		}
		return Math.max(0, start - 1);
	}

	int column(int offset) {
		return offset - start(offset);
	}

	int indent(int offset) {
		int start = start(offset);
		return skipSpaces(start) - start;
	}

	boolean leads(int offset) {
		return skipSpaces(start(offset)) >= offset;
	}

	/** Skip white space in the line. */
	int skipSpaces(int offset) {
		int position = offset;
		while (blank(position)) {
			position++;
		}
		return position;
	}

	/** Skip white space, line ends and comments. */
	int skipBlank(int offset) {
		int position = offset;
		while (position < this.text.length()) {
			if (blank(position) || breaks(position)) {
				position++;
			}
			else if (comment(position)) {
				position = end(position);
			}
			else {
				return position;
			}
		}
		return position;
	}

	/** Whether a comment starts here, outside of scalars. */
	boolean comment(int offset) {
		return at(offset) == '#' && (offset == 0 || blank(offset - 1) || breaks(offset - 1));
	}

	/** Whether a comment follows in the line. */
	boolean commented(int offset) {
		return comment(skipSpaces(offset));
	}

	/**
	 * Whether the next line that is not blank is a comment at this column or right of it.
	 */
	boolean commentedBelow(int offset, int column) {
		int position = next(offset);
		while (position < this.text.length() && breaks(skipSpaces(position))) {
			position = next(position);
		}
		return at(skipSpaces(position)) == '#' && skipSpaces(position) - position >= column;
	}

	boolean sameLine(int one, int other) {
		return end(Math.min(one, other)) >= Math.max(one, other);
	}

}
