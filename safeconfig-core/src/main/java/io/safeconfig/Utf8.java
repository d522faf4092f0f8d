package io.safeconfig;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Decodes UTF-8 strictly: wrong bytes are an error, never a replacement character. */
final class Utf8 {

	private Utf8() {
	}

	static String decode(String fileName, byte[] bytes) {
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
		}
		catch (CharacterCodingException ex) {
			throw new ConfigFormatException(fileName, "it is not UTF-8 text", 0, 0, ex);
		}
	}

}
