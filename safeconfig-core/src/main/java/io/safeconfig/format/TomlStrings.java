package io.safeconfig.format;

import java.util.Locale;

/**
 * Decodes strings, and writes them between quotes.
 */
final class TomlStrings {

	private static final int SHORT_ESCAPE = 4;

	private static final int LONG_ESCAPE = 8;

	private TomlStrings() {
	}

	static boolean isBare(char character) {
		return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z')
				|| (character >= '0' && character <= '9') || character == '-' || character == '_';
	}

	static boolean isBare(String key) {
		return !key.isEmpty() && key.chars().allMatch((character) -> isBare((char) character));
	}

	/**
	 * Decode the escapes of a key; what is no escape stays, and the library complains.
	 */
	static String decode(String escaped) {
		if (escaped.indexOf('\\') < 0) {
			return escaped;
		}
		StringBuilder decoded = new StringBuilder();
		int position = 0;
		while (position < escaped.length()) {
			char character = escaped.charAt(position);
			if (character == '\\' && position + 1 < escaped.length()) {
				position = decodeEscape(escaped, position + 1, decoded);
			}
			else {
				decoded.append(character);
				position++;
			}
		}
		return decoded.toString();
	}

	private static int decodeEscape(String escaped, int position, StringBuilder decoded) {
		char character = escaped.charAt(position);
		switch (character) {
			case 'b' -> decoded.append('\b');
			case 't' -> decoded.append('\t');
			case 'n' -> decoded.append('\n');
			case 'f' -> decoded.append('\f');
			case 'r' -> decoded.append('\r');
			case 'e' -> decoded.append('\u001B');
			case 'x' -> {
				return decodeNumber(escaped, position + 1, 2, decoded);
			}
			case 'u' -> {
				return decodeNumber(escaped, position + 1, SHORT_ESCAPE, decoded);
			}
			case 'U' -> {
				return decodeNumber(escaped, position + 1, LONG_ESCAPE, decoded);
			}
			default -> decoded.append(character);
		}
		return position + 1;
	}

	private static int decodeNumber(String escaped, int start, int length, StringBuilder decoded) {
		int end = Math.min(escaped.length(), start + length);
		try {
			decoded.appendCodePoint(Integer.parseInt(escaped.substring(start, end), 16));
		}
		catch (IllegalArgumentException ex) {
			decoded.append(escaped, start, end);
		}
		return end;
	}

	/** Tell whether single quotes can hold a string. */
	static boolean isLiteral(String value) {
		return value.indexOf('\'') < 0 && value.chars().noneMatch((character) -> isControl(character));
	}

	/** Tell whether three single quotes can hold a string. */
	static boolean isLongLiteral(String value) {
		return !value.contains("'''") && !value.endsWith("'")
				&& value.chars().noneMatch((character) -> character != '\n' && isControl(character));
	}

	static String basic(String value) {
		return "\"" + escape(value, "") + "\"";
	}

	/**
	 * Escape a string for three quotes, between which line ends are those of the file.
	 */
	static String longBasic(String value, String lineEnd) {
		boolean quotes = !value.contains("\"\"\"") && !value.endsWith("\"");
		return escape(value, quotes ? "\t\n\"" : "\t\n").replace("\n", lineEnd);
	}

	private static String escape(String value, String kept) {
		StringBuilder escaped = new StringBuilder(value.length() + 2);
		for (int index = 0; index < value.length(); index++) {
			char character = value.charAt(index);
			if (kept.indexOf(character) >= 0) {
				escaped.append(character);
			}
			else {
				escaped.append(escape(character));
			}
		}
		return escaped.toString();
	}

	private static String escape(char character) {
		return switch (character) {
			case '"' -> "\\\"";
			case '\\' -> "\\\\";
			case '\b' -> "\\b";
			case '\t' -> "\\t";
			case '\n' -> "\\n";
			case '\f' -> "\\f";
			case '\r' -> "\\r";
			default -> isControl(character) ? String.format(Locale.ROOT, "\\u%04X", (int) character)
					: String.valueOf(character);
		};
	}

	private static boolean isControl(int character) {
		return (character < ' ' && character != '\t') || character == 0x7F;
	}

}
