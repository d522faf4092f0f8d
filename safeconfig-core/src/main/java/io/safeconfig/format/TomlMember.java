package io.safeconfig.format;

import org.jspecify.annotations.Nullable;

/**
 * One of the values in an array, or one of the pairs in an inline table.
 *
 * @param pair the pair, if this is in an inline table
 * @param value the value
 * @param comma where the comma behind it is; -1 if there is none
 */
record TomlMember(@Nullable TomlPair pair, TomlItem value, int comma) {

	int start() {
		return (this.pair != null) ? this.pair.key().start() : this.value.start();
	}

	int end() {
		return this.value.end();
	}

	boolean hasComma() {
		return this.comma >= 0;
	}

	/** Where it ends, with its comma. */
	int fullEnd() {
		return hasComma() ? this.comma + 1 : end();
	}

}
