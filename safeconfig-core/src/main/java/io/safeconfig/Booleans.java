package io.safeconfig;

import java.util.Locale;

/** Reads truth values as strictly as numbers are read. */
final class Booleans {

	private Booleans() {
	}

	static boolean parse(String text) {
		return switch (text.toLowerCase(Locale.ROOT)) {
			case "true" -> true;
			case "false" -> false;
			default -> throw new NumberFormatException();
		};
	}

}
