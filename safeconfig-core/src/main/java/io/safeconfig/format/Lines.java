package io.safeconfig.format;

/**
 * Finds its way among the lines of a byte array. A line ends with a carriage return, a
 * line feed, or both together.
 */
final class Lines {

	private Lines() {
	}

	static boolean isLineEnd(byte value) {
		return value == '\n' || value == '\r';
	}

	static boolean isBlank(byte value) {
		return value == ' ' || value == '\t' || value == '\f';
	}

	/**
	 * Tells whether the last byte before a position ends a line.
	 */
	static boolean endsBefore(byte[] bytes, int position) {
		return position > 0 && isLineEnd(bytes[position - 1]);
	}

	static int skipBlanks(byte[] bytes, int from) {
		int position = from;
		while (position < bytes.length && isBlank(bytes[position])) {
			position++;
		}
		return position;
	}

	/**
	 * Returns the position of the next line end, or the length of the array.
	 */
	static int findLineEnd(byte[] bytes, int from) {
		int position = from;
		while (position < bytes.length && !isLineEnd(bytes[position])) {
			position++;
		}
		return position;
	}

	/**
	 * Returns the position after a line end, or the length of the array if the position
	 * is there.
	 */
	static int skipLineEnd(byte[] bytes, int from) {
		if (from == bytes.length) {
			return from;
		}
		int next = from + 1;
		boolean pair = bytes[from] == '\r' && next < bytes.length && bytes[next] == '\n';
		return pair ? next + 1 : next;
	}

	/**
	 * Tells whether a backslash that escapes a line end is at a position. The position
	 * must not be that of an escaped character.
	 */
	static boolean isContinuation(byte[] bytes, int position) {
		return position + 1 < bytes.length && bytes[position] == '\\' && isLineEnd(bytes[position + 1]);
	}

	/**
	 * Returns the position after a backslash, the line end behind it and the blanks that
	 * the next line starts with.
	 */
	static int skipContinuation(byte[] bytes, int position) {
		return skipBlanks(bytes, skipLineEnd(bytes, position + 1));
	}

	/**
	 * Creates an exception whose line and column are those of an offset.
	 */
	static ContentException failure(String reason, byte[] bytes, int offset) {
		int line = 1;
		int lineStart = 0;
		int end = findLineEnd(bytes, 0);
		while (end < offset && end < bytes.length) {
			int next = skipLineEnd(bytes, end);
			if (next > offset) {
				break;
			}
			line++;
			lineStart = next;
			end = findLineEnd(bytes, next);
		}
		return new ContentException(reason, line, offset - lineStart + 1);
	}

}
