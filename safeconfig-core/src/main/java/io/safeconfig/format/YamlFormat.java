package io.safeconfig.format;

import java.util.Locale;
import java.util.Objects;

/**
 * YAML, read as Spring Boot reads it. The parser is loaded with the first such file.
 */
final class YamlFormat implements ConfigFormat {

	static final YamlFormat INSTANCE = new YamlFormat();

	private YamlFormat() {
	}

	@Override
	public String id() {
		return "yaml";
	}

	@Override
	public boolean supports(String fileName) {
		Objects.requireNonNull(fileName, "fileName must not be null");
		String name = fileName.toLowerCase(Locale.ROOT);
		return name.endsWith(".yml") || name.endsWith(".yaml");
	}

	@Override
	public ConfigContent parse(byte[] bytes, ConfigLimits limits) {
		Objects.requireNonNull(bytes, "bytes must not be null");
		Objects.requireNonNull(limits, "limits must not be null");
		return content(SourceText.decode(bytes, limits), limits);
	}

	@Override
	public ConfigContent empty(ConfigLimits limits) {
		Objects.requireNonNull(limits, "limits must not be null");
		return content(SourceText.of(""), limits);
	}

	private static ConfigContent content(SourceText source, ConfigLimits limits) {
		return MissingLibrary.guard("YAML", "org.yaml:snakeyaml", () -> new YamlContent(source, limits));
	}

	@Override
	public String toString() {
		return "ConfigFormat[yaml]";
	}

}
