package io.safeconfig.format;

import java.util.List;

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
	public List<ConfigNode> documents() {
		throw noKeys();
	}

	@Override
	public ConfigContent edit(int document, List<ContentEdit> edits) {
		throw noKeys();
	}

	private static UnsupportedOperationException noKeys() {
		return new UnsupportedOperationException(
				"Content of the format 'text' has no keys; read it with toBytes() and replace it as a whole");
	}

}
