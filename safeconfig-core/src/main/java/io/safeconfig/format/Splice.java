package io.safeconfig.format;

import java.nio.charset.StandardCharsets;

/**
 * Replaces a range of bytes by text in which every character is one byte.
 *
 * @param start where the range starts
 * @param end where the range ends; the start if the text is only inserted
 * @param text what takes the place of the range
 */
record Splice(int start, int end, String text) {

	byte[] textBytes() {
		return this.text.getBytes(StandardCharsets.ISO_8859_1);
	}

}
