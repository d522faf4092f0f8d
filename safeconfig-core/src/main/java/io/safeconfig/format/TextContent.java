package io.safeconfig.format;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Bytes without keys.
 */
final class TextContent implements ConfigContent {

	private final byte[] bytes;

	TextContent(byte[] bytes) {
		this.bytes = bytes;
	}

	@Override
	public byte[] toBytes() {
		return this.bytes.clone();
	}

	@Override
	public Set<String> keys() {
		throw noKeys();
	}

	@Override
	public @Nullable String get(String key) {
		throw noKeys();
	}

	@Override
	public void set(String key, String value) {
		throw noKeys();
	}

	@Override
	public void remove(String key) {
		throw noKeys();
	}

	private static UnsupportedOperationException noKeys() {
		return new UnsupportedOperationException(
				"Content of the format 'text' has no keys; read it with toBytes() and replace it as a whole");
	}

}
