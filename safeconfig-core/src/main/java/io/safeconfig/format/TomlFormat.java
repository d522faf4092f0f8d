package io.safeconfig.format;

import java.util.Locale;
import java.util.Objects;

/**
 * TOML 1.1, and so TOML 1.0.
 */
final class TomlFormat implements ConfigFormat {

	static final TomlFormat INSTANCE = new TomlFormat();

	private static final String EXTENSION = ".toml";

	private TomlFormat() {
	}

	@Override
	public String id() {
		return "toml";
	}

	@Override
	public boolean supports(String fileName) {
		Objects.requireNonNull(fileName, "fileName must not be null");
		return fileName.toLowerCase(Locale.ROOT).endsWith(EXTENSION);
	}

	@Override
	public ConfigContent parse(byte[] bytes, ConfigLimits limits) {
		Objects.requireNonNull(bytes, "bytes must not be null");
		Objects.requireNonNull(limits, "limits must not be null");
		return TomlContent.of(SourceText.decode(bytes, limits), limits);
	}

	@Override
	public ConfigContent empty(ConfigLimits limits) {
		Objects.requireNonNull(limits, "limits must not be null");
		return TomlContent.of(SourceText.of(""), limits);
	}

	@Override
	public String toString() {
		return "ConfigFormat[toml]";
	}

}
