package io.safeconfig;

import org.jspecify.annotations.Nullable;

/**
 * The place where configuration files live refused an operation: no permission, no space,
 * a read-only or unsuitable file system, a broken disk. Nothing was changed and a retry
 * is safe; it succeeds once the cause is gone. Such a failure is never retried by
 * SafeConfig.
 */
public final class ConfigStorageException extends ConfigFileException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create an exception.
	 * @param fileName the name of the configuration file, empty for the directory as a
	 * whole
	 * @param problem one clause: operation, path and reason
	 * @param nextStep one sentence: what to do
	 * @param cause what the system said, or {@code null}
	 */
	public ConfigStorageException(String fileName, String problem, String nextStep, @Nullable Throwable cause) {
		super(fileName, problem, FileState.UNCHANGED, nextStep, cause);
	}

}
