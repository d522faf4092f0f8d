package io.safeconfig.format;

/**
 * Says what a TOML file may not demand.
 */
final class TomlLimits {

	private TomlLimits() {
	}

	static String tooDeep(int depth) {
		return "tables and arrays lie in each other more than " + depth + " levels deep, which is not allowed";
	}

}
