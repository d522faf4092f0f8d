package io.safeconfig.format;

/**
 * A format for files of other names than its own.
 *
 * @param format the format
 * @param extensions the names
 */
record ReassignedFormat(ConfigFormat format, FileExtensions extensions) implements ConfigFormat {

	@Override
	public String id() {
		return this.format.id();
	}

	@Override
	public boolean supports(String fileName) {
		return this.extensions.isOf(fileName);
	}

	@Override
	public boolean hasKeys() {
		return this.format.hasKeys();
	}

	@Override
	public KeyStyle keyStyle() {
		return this.format.keyStyle();
	}

	@Override
	public ConfigContent parse(byte[] bytes, ConfigLimits limits) {
		return this.format.parse(bytes, limits);
	}

	@Override
	public ConfigContent empty(ConfigLimits limits) {
		return this.format.empty(limits);
	}

}
