package io.safeconfig;

/**
 * The content of a configuration file, read or about to be written, is larger than the
 * limit. Nothing was changed; the same call would fail again.
 */
public final class ConfigFileTooLargeException extends ConfigFileException {

	private static final long serialVersionUID = 1L;

	private final long limit;

	/**
	 * Create an exception.
	 * @param fileName the name of the configuration file
	 * @param operation what was tried, such as {@code read}
	 * @param limit the largest size allowed, in bytes
	 */
	public ConfigFileTooLargeException(String fileName, String operation, long limit) {
		super(fileName,
				"Cannot " + operation + " " + quoted(fileName) + ": it is larger than the limit of " + limit + " bytes",
				FileState.UNCHANGED,
				"Split the file, or raise the limit (safeconfig.read.max-file-size in Spring Boot).", null);
		this.limit = limit;
	}

	/**
	 * The largest size allowed.
	 * @return bytes
	 */
	public long limit() {
		return this.limit;
	}

}
