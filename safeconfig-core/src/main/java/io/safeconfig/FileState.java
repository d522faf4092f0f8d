package io.safeconfig;

/** What is true of a configuration file after an operation on it failed. */
public enum FileState {

	/** The operation changed nothing. */
	UNCHANGED("Nothing was changed."),

	/** The change is in effect all the same. */
	CHANGED("The change is in effect."),

	/** The change is in effect or is not; read the file to find out. */
	UNKNOWN("Read the file to find out whether the change is in effect.");

	private final String sentence;

	FileState(String sentence) {
		this.sentence = sentence;
	}

	String sentence() {
		return this.sentence;
	}

}
