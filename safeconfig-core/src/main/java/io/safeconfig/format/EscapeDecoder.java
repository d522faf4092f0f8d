package io.safeconfig.format;

/**
 * Turns the written form of a key or value into its text: joins continued lines and
 * resolves escapes.
 */
final class EscapeDecoder {

	private static final String MALFORMED = "malformed unicode escape: four hexadecimal digits must follow \\u";

	private static final int UNICODE_DIGITS = 4;

	private static final char MAX_ASCII = 0x7F;

	private final SourceText source;

	private final String written;

	private final int end;

	private final StringBuilder text;

	private int position;

	private EscapeDecoder(SourceText source, int start, int end) {
		this.source = source;
		this.written = source.text();
		this.position = start;
		this.end = end;
		this.text = new StringBuilder(end - start);
	}

	/**
	 * Decodes a range that does not end within an escape other than a unicode escape.
	 * @throws ContentException if a unicode escape is malformed
	 */
	static String decode(SourceText source, int start, int end) {
		// Beyond the range it would be looked for in the whole file, for every key.
		String written = source.text().substring(start, end);
		return (written.indexOf('\\') < 0) ? written : new EscapeDecoder(source, start, end).decode();
	}

	private String decode() {
		while (this.position < this.end) {
			if (Lines.isContinuation(this.written, this.position)) {
				this.position = Lines.skipContinuation(this.written, this.position);
			}
			else if (this.written.charAt(this.position) == '\\') {
				decodeEscape();
			}
			else {
				this.text.append(this.written.charAt(this.position++));
			}
		}
		return this.text.toString();
	}

	private void decodeEscape() {
		int start = this.position;
		char escaped = this.written.charAt(start + 1);
		this.position += 2;
		this.text.append(switch (escaped) {
			case 't' -> '\t';
			case 'n' -> '\n';
			case 'r' -> '\r';
			case 'f' -> '\f';
			case 'u' -> decodeUnicode(start);
			default -> escaped;
		});
	}

	private char decodeUnicode(int start) {
		int value = 0;
		for (int digit = 0; digit < UNICODE_DIGITS; digit++) {
			value = (value << 4) + decodeDigit(start);
		}
		return (char) value;
	}

	private int decodeDigit(int start) {
		while (this.position < this.end && Lines.isContinuation(this.written, this.position)) {
			this.position = Lines.skipContinuation(this.written, this.position);
		}
		int digit = (this.position < this.end) ? digitValue(this.written.charAt(this.position)) : -1;
		if (digit < 0) {
			throw this.source.failure(MALFORMED, start);
		}
		this.position++;
		return digit;
	}

	private static int digitValue(char digit) {
		return (digit > MAX_ASCII) ? -1 : Character.digit(digit, 16);
	}

}
