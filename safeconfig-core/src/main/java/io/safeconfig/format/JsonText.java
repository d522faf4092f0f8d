package io.safeconfig.format;

/**
 * Looks around in the text of a valid JSON file, with comments or without. Offsets lie
 * between values, never in a string, unless a method says otherwise.
 */
final class JsonText {

	private final String text;

	JsonText(String text) {
		this.text = text;
	}

	String between(int start, int end) {
		return this.text.substring(start, end);
	}

	/** Tells whether only blanks stand before an offset on its line. */
	boolean startsLine(int offset) {
		return skipBlanks(lineStart(offset)) >= offset && lineStart(offset) > 0;
	}

	int lineStart(int offset) {
		int start = offset;
		while (start > 0 && !isBreak(this.text.charAt(start - 1))) {
			start--;
		}
		return start;
	}

	/** Returns the blanks that the line of an offset starts with. */
	String indent(int offset) {
		int start = lineStart(offset);
		return this.text.substring(start, Math.min(offset, skipBlanks(start)));
	}

	int skipBlanks(int offset) {
		int position = offset;
		while (position < this.text.length() && isBlank(this.text.charAt(position))) {
			position++;
		}
		return position;
	}

	/** Tells whether a line, or the text, ends here. */
	boolean isLineEnd(int offset) {
		return offset >= this.text.length() || isBreak(this.text.charAt(offset));
	}

	int skipLineEnd(int offset) {
		return this.text.startsWith("\r\n", offset) ? offset + 2 : Math.min(offset + 1, this.text.length());
	}

	/**
	 * Returns the end of the comment that starts here; the offset itself if none does.
	 */
	int commentEnd(int offset) {
		if (this.text.startsWith("/*", offset)) {
			return this.text.indexOf("*/", offset + 2) + 2;
		}
		int end = offset;
		if (isLineComment(offset)) {
			while (!isLineEnd(end)) {
				end++;
			}
		}
		return end;
	}

	boolean isLineComment(int offset) {
		return this.text.startsWith("//", offset);
	}

	/** Returns where the next comment in a range starts; its end if there is none. */
	int nextComment(int start, int end) {
		int position = start;
		while (position < end && this.text.charAt(position) != '/') {
			position++;
		}
		return Math.min(position, end);
	}

	/** Passes over white space and comments. */
	int skipTrivia(int offset) {
		int position = offset;
		while (position < this.text.length()) {
			char character = this.text.charAt(position);
			int next = (isBlank(character) || isBreak(character)) ? position + 1 : commentEnd(position);
			if (next == position) {
				break;
			}
			position = next;
		}
		return position;
	}

	/** Returns where the comma behind a value is, or -1. */
	int comma(int valueEnd) {
		int position = skipTrivia(valueEnd);
		return (position < this.text.length() && this.text.charAt(position) == ',') ? position : -1;
	}

	/**
	 * Returns the end of the comments that follow on the same line; the offset if none.
	 */
	int commentsEnd(int offset) {
		int end = offset;
		int next = skipBlanks(offset);
		while (next < this.text.length() && commentEnd(next) > next) {
			end = commentEnd(next);
			next = skipBlanks(end);
		}
		return end;
	}

	/** Returns the end of the line if only comments follow, or else the end of these. */
	int restOfLine(int offset) {
		int end = commentsEnd(offset);
		int blanksEnd = skipBlanks(end);
		return isLineEnd(blanksEnd) ? blanksEnd : end;
	}

	boolean hasBreak(int start, int end) {
		for (int index = start; index < end; index++) {
			if (isBreak(this.text.charAt(index))) {
				return true;
			}
		}
		return false;
	}

	boolean hasComment(int start, int end) {
		return nextComment(start, end) < end;
	}

	/** Returns the line end before an offset, or the first one after it. */
	String lineEnd(int offset) {
		int before = lineStart(offset);
		if (before > 0) {
			return this.text.startsWith("\r\n", before - 2) ? "\r\n" : this.text.substring(before - 1, before);
		}
		int after = offset;
		while (!isLineEnd(after)) {
			after++;
		}
		return (after < this.text.length()) ? this.text.substring(after, skipLineEnd(after)) : "\n";
	}

	private static boolean isBlank(char character) {
		return character == ' ' || character == '\t';
	}

	private static boolean isBreak(char character) {
		return character == '\n' || character == '\r';
	}

}
