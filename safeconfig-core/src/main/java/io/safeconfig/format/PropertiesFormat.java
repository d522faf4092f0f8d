package io.safeconfig.format;

import java.util.Objects;

/**
 * Java property files.
 */
final class PropertiesFormat implements ConfigFormat {

	private static final FileExtensions EXTENSIONS = FileExtensions.of("properties");

	static final PropertiesFormat INSTANCE = new PropertiesFormat();

	private PropertiesFormat() {
	}

	@Override
	public String id() {
		return "properties";
	}

	@Override
	public boolean supports(String fileName) {
		return EXTENSIONS.isOf(fileName);
	}

	@Override
	public KeyStyle keyStyle() {
		return KeyStyle.WHOLE_NAMES;
	}

	@Override
	public ConfigContent parse(byte[] bytes, ConfigLimits limits) {
		Objects.requireNonNull(bytes, "bytes must not be null");
		return new PropertiesContent(SourceText.decodeBytes(bytes, limits), limits);
	}

	@Override
	public ConfigContent empty(ConfigLimits limits) {
		return new PropertiesContent(SourceText.ofBytes(""), limits);
	}

	@Override
	public String toString() {
		return "ConfigFormat[properties]";
	}

}
