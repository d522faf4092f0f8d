package io.safeconfig.format;

import java.util.List;

/**
 * A table header and the pairs below it, or the pairs above the first header.
 *
 * @param key the key of the header; without parts above the first header
 * @param start where the header starts
 * @param headerEnd where the header ends, behind its bracket
 * @param element whether the header starts an element of an array of tables
 * @param pairs the pairs
 */
record TomlSection(TomlKey key, int start, int headerEnd, boolean element, List<TomlPair> pairs) implements TomlOrigin {

	boolean isTop() {
		return this.key.parts().isEmpty();
	}

	/** Where the last pair ends, or the header if there is none. */
	int end() {
		return this.pairs.isEmpty() ? this.headerEnd : this.pairs.get(this.pairs.size() - 1).value().end();
	}

}
