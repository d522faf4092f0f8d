package io.safeconfig.format;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * How the bytes of property files are read. Whatever it is, what is written anew is ASCII
 * with {@code \}{@code uXXXX} escapes, which every reader understands, Spring Boot with
 * an import that names no encoding too. Only with {@link #UTF_8}, a value that replaces
 * one with other characters as they are has them as they are, too.
 */
public enum PropertiesEncoding {

	/**
	 * UTF-8 if a file has bytes beyond ASCII and all of it is valid UTF-8, which text in
	 * ISO-8859-1 hardly ever is by chance; else ISO-8859-1.
	 */
	DETECT,

	/** Always UTF-8, as message bundles are; a file that is not valid is refused. */
	UTF_8,

	/**
	 * Always ISO-8859-1, as {@link java.util.Properties#load(java.io.InputStream)} and
	 * Spring Boot read files, unless they are told otherwise.
	 */
	ISO_8859_1;

	SourceText decode(byte[] bytes, ConfigLimits limits) {
		return isUtf8(bytes) ? SourceText.decode(bytes, limits) : SourceText.decodeBytes(bytes, limits);
	}

	SourceText empty() {
		return (this == ISO_8859_1) ? SourceText.ofBytes("") : SourceText.of("");
	}

	boolean isUtf8(byte[] bytes) {
		return this == UTF_8 || (this == DETECT && hasMoreThanAscii(bytes) && isValidUtf8(bytes));
	}

	private static boolean hasMoreThanAscii(byte[] bytes) {
		for (byte one : bytes) {
			if (one < 0) {
				return true;
			}
		}
		return false;
	}

	private static boolean isValidUtf8(byte[] bytes) {
		try {
			StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
			return true;
		}
		catch (CharacterCodingException ex) {
			return false;
		}
	}

}
