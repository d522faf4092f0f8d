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
		return new UnsupportedOperationException("A file of this name is plain text, which has no keys: read it with"
				+ " text() or bytes(), and write it as a whole. Files that end with .properties, .yml, .yaml, .json,"
				+ " .jsonc or .toml have keys, and those of other names can be given a format with"
				+ " ConfigFormat.forExtensions");
	}

}
