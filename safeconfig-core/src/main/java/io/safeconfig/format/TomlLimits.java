package io.safeconfig.format;

/**
 * What a TOML file may demand.
 */
final class TomlLimits {

	/** The library goes down by calls, so that no limit may be higher than its stack. */
	private static final int MOST_LEVELS = 128;

	private TomlLimits() {
	}

	static int depth(ConfigLimits limits) {
		return Math.min(limits.depth(), MOST_LEVELS);
	}

	static String tooDeep(int depth) {
		return "tables and arrays lie in each other more than " + depth + " levels deep, which is not allowed";
	}

}
