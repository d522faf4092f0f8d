package io.safeconfig.format;

import java.util.HexFormat;

/**
 * Writes a key or value as it must stand in a property file, on one line and in ASCII.
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
	 */
	static String encodeValue(String value, boolean delimited) {
		StringBuilder text = new StringBuilder(value.length());
		for (int index = 0; index < value.length(); index++) {
			char character = value.charAt(index);
			boolean special = character == ' ' || (!delimited && isDelimiter(character));
			append(text, character, index == 0 && special);
		}
		return text.toString();
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
