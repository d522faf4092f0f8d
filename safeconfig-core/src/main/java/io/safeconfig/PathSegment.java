package io.safeconfig;

import java.util.Locale;

/**
 * One step of a {@link ConfigPath}, or one part of a key in a file.
 *
 * @param kind how it compares
 * @param text the step as it was given
 */
record PathSegment(Kind kind, String text) {

	/** How a segment compares with another one. */
	enum Kind {

		/**
		 * By its letters: {@code max-size}, {@code maxSize} and {@code MAX_SIZE} agree.
		 */
		NAME,

		/** Exactly; in a property name it stands in brackets. */
		BRACKETED,

		/** Exactly; no part of a property name at all. */
		KEY,

		/** By its number. */
		INDEX

	}

	static PathSegment index(int position) {
		return new PathSegment(Kind.INDEX, Integer.toString(position));
	}

	boolean isIndex() {
		return this.kind == Kind.INDEX;
	}

	boolean isKey() {
		return this.kind == Kind.KEY;
	}

	int position() {
		return Integer.parseInt(this.text);
	}

	/** What all spellings of a name have in common. */
	String uniform() {
		return uniform(this.text);
	}

	static String uniform(String text) {
		String uniform = text.replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
		return uniform.isEmpty() ? text : uniform;
	}

	/** Whether this step leads to that part of a key in a file. */
	boolean matches(PathSegment part) {
		if (this.kind == Kind.NAME && part.kind == Kind.NAME) {
			return uniform().equals(part.uniform());
		}
		return this.text.equals(part.text);
	}

	/** Whether this step leads to a key, taken as a whole. */
	boolean matches(String key) {
		return (this.kind == Kind.NAME) ? uniform().equals(uniform(key)) : this.text.equals(key);
	}

}
