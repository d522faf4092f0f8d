package io.safeconfig.spring.monitor;

import java.util.Locale;

/** How constants are called where people or machines read them. */
public final class Labels {

	private Labels() {
	}

	/**
	 * The name of a constant as it is written in settings, tags and answers.
	 * @param constant the constant
	 * @return its name in lower case with hyphens
	 */
	public static String of(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
