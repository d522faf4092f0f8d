package io.safeconfig.format;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * How a new entry is laid out.
 *
 * @param indentation the blanks before the key
 * @param separator what stands between key and value, with or without blanks, equals sign
 * or colon
 * @param lineEnd what ends the line
 */
record EntryStyle(String indentation, String separator, String lineEnd) {

	private static final String EQUALS = "=";

	/**
	 * Takes the layout from a neighbour, or from the whole file where the neighbour has
	 * none.
	 * @param bytes the content
	 * @param neighbour the entry to be like, or {@code null} if there are no entries
	 */
	static EntryStyle of(byte[] bytes, @Nullable Entry neighbour) {
		if (neighbour == null) {
			return new EntryStyle("", EQUALS, LineEnds.mostFrequent(bytes));
		}
		String lineEnd = text(bytes, neighbour.valueEnd(), neighbour.lineEnd());
		return new EntryStyle(indentationOf(bytes, neighbour), separatorOf(bytes, neighbour),
				lineEnd.isEmpty() ? LineEnds.mostFrequent(bytes) : lineEnd);
	}

	/**
	 * Writes an entry in this style, without the line end.
	 */
	String format(String key, String value) {
		boolean delimited = this.separator.contains(EQUALS) || this.separator.contains(":");
		if (!delimited && (key.isEmpty() || value.isEmpty())) {
			return new EntryStyle(this.indentation, EQUALS, this.lineEnd).format(key, value);
		}
		return this.indentation + EscapeEncoder.encodeKey(key) + this.separator
				+ EscapeEncoder.encodeValue(value, delimited);
	}

	/**
	 * Returns the blanks before the key on its own line, which is not the entry's first
	 * if continuations stand before the key.
	 */
	private static String indentationOf(byte[] bytes, Entry entry) {
		int start = entry.keyStart();
		while (start > entry.lineStart() && Lines.isBlank(bytes[start - 1])) {
			start--;
		}
		return text(bytes, start, entry.keyStart());
	}

	/**
	 * Returns the separator, unless there is none, or it spans lines, or it consists of
	 * blanks with no value behind them and so may be there by accident.
	 */
	private static String separatorOf(byte[] bytes, Entry entry) {
		String separator = text(bytes, entry.keyEnd(), entry.valueStart());
		boolean usable = separator.indexOf('\\') < 0
				&& (entry.hasDelimiter(bytes) || (entry.hasSeparator() && entry.valueEnd() > entry.valueStart()));
		return usable ? separator : EQUALS;
	}

	private static String text(byte[] bytes, int start, int end) {
		return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
	}

}
