package io.safeconfig.format;

/**
 * Writes strings. Only what must be escaped is.
 */
final class JsonStrings {

	private JsonStrings() {
	}

	static String quote(String value) {
		StringBuilder quoted = new StringBuilder(value.length() + 2).append('"');
		for (int index = 0; index < value.length(); index++) {
			char character = value.charAt(index);
			if (Character.isSurrogate(character)) {
				index += appendSurrogate(quoted, value, index);
			}
			else {
				append(quoted, character);
			}
		}
		return quoted.append('"').toString();
	}

	/** Half of a pair cannot be encoded, only escaped. */
	private static int appendSurrogate(StringBuilder quoted, String value, int index) {
		int codePoint = value.codePointAt(index);
		if (Character.isSupplementaryCodePoint(codePoint)) {
			quoted.appendCodePoint(codePoint);
			return 1;
		}
		escape(quoted, value.charAt(index));
		return 0;
	}

	private static void append(StringBuilder quoted, char character) {
		switch (character) {
			case '"', '\\' -> quoted.append('\\').append(character);
			case '\b' -> quoted.append("\\b");
			case '\f' -> quoted.append("\\f");
			case '\n' -> quoted.append("\\n");
			case '\r' -> quoted.append("\\r");
			case '\t' -> quoted.append("\\t");
			default -> appendOther(quoted, character);
		}
	}

	private static void appendOther(StringBuilder quoted, char character) {
		if (character < ' ') {
			escape(quoted, character);
		}
		else {
			quoted.append(character);
		}
	}

	private static void escape(StringBuilder quoted, char character) {
		String digits = Integer.toHexString(character);
		quoted.append("\\u").append("0000", digits.length(), 4).append(digits);
	}

}
