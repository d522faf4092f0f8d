package io.safeconfig.format;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The text of a file, without its byte order mark, and the way back to bytes. Decoding is
 * strict, so that encoding gives back the very same bytes.
 */
final class SourceText {

	private static final String UTF8_MARK = "\uFEFF";

	/** The mark of UTF-8 as it looks when each byte is a character. */
	private static final String BYTES_MARK = "\u00EF\u00BB\u00BF";

	private final String text;

	private final String mark;

	private final Charset charset;

	private SourceText(String text, String mark, Charset charset) {
		this.text = text;
		this.mark = mark;
		this.charset = charset;
	}

	/**
	 * Decodes bytes in UTF-8.
	 * @throws ContentException if they are too many, none, not UTF-8, or hold a NUL
	 */
	static SourceText decode(byte[] bytes, ConfigLimits limits) {
		requireSize(bytes, limits);
		return of(decodeUtf8(bytes), UTF8_MARK, StandardCharsets.UTF_8);
	}

	/**
	 * Decodes bytes of which each one is a character, whatever their encoding is.
	 * @throws ContentException if they are too many, none, those of UTF-16 or UTF-32, or
	 * hold a NUL
	 */
	static SourceText decodeBytes(byte[] bytes, ConfigLimits limits) {
		requireSize(bytes, limits);
		String text = new String(bytes, StandardCharsets.ISO_8859_1);
		if (text.startsWith("\u00FE\u00FF") || text.startsWith("\u00FF\u00FE")) {
			throw new ContentException("a UTF-16 or UTF-32 byte order mark starts the file: such a file is read byte"
					+ " by byte and must be converted first", 1, 1);
		}
		return of(text, BYTES_MARK, StandardCharsets.ISO_8859_1);
	}

	/** Text of a file that does not exist yet. */
	static SourceText of(String text) {
		return new SourceText(text, "", StandardCharsets.UTF_8);
	}

	/** The same, for a file of which each byte is a character. */
	static SourceText ofBytes(String text) {
		return new SourceText(text, "", StandardCharsets.ISO_8859_1);
	}

	private static void requireSize(byte[] bytes, ConfigLimits limits) {
		requireSize(bytes.length, limits);
		if (bytes.length == 0) {
			throw new ContentException("the file is empty: it was cut off, or is yet to be written", 1, 1);
		}
	}

	private static SourceText of(String decoded, String mark, Charset charset) {
		SourceText source = decoded.startsWith(mark) ? new SourceText(decoded.substring(mark.length()), mark, charset)
				: new SourceText(decoded, "", charset);
		int nul = source.text.indexOf('\0');
		if (nul >= 0) {
			throw source.failure("a NUL character shows that the file was torn or is not text", nul);
		}
		return source;
	}

	private static String decodeUtf8(byte[] bytes) {
		CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder()
			.onMalformedInput(CodingErrorAction.REPORT)
			.onUnmappableCharacter(CodingErrorAction.REPORT);
		CharBuffer output = CharBuffer.allocate(bytes.length);
		CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), output, true);
		String valid = output.flip().toString();
		if (result.isError()) {
			SourceText before = of(valid.startsWith(UTF8_MARK) ? valid.substring(UTF8_MARK.length()) : valid);
			throw before.failure("a byte is not UTF-8", before.text.length());
		}
		return valid;
	}

	String text() {
		return this.text;
	}

	/** Whether characters beyond ASCII are written as UTF-8. */
	boolean isUtf8() {
		return this.charset.equals(StandardCharsets.UTF_8);
	}

	byte[] toBytes() {
		return (this.mark + this.text).getBytes(this.charset);
	}

	/**
	 * Replaces ranges.
	 * @param splices in the order of the text and not overlapping
	 * @throws ContentException if the result is larger than allowed or cannot be encoded
	 */
	SourceText splice(List<Splice> splices, ConfigLimits limits) {
		StringBuilder result = new StringBuilder(this.text.length() + 128);
		int position = 0;
		for (Splice splice : splices) {
			result.append(this.text, position, splice.start()).append(splice.text());
			requireEncodable(splice);
			position = splice.end();
		}
		result.append(this.text, position, this.text.length());
		SourceText spliced = new SourceText(result.toString(), this.mark, this.charset);
		if (result.length() > limits.bytes() / 4) {
			requireSize(spliced.toBytes().length, limits);
		}
		return spliced;
	}

	/** Half of a pair would be written as a question mark. */
	private void requireEncodable(Splice splice) {
		if (!this.charset.newEncoder().canEncode(splice.text())) {
			throw failure("the new value holds half of a surrogate pair, which no text can hold", splice.start());
		}
	}

	private static void requireSize(int length, ConfigLimits limits) {
		if (length > limits.bytes()) {
			throw new ContentException(
					"the content has " + length + " bytes, but no more than " + limits.bytes() + " are allowed", 1, 1);
		}
	}

	/** Columns count characters as an editor does: an emoji is one. */
	ContentPosition position(int offset) {
		int line = 1;
		int lineStart = 0;
		for (int index = 0; index < offset; index++) {
			char character = this.text.charAt(index);
			boolean pair = character == '\r' && index + 1 < this.text.length() && this.text.charAt(index + 1) == '\n';
			if (character == '\n' || (character == '\r' && !pair)) {
				line++;
				lineStart = index + 1;
			}
		}
		return new ContentPosition(line, this.text.codePointCount(lineStart, offset) + 1);
	}

	ContentException failure(String reason, int offset) {
		return failure(reason, offset, null);
	}

	ContentException failure(String reason, int offset, @Nullable String nextStep) {
		ContentPosition position = position(Math.min(offset, this.text.length()));
		return new ContentException(reason, position.line(), position.column(), nextStep);
	}

}
