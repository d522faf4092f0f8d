package io.safeconfig.format;

/**
 * Checks that content is text in a single-byte encoding or UTF-8, and finds where the
 * text starts.
 */
final class TextStart {

	private static final int UTF8_MARK_LENGTH = 3;

	private TextStart() {
	}

	/**
	 * Returns the offset behind the UTF-8 byte order mark, or 0 if there is none.
	 * @throws ContentException if the content holds a NUL or starts with the byte order
	 * mark of UTF-16 or UTF-32
	 */
	static int find(byte[] bytes) {
		if (startsWith(bytes, 0xFE, 0xFF) || startsWith(bytes, 0xFF, 0xFE)) {
			throw new ContentException("a UTF-16 or UTF-32 byte order mark starts the file: a property file is read"
					+ " as ISO-8859-1 and must be converted first", 1, 1);
		}
		for (int offset = 0; offset < bytes.length; offset++) {
			if (bytes[offset] == 0) {
				throw Lines.failure("a NUL byte shows that the file is not text", bytes, offset);
			}
		}
		return startsWith(bytes, 0xEF, 0xBB, 0xBF) ? UTF8_MARK_LENGTH : 0;
	}

	private static boolean startsWith(byte[] bytes, int... mark) {
		if (bytes.length < mark.length) {
			return false;
		}
		for (int index = 0; index < mark.length; index++) {
			if (bytes[index] != (byte) mark[index]) {
				return false;
			}
		}
		return true;
	}

}
