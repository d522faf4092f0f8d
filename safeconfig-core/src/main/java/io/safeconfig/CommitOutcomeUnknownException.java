package io.safeconfig;

import org.jspecify.annotations.Nullable;

/**
 * A change took effect, or may have, but the system could not promise that it survives a
 * power failure, or not all of its files could be replaced yet. {@link #state()} tells
 * which: {@link FileState#CHANGED} if the change is committed and only its durability, or
 * the replacement of a file by whoever locks it next, is open; {@link FileState#UNKNOWN}
 * if not even that is known. Repeating a change that is not idempotent may do it twice:
 * read the file first.
 */
public final class CommitOutcomeUnknownException extends ConfigFileException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create an exception.
	 * @param fileName the name of the configuration file
	 * @param problem one clause: what went wrong
	 * @param state {@link FileState#CHANGED} or {@link FileState#UNKNOWN}
	 * @param cause what the system said, or {@code null}
	 */
	public CommitOutcomeUnknownException(String fileName, String problem, FileState state, @Nullable Throwable cause) {
		this(fileName, problem, state,
				"Check the disk; then read the file and repeat the change only if it is missing.", cause);
	}

	/**
	 * Create an exception with a remedy of its own.
	 * @param fileName the name of the configuration file
	 * @param problem one clause: what went wrong
	 * @param state {@link FileState#CHANGED} or {@link FileState#UNKNOWN}
	 * @param nextStep one sentence: what the reader can do
	 * @param cause what the system said, or {@code null}
	 */
	public CommitOutcomeUnknownException(String fileName, String problem, FileState state, String nextStep,
			@Nullable Throwable cause) {
		super(fileName, problem, state, nextStep, cause);
	}

}
