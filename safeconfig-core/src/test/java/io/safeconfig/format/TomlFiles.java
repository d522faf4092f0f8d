package io.safeconfig.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Reads test data.
 */
final class TomlFiles {

	private TomlFiles() {
	}

	static String read(String name) {
		try (InputStream stream = TomlFiles.class.getResourceAsStream("toml/" + name)) {
			return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
