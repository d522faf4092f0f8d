package io.safeconfig.format;

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

	/** Blanks beyond any layout are not copied: a file could hold megabytes of them. */
	private static final int MAX_BLANKS = 200;

	/**
	 * Takes the layout from a neighbour, or from the whole file where the neighbour has
	 * none.
	 * @param content the content
	 * @param neighbour the entry to be like, or {@code null} if there are no entries
	 */
	static EntryStyle of(String content, @Nullable Entry neighbour) {
		if (neighbour == null) {
			return new EntryStyle("", EQUALS, LineEnds.mostFrequent(content));
		}
		String lineEnd = content.substring(neighbour.valueEnd(), neighbour.lineEnd());
		return new EntryStyle(indentationOf(content, neighbour), separatorOf(content, neighbour),
				lineEnd.isEmpty() ? LineEnds.mostFrequent(content) : lineEnd);
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
	private static String indentationOf(String content, Entry entry) {
		int start = entry.keyStart();
		while (start > entry.lineStart() && Lines.isBlank(content.charAt(start - 1))) {
			start--;
		}
		return (entry.keyStart() - start > MAX_BLANKS) ? "" : content.substring(start, entry.keyStart());
	}

	/**
	 * Returns the separator, unless there is none, or it spans lines, or it consists of
	 * blanks with no value behind them and so may be there by accident.
	 */
	private static String separatorOf(String content, Entry entry) {
		String separator = content.substring(entry.keyEnd(), entry.valueStart());
		boolean usable = separator.length() <= MAX_BLANKS && separator.indexOf('\\') < 0
				&& (entry.hasDelimiter(content) || (entry.hasSeparator() && entry.valueEnd() > entry.valueStart()));
		return usable ? separator : EQUALS;
	}

}
