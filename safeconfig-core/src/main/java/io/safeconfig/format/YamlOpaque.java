package io.safeconfig.format;

/**
 * A value of a type that is kept as it is and never built: a date, binary data, or what a
 * tag of the file's own says.
 *
 * @param tag the type
 * @param content the text, or what a tagged collection says
 */
record YamlOpaque(String tag, Object content) {

	@Override
	public String toString() {
		return "YamlOpaque";
	}

}
