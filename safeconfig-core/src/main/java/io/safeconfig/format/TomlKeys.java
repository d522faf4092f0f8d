package io.safeconfig.format;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads keys.
 */
final class TomlKeys {

	private final TomlCursor cursor;

	private final int depth;

	TomlKeys(TomlCursor cursor, int depth) {
		this.cursor = cursor;
		this.depth = depth;
	}

	/** Read a key and the blanks behind it. */
	TomlKey read() {
		List<TomlPart> parts = new ArrayList<>();
		do {
			if (parts.size() == this.depth) {
				throw this.cursor.failure(TomlLimits.tooDeep(this.depth));
			}
			this.cursor.skipBlanks();
			parts.add(part());
			this.cursor.skipBlanks();
		}
		while (this.cursor.accept("."));
		return new TomlKey(List.copyOf(parts));
	}

	private TomlPart part() {
		int start = this.cursor.position();
		char first = this.cursor.peek();
		if (first == '"' || first == '\'') {
			this.cursor.skipString(first);
			String raw = this.cursor.since(start);
			String inner = raw.substring(1, raw.length() - 1);
			return part(start, (first == '"') ? TomlStrings.decode(inner) : inner);
		}
		while (TomlStrings.isBare(this.cursor.peek())) {
			this.cursor.skip(1);
		}
		if (this.cursor.position() == start) {
			throw this.cursor.failure("a key is missing, or has a character that it can only have in quotes");
		}
		return part(start, this.cursor.since(start));
	}

	private TomlPart part(int start, String name) {
		return new TomlPart(start, this.cursor.position(), name);
	}

}
