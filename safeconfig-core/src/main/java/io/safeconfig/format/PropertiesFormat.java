package io.safeconfig.format;

import java.util.Locale;
import java.util.Objects;

/**
 * Java property files.
 */
final class PropertiesFormat implements ConfigFormat {

	static final PropertiesFormat INSTANCE = new PropertiesFormat();

	private static final String EXTENSION = ".properties";

	private PropertiesFormat() {
	}

	@Override
	public String id() {
		return "properties";
	}

	@Override
	public boolean supports(String fileName) {
		Objects.requireNonNull(fileName, "fileName must not be null");
		return fileName.toLowerCase(Locale.ROOT).endsWith(EXTENSION);
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
