package io.safeconfig.format;

import java.util.List;

/**
 * A value as it is written.
 *
 * @param kind what it is
 * @param start where it starts
 * @param end where it ends
 * @param members what is in it, if it is an array or an inline table
 */
record TomlItem(Kind kind, int start, int end, List<TomlMember> members) {

	/** What a value is. */
	enum Kind {

		SCALAR, ARRAY, INLINE

	}

	static TomlItem scalar(int start, int end) {
		return new TomlItem(Kind.SCALAR, start, end, List.of());
	}

}
