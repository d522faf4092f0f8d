package io.safeconfig.format;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Treats strings as bytes, one character each, and asks {@link Properties} what they
 * mean.
 */
final class Latin1 {

	private Latin1() {
	}

	static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.ISO_8859_1);
	}

	static String text(byte[] bytes) {
		return new String(bytes, StandardCharsets.ISO_8859_1);
	}

	static ConfigContent properties(String text) {
		return ConfigFormat.properties(PropertiesEncoding.ISO_8859_1)
			.parse(bytes(text), ConfigLimits.DEFAULTS.withBytes(Integer.MAX_VALUE));
	}

	/** All entries, those that later ones hide included. */
	static List<Entry> entries(String text) {
		return text.isEmpty() ? List.of() : PropertiesScanner.scan(source(text));
	}

	static SourceText source(String text) {
		return SourceText.decodeBytes(bytes(text), ConfigLimits.DEFAULTS);
	}

	static Map<String, String> load(String text) {
		Properties properties = new Properties();
		try {
			properties.load(new ByteArrayInputStream(bytes(text)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		Map<String, String> map = new TreeMap<>();
		properties.forEach((key, value) -> map.put((String) key, (String) value));
		return map;
	}

	/**
	 * Shows control characters, backslashes and quotes so that a document can be pasted
	 * into a test.
	 */
	static String show(String text) {
		StringBuilder shown = new StringBuilder();
		for (int index = 0; index < text.length(); index++) {
			char character = text.charAt(index);
			switch (character) {
				case '\n' -> shown.append("\\n");
				case '\r' -> shown.append("\\r");
				case '\t' -> shown.append("\\t");
				case '\f' -> shown.append("\\f");
				case '\\' -> shown.append("\\\\");
				case '"' -> shown.append("\\\"");
				default -> shown.append(
						(character < ' ' || character > '~') ? String.format("\\u%04x", (int) character) : character);
			}
		}
		return shown.toString();
	}

}
