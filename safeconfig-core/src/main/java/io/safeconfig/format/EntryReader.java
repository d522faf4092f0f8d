package io.safeconfig.format;

/**
 * Splits a logical line, which may span several lines, into key, separator and value.
 */
final class EntryReader {

	private final byte[] bytes;

	private int position;

	private int contentEnd;

	private int valueEnd;

	private EntryReader(byte[] bytes, int start) {
		this.bytes = bytes;
		this.position = start;
	}

	/**
	 * Reads the entry whose key starts at a position.
	 * @throws ContentException if an escape is malformed
	 */
	static Entry read(byte[] bytes, int lineStart, int keyStart) {
		return new EntryReader(bytes, keyStart).read(lineStart);
	}

	private Entry read(int lineStart) {
		int keyStart = this.position;
		findContentEnd(keyStart);
		skipKey();
		int keyEnd = this.position;
		skipSeparator();
		int valueStart = this.position;
		return new Entry(lineStart, keyStart, keyEnd, valueStart, this.valueEnd,
				Lines.skipLineEnd(this.bytes, this.valueEnd), this.valueEnd > this.contentEnd,
				EscapeDecoder.decode(this.bytes, keyStart, keyEnd),
				EscapeDecoder.decode(this.bytes, valueStart, this.contentEnd));
	}

	private void findContentEnd(int start) {
		int end = start;
		while (end < this.bytes.length && !Lines.isLineEnd(this.bytes[end]) && !isDangling(end)) {
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
		if (index == this.bytes.length || this.bytes[index] != '\\') {
			return false;
		}
		int next = index + 1;
		return next == this.bytes.length
				|| (Lines.isLineEnd(this.bytes[next]) && Lines.skipLineEnd(this.bytes, next) == this.bytes.length);
	}

	/**
	 * Returns the position after a plain character, an escaped one, or a continuation.
	 */
	private int skipUnit(int index) {
		if (Lines.isContinuation(this.bytes, index)) {
			return Lines.skipContinuation(this.bytes, index);
		}
		return (this.bytes[index] == '\\') ? index + 2 : index + 1;
	}

	private void skipKey() {
		while (this.position < this.contentEnd && !Lines.isBlank(this.bytes[this.position]) && !isDelimiter()) {
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
				&& (Lines.isBlank(this.bytes[this.position]) || Lines.isContinuation(this.bytes, this.position))) {
			this.position = skipUnit(this.position);
		}
	}

	private boolean isDelimiter() {
		return this.bytes[this.position] == '=' || this.bytes[this.position] == ':';
	}

}
