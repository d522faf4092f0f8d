package io.safeconfig.crash;

import java.util.regex.Pattern;

/** A directory entry: a name in a directory, whatever it leads to. */
record Slot(int directory, String name) {

	private static final Pattern TEMP = Pattern.compile("\\..*\\.sctmp|copy");

	private static final Pattern LOCK = Pattern.compile(".*\\.lck|\\.safeconfig-(probe|locking.*)");

	/** Whether it is a temp, whose content nobody reads before it is renamed. */
	boolean isTemp() {
		return TEMP.matcher(this.name).matches();
	}

	boolean isOwnerRecord() {
		return this.name.endsWith(".owner");
	}

	/**
	 * Whether it decides nothing about files: temps are cleared away, records inform
	 * people, and what crashes do to an agreement is a subject of its own.
	 */
	boolean isAccessory() {
		return isTemp() || isOwnerRecord() || LOCK.matcher(this.name).matches();
	}

}
