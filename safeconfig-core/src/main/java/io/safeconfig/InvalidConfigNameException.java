package io.safeconfig;

/**
 * The name is not one of a configuration file: it leaves the base directory, it cannot be
 * a file name, or it belongs to SafeConfig itself. Nothing was touched; the same call
 * would fail again.
 */
public final class InvalidConfigNameException extends ConfigFileException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create an exception.
	 * @param fileName the name that was refused
	 * @param reason one clause: why
	 */
	public InvalidConfigNameException(String fileName, String reason) {
		super(fileName, quoted(fileName) + " is not the name of a configuration file: " + reason, FileState.UNCHANGED,
				"Use a relative path inside the base directory, such as 'tenants/acme.properties'.", null);
	}

}
