package io.safeconfig;

/**
 * There is no configuration file of that name. Nothing was changed; a retry is safe and
 * succeeds once somebody created the file.
 */
public final class ConfigFileNotFoundException extends ConfigFileException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create an exception.
	 * @param fileName the name of the configuration file
	 * @param operation what was tried, such as {@code update}
	 */
	public ConfigFileNotFoundException(String fileName, String operation) {
		super(fileName, "Cannot " + operation + " " + quoted(fileName) + ": there is no such file", FileState.UNCHANGED,
				"Check the name and the base directory, or create the file.", null);
	}

}
