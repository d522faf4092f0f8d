package io.safeconfig.format;

import java.nio.charset.StandardCharsets;

/**
 * Turns the written form of a key or value into its text: joins continued lines and
 * resolves escapes.
 */
final class EscapeDecoder {

	private static final String MALFORMED = "malformed unicode escape: four hexadecimal digits must follow \\u";

	private static final int UNICODE_DIGITS = 4;

	private final byte[] bytes;

	private final int end;

	private final StringBuilder text;

	private int position;

	private EscapeDecoder(byte[] bytes, int start, int end) {
		this.bytes = bytes;
		this.position = start;
		this.end = end;
		this.text = new StringBuilder(end - start);
	}

	/**
	 * Decodes a range that does not end within an escape other than a unicode escape.
	 * @throws ContentException if a unicode escape is malformed
	 */
	static String decode(byte[] bytes, int start, int end) {
		for (int position = start; position < end; position++) {
			if (bytes[position] == '\\') {
				return new EscapeDecoder(bytes, start, end).decode();
			}
		}
		return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
	}

	private String decode() {
		while (this.position < this.end) {
			if (Lines.isContinuation(this.bytes, this.position)) {
				this.position = Lines.skipContinuation(this.bytes, this.position);
			}
			else if (this.bytes[this.position] == '\\') {
				decodeEscape();
			}
			else {
				this.text.append((char) (this.bytes[this.position++] & 0xFF));
			}
		}
		return this.text.toString();
	}

	private void decodeEscape() {
		int start = this.position;
		char escaped = (char) (this.bytes[start + 1] & 0xFF);
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
		while (this.position < this.end && Lines.isContinuation(this.bytes, this.position)) {
			this.position = Lines.skipContinuation(this.bytes, this.position);
		}
		int digit = (this.position < this.end) ? digitValue(this.bytes[this.position]) : -1;
		if (digit < 0) {
			throw Lines.failure(MALFORMED, this.bytes, start);
		}
		this.position++;
		return digit;
	}

	private static int digitValue(byte digit) {
		return (digit < 0) ? -1 : Character.digit((char) digit, 16);
	}

}
