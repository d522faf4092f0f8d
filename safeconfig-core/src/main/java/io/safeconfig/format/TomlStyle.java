package io.safeconfig.format;

import org.jspecify.annotations.Nullable;

/**
 * How the pairs of a section are written: indentation, separator, quotes.
 */
final class TomlStyle {

	private final TomlOutline outline;

	private final @Nullable TomlPair neighbour;

	private final String indent;

	private final boolean aligned;

	private TomlStyle(TomlOutline outline, @Nullable TomlPair neighbour, String indent, boolean aligned) {
		this.outline = outline;
		this.neighbour = neighbour;
		this.indent = indent;
		this.aligned = aligned;
	}

	/** The style of one pair, behind or below which another is written. */
	static TomlStyle of(TomlOutline outline, TomlPair pair) {
		return new TomlStyle(outline, pair, outline.indent(pair.key().start()), false);
	}

	/** The style of a section; if it has no pairs, that of another one. */
	static TomlStyle of(TomlOutline outline, TomlSection section) {
		if (!section.pairs().isEmpty()) {
			TomlPair last = lastPair(section);
			return new TomlStyle(outline, last, outline.indent(last.key().start()), isAligned(outline, section));
		}
		String header = outline.indent(section.start());
		for (TomlSection other : outline.sections()) {
			if (!other.isTop() && !other.pairs().isEmpty()) {
				TomlPair pair = lastPair(other);
				String outer = outline.indent(other.start());
				String inner = outline.indent(pair.key().start());
				boolean deeper = inner.startsWith(outer);
				return new TomlStyle(outline, pair, deeper ? header + inner.substring(outer.length()) : header, false);
			}
		}
		TomlSection top = outline.top();
		return new TomlStyle(outline, top.pairs().isEmpty() ? null : lastPair(top), header, false);
	}

	private static TomlPair lastPair(TomlSection section) {
		return section.pairs().get(section.pairs().size() - 1);
	}

	String indent() {
		return this.indent;
	}

	/** Quotes that the last key has without need, and so by taste. */
	String key(String name) {
		if (this.neighbour == null) {
			return TomlWriter.key(name, "");
		}
		TomlPart part = this.neighbour.key().parts().get(this.neighbour.key().parts().size() - 1);
		boolean taste = TomlStrings.isBare(part.name());
		return TomlWriter.key(name, taste ? this.outline.text().substring(part.start(), part.end()) : "");
	}

	TomlQuotes quotes() {
		if (this.neighbour == null) {
			return TomlQuotes.BASIC;
		}
		TomlItem value = this.neighbour.value();
		String raw = this.outline.text().substring(value.start(), value.end());
		return raw.startsWith("'") && !raw.startsWith("'''") ? TomlQuotes.of(raw) : TomlQuotes.BASIC;
	}

	/** Write a pair whose equals sign is where that of its neighbour is. */
	String pair(String key, String value) {
		if (this.neighbour == null) {
			return key + " = " + value;
		}
		TomlKey other = this.neighbour.key();
		String separator = this.outline.text().substring(other.end(), this.neighbour.value().start());
		if (!this.aligned) {
			return key + separator + value;
		}
		int equals = separator.indexOf('=');
		int blanks = Math.max(1, other.end() - other.start() + equals - key.length());
		return key + " ".repeat(blanks) + separator.substring(equals) + value;
	}

	/** Tell whether blanks bring the equals signs of a section below each other. */
	private static boolean isAligned(TomlOutline outline, TomlSection section) {
		boolean padded = false;
		int column = -1;
		for (TomlPair pair : section.pairs()) {
			int equals = outline.text().indexOf('=', pair.key().end());
			String blanks = outline.text().substring(pair.key().end(), equals);
			int length = equals - pair.key().start();
			if (blanks.isEmpty() || blanks.indexOf('\t') >= 0 || (column >= 0 && column != length)) {
				return false;
			}
			padded |= blanks.length() > 1;
			column = length;
		}
		return padded;
	}

}
