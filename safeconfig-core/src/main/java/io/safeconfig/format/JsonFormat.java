package io.safeconfig.format;

import java.util.Locale;
import java.util.Objects;

/**
 * JSON as RFC 8259 has it, or with comments and trailing commas.
 */
final class JsonFormat implements ConfigFormat {

	static final JsonFormat STRICT = new JsonFormat("json", false);

	static final JsonFormat COMMENTED = new JsonFormat("jsonc", true);

	private static final String LIBRARY = "tools.jackson.core:jackson-core";

	private static final String EMPTY = "{}\n";

	private final String id;

	private final boolean commented;

	private JsonFormat(String id, boolean commented) {
		this.id = id;
		this.commented = commented;
	}

	@Override
	public String id() {
		return this.id;
	}

	@Override
	public boolean supports(String fileName) {
		Objects.requireNonNull(fileName, "fileName must not be null");
		return fileName.toLowerCase(Locale.ROOT).endsWith("." + this.id);
	}

	@Override
	public ConfigContent parse(byte[] bytes, ConfigLimits limits) {
		Objects.requireNonNull(bytes, "bytes must not be null");
		Objects.requireNonNull(limits, "limits must not be null");
		return parse(SourceText.decode(bytes, limits), limits);
	}

	@Override
	public ConfigContent empty(ConfigLimits limits) {
		Objects.requireNonNull(limits, "limits must not be null");
		return parse(SourceText.of(EMPTY), limits);
	}

	private ConfigContent parse(SourceText source, ConfigLimits limits) {
		return MissingLibrary.guard("JSON", LIBRARY, () -> new JsonContent(source, limits, this.commented));
	}

	@Override
	public String toString() {
		return "ConfigFormat[" + this.id + "]";
	}

}
