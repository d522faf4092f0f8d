package io.safeconfig.format;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds the entries of a property file, passing over blank lines and comments as
 * {@link java.util.Properties} does.
 */
final class PropertiesScanner {

	private final byte[] bytes;

	private final List<Entry> entries = new ArrayList<>();

	private int lineStart;

	private int position;

	private PropertiesScanner(byte[] bytes, int start) {
		this.bytes = bytes;
		this.lineStart = start;
		this.position = start;
	}

	/**
	 * Returns the entries in file order.
	 * @throws ContentException if an escape is malformed
	 */
	static List<Entry> scan(byte[] bytes, int start) {
		PropertiesScanner scanner = new PropertiesScanner(bytes, start);
		scanner.scanLines();
		return scanner.entries;
	}

	private void scanLines() {
		this.position = Lines.skipBlanks(this.bytes, this.position);
		while (this.position < this.bytes.length) {
			scanLine();
			this.position = Lines.skipBlanks(this.bytes, this.position);
		}
	}

	private void scanLine() {
		byte first = this.bytes[this.position];
		if (first == '#' || first == '!' || Lines.isLineEnd(first)) {
			int lineEnd = Lines.findLineEnd(this.bytes, this.position);
			startLine(Lines.skipLineEnd(this.bytes, lineEnd));
		}
		else if (continuesBeforeAnyContent()) {
			this.position = Lines.skipContinuation(this.bytes, this.position);
		}
		else {
			Entry entry = EntryReader.read(this.bytes, this.lineStart, this.position);
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
		return Lines.isContinuation(this.bytes, this.position) && this.position + 2 < this.bytes.length;
	}

	private void startLine(int start) {
		this.lineStart = start;
		this.position = start;
	}

}
