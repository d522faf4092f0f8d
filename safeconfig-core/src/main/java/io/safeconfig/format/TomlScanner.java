package io.safeconfig.format;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds where the headers, keys and values of a TOML file are. What it reads may still be
 * wrong, which the library says; but nothing reaches the library that lies deeper or is
 * longer than allowed.
 */
final class TomlScanner {

	private final TomlCursor cursor;

	private final TomlItems items;

	private final TomlKeys keys;

	private TomlScanner(SourceText source, int depth, int numberLength) {
		this.cursor = new TomlCursor(source);
		this.keys = new TomlKeys(this.cursor, depth);
		this.items = new TomlItems(this.cursor, this.keys, depth, numberLength);
	}

	/**
	 * Reads text.
	 * @throws ContentException if it has no structure, or demands more than allowed
	 */
	static TomlOutline scan(SourceText source, int depth, int numberLength) {
		TomlScanner scanner = new TomlScanner(source, depth, numberLength);
		return new TomlOutline(source.text(), scanner.sections(), scanner.cursor.comments());
	}

	private List<TomlSection> sections() {
		List<TomlSection> sections = new ArrayList<>();
		sections.add(new TomlSection(new TomlKey(List.of()), 0, 0, false, pairs()));
		while (!this.cursor.atEnd()) {
			sections.add(section());
		}
		return sections;
	}

	private TomlSection section() {
		int start = this.cursor.position();
		boolean element = this.cursor.accept("[[");
		if (!element) {
			this.cursor.skip(1);
		}
		this.cursor.skipBlanks();
		TomlKey key = this.keys.read();
		this.cursor.require(element ? "]]" : "]", "a table header is not closed");
		int end = this.cursor.position();
		this.cursor.finishLine();
		return new TomlSection(key, start, end, element, pairs());
	}

	private List<TomlPair> pairs() {
		List<TomlPair> pairs = new ArrayList<>();
		this.cursor.skipLines();
		while (!this.cursor.atEnd() && this.cursor.peek() != '[') {
			pairs.add(this.items.pair(1));
			this.cursor.finishLine();
			this.cursor.skipLines();
		}
		return pairs;
	}

}
