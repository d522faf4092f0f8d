package io.safeconfig.format;

import java.util.Objects;

/**
 * Any bytes, without keys.
 */
final class TextFormat implements ConfigFormat {

	static final TextFormat INSTANCE = new TextFormat();

	private TextFormat() {
	}

	@Override
	public String id() {
		return "text";
	}

	@Override
	public boolean supports(String fileName) {
		Objects.requireNonNull(fileName, "fileName must not be null");
		return true;
	}

	@Override
	public boolean hasKeys() {
		return false;
	}

	@Override
	public ConfigContent parse(byte[] bytes, ConfigLimits limits) {
		Objects.requireNonNull(bytes, "bytes must not be null");
		return new TextContent(bytes);
	}

	@Override
	public ConfigContent empty(ConfigLimits limits) {
		return new TextContent(new byte[0]);
	}

	@Override
	public String toString() {
		return "ConfigFormat[text]";
	}

}
