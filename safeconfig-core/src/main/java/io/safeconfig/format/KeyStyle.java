package io.safeconfig.format;

/** What the keys of a format are to somebody who looks for a property. */
public enum KeyStyle {

	/** Any string is a key, and a dot in it means nothing by itself. */
	PLAIN,

	/**
	 * Keys are parts of property names, as Spring reads them: {@code a.b} is {@code b} in
	 * {@code a}, and {@code [a.b]} is the one key {@code a.b}.
	 */
	PROPERTY_NAMES,

	/**
	 * Each key is the whole name of a property, and every document is one mapping from
	 * such names to single values.
	 */
	WHOLE_NAMES

}
