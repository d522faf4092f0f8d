package io.safeconfig.format;

import java.util.Objects;

/**
 * Java property files.
 */
final class PropertiesFormat implements ConfigFormat {

	private static final FileExtensions EXTENSIONS = FileExtensions.of("properties");

	static final PropertiesFormat INSTANCE = new PropertiesFormat(PropertiesEncoding.DETECT);

	private final PropertiesEncoding encoding;

	PropertiesFormat(PropertiesEncoding encoding) {
		this.encoding = Objects.requireNonNull(encoding, "encoding must not be null");
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
		return new PropertiesContent(this.encoding.decode(bytes, limits), this.encoding, limits);
	}

	@Override
	public ConfigContent empty(ConfigLimits limits) {
		return new PropertiesContent(this.encoding.empty(), this.encoding, limits);
	}

	@Override
	public String toString() {
		return "ConfigFormat[properties]";
	}

}
