package io.safeconfig.format;

import java.util.HexFormat;

/**
 * Writes a key or value as it must stand in a property file, on one line and in ASCII,
 * unless the value that it replaces had other characters too.
 */
final class EscapeEncoder {

	private static final HexFormat HEX = HexFormat.of().withUpperCase();

	private EscapeEncoder() {
	}

	static String encodeKey(String key) {
		StringBuilder text = new StringBuilder(key.length());
		for (int index = 0; index < key.length(); index++) {
			char character = key.charAt(index);
			boolean comment = index == 0 && (character == '#' || character == '!');
			append(text, character, comment || character == ' ' || isDelimiter(character));
		}
		return text.toString();
	}

	/**
	 * Encodes a value.
	 * @param value the value
	 * @param delimited whether an equals sign or a colon stands before the value. If not,
	 * one at the start of the value must be escaped, since it would be taken for the
	 * separator.
	 * @param raw whether visible characters beyond ASCII stay as they are
	 */
	static String encodeValue(String value, boolean delimited, boolean raw) {
		StringBuilder text = new StringBuilder(value.length());
		for (int index = 0; index < value.length(); index += Character.charCount(value.codePointAt(index))) {
			int point = value.codePointAt(index);
			if (raw && point > '~' && isVisible(point)) {
				text.appendCodePoint(point);
				continue;
			}
			boolean special = point == ' ' || (!delimited && point < '~' && isDelimiter((char) point));
			for (char character : Character.toChars(point)) {
				append(text, character, index == 0 && special);
			}
		}
		return text.toString();
	}

	static String encodeValue(String value, boolean delimited) {
		return encodeValue(value, delimited, false);
	}

	/** Whether people can see that it is there, and no program takes it for an end. */
	private static boolean isVisible(int point) {
		return switch (Character.getType(point)) {
			case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
					Character.SPACE_SEPARATOR, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED ->
				false;
			default -> true;
		};
	}

	private static boolean isDelimiter(char character) {
		return character == '=' || character == ':';
	}

	private static void append(StringBuilder text, char character, boolean escaped) {
		switch (character) {
			case '\t' -> text.append("\\t");
			case '\n' -> text.append("\\n");
			case '\r' -> text.append("\\r");
			case '\f' -> text.append("\\f");
			case '\\' -> text.append("\\\\");
			default -> appendPlain(text, character, escaped);
		}
	}

	private static void appendPlain(StringBuilder text, char character, boolean escaped) {
		if (character < ' ' || character > '~') {
			text.append("\\u").append(HEX.toHexDigits(character));
			return;
		}
		if (escaped) {
			text.append('\\');
		}
		text.append(character);
	}

}
