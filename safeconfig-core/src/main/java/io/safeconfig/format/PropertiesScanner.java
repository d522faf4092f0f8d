package io.safeconfig.format;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds the entries of a property file, passing over blank lines and comments as
 * {@link java.util.Properties} does.
 */
final class PropertiesScanner {

	private final SourceText source;

	private final String text;

	private final List<Entry> entries = new ArrayList<>();

	private int lineStart;

	private int position;

	private PropertiesScanner(SourceText source) {
		this.source = source;
		this.text = source.text();
	}

	/**
	 * Returns the entries in file order.
	 * @throws ContentException if an escape is malformed
	 */
	static List<Entry> scan(SourceText source) {
		PropertiesScanner scanner = new PropertiesScanner(source);
		scanner.scanLines();
		return scanner.entries;
	}

	private void scanLines() {
		this.position = Lines.skipBlanks(this.text, this.position);
		while (this.position < this.text.length()) {
			scanLine();
			this.position = Lines.skipBlanks(this.text, this.position);
		}
	}

	private void scanLine() {
		char first = this.text.charAt(this.position);
		if (first == '#' || first == '!' || Lines.isLineEnd(first)) {
			int lineEnd = Lines.findLineEnd(this.text, this.position);
			startLine(Lines.skipLineEnd(this.text, lineEnd));
		}
		else if (continuesBeforeAnyContent()) {
			this.position = Lines.skipContinuation(this.text, this.position);
		}
		else {
			Entry entry = EntryReader.read(this.source, this.lineStart, this.position);
			this.entries.add(entry);
			startLine(entry.lineEnd());
		}
	}

	/**
	 * Tells whether the line holds nothing but a continuation. What follows is then a
	 * fresh line, where even a comment may start. {@code Properties} makes an exception
	 * of a single final line end character, where it finds an entry with an empty key.
	 */
	private boolean continuesBeforeAnyContent() {
		return Lines.isContinuation(this.text, this.position) && this.position + 2 < this.text.length();
	}

	private void startLine(int start) {
		this.lineStart = start;
		this.position = start;
	}

}
