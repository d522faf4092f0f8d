package io.safeconfig.format;

/**
 * The quotes around a string.
 *
 * @param marks one or three quotes, double or single
 * @param opened whether a string in three quotes starts on the next line
 */
record TomlQuotes(String marks, boolean opened) {

	static final TomlQuotes BASIC = new TomlQuotes("\"", false);

	private static final int THREE = 3;

	/** The quotes of a value as it is written; double ones if it is no string. */
	static TomlQuotes of(String raw) {
		if (raw.startsWith("\"\"\"") || raw.startsWith("'''")) {
			boolean opened = raw.startsWith("\n", THREE) || raw.startsWith("\r\n", THREE);
			return new TomlQuotes(raw.substring(0, THREE), opened);
		}
		return raw.startsWith("'") ? new TomlQuotes("'", false) : BASIC;
	}

	/** Write a string between these quotes, or between those that can hold it. */
	String write(String value, String lineEnd) {
		if (this.marks.equals("'")) {
			return TomlStrings.isLiteral(value) ? "'" + value + "'" : TomlStrings.basic(value);
		}
		if (this.marks.length() < THREE) {
			return TomlStrings.basic(value);
		}
		String start = (this.opened || value.startsWith("\n")) ? lineEnd : "";
		if (this.marks.equals("'''") && TomlStrings.isLongLiteral(value)) {
			return this.marks + start + value.replace("\n", lineEnd) + this.marks;
		}
		return "\"\"\"" + start + TomlStrings.longBasic(value, lineEnd) + "\"\"\"";
	}

}
