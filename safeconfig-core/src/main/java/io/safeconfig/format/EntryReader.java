package io.safeconfig.format;

/**
 * Splits a logical line, which may span several lines, into key, separator and value.
 */
final class EntryReader {

	private final SourceText source;

	private final String text;

	private int position;

	private int contentEnd;

	private int valueEnd;

	private EntryReader(SourceText source, int start) {
		this.source = source;
		this.text = source.text();
		this.position = start;
	}

	/**
	 * Reads the entry whose key starts at a position.
	 * @throws ContentException if an escape is malformed
	 */
	static Entry read(SourceText source, int lineStart, int keyStart) {
		return new EntryReader(source, keyStart).read(lineStart);
	}

	private Entry read(int lineStart) {
		int keyStart = this.position;
		findContentEnd(keyStart);
		skipKey();
		int keyEnd = this.position;
		skipSeparator();
		int valueStart = this.position;
		return new Entry(lineStart, keyStart, keyEnd, valueStart, this.valueEnd,
				Lines.skipLineEnd(this.text, this.valueEnd), this.valueEnd > this.contentEnd,
				EscapeDecoder.decode(this.source, keyStart, keyEnd),
				EscapeDecoder.decode(this.source, valueStart, this.contentEnd));
	}

	private void findContentEnd(int start) {
		int end = start;
		while (end < this.text.length() && !Lines.isLineEnd(this.text.charAt(end)) && !isDangling(end)) {
			end = skipUnit(end);
		}
		this.contentEnd = end;
		this.valueEnd = isDangling(end) ? end + 1 : end;
	}

	/**
	 * Tells whether an unescaped backslash is at a position with nothing to escape: at
	 * the end of the content, or before the line end that the content ends with.
	 */
	private boolean isDangling(int index) {
		if (index == this.text.length() || this.text.charAt(index) != '\\') {
			return false;
		}
		int next = index + 1;
		return next == this.text.length() || (Lines.isLineEnd(this.text.charAt(next))
				&& Lines.skipLineEnd(this.text, next) == this.text.length());
	}

	/**
	 * Returns the position after a plain character, an escaped one, or a continuation.
	 */
	private int skipUnit(int index) {
		if (Lines.isContinuation(this.text, index)) {
			return Lines.skipContinuation(this.text, index);
		}
		return (this.text.charAt(index) == '\\') ? index + 2 : index + 1;
	}

	private void skipKey() {
		while (this.position < this.contentEnd && !Lines.isBlank(this.text.charAt(this.position)) && !isDelimiter()) {
			this.position = skipUnit(this.position);
		}
	}

	private void skipSeparator() {
		skipBlanks();
		if (this.position < this.contentEnd && isDelimiter()) {
			this.position++;
			skipBlanks();
		}
	}

	private void skipBlanks() {
		while (this.position < this.contentEnd
				&& (Lines.isBlank(this.text.charAt(this.position)) || Lines.isContinuation(this.text, this.position))) {
			this.position = skipUnit(this.position);
		}
	}

	private boolean isDelimiter() {
		return this.text.charAt(this.position) == '=' || this.text.charAt(this.position) == ':';
	}

}
