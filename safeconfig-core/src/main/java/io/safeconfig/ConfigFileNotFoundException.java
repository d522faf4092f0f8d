package io.safeconfig;

import org.jspecify.annotations.Nullable;

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
		this(fileName, operation, null);
	}

	ConfigFileNotFoundException(String fileName, String operation, @Nullable String location) {
		super(fileName, "Cannot " + operation + " " + quoted(fileName) + ": there is no such file", FileState.UNCHANGED,
				((location != null) ? "It was looked for in " + location + ": check" : "Check")
						+ " the name, or create the file, as create, save and updateOrCreate do.",
				null);
	}

}
