package io.safeconfig;

import java.util.Optional;
import java.util.OptionalInt;

import io.safeconfig.format.ContentException;
import org.jspecify.annotations.Nullable;

/**
 * Content does not follow the format that the name of its file promises, or an operation
 * does not fit that format. Nothing was changed; the same call would fail again.
 */
public final class ConfigFormatException extends ConfigFileException {

	private static final long serialVersionUID = 1L;

	private final int line;

	private final int column;

	private final transient @Nullable ConfigVersion lastGoodVersion;

	/**
	 * Create an exception for content that is wrong at a position.
	 * @param fileName the name of the configuration file
	 * @param reason one clause: what is wrong, without content of the file
	 * @param line the line, from 1; 0 if there is none
	 * @param column the column, from 1; 0 if there is none
	 * @param cause the cause, or {@code null}
	 */
	public ConfigFormatException(String fileName, String reason, int line, int column, @Nullable Throwable cause) {
		this(fileName, reason, line, column, null, cause);
	}

	ConfigFormatException(String fileName, String reason, int line, int column, @Nullable ConfigVersion lastGoodVersion,
			@Nullable Throwable cause) {
		this(fileName, "The content of " + quoted(fileName) + " is not usable: " + reason, nextStep(lastGoodVersion),
				line, column, lastGoodVersion, cause);
	}

	private ConfigFormatException(String fileName, String problem, String nextStep, int line, int column,
			@Nullable ConfigVersion lastGoodVersion, @Nullable Throwable cause) {
		super(fileName, problem + ((line > 0) ? " at line " + line + ", column " + column : ""), FileState.UNCHANGED,
				nextStep, cause);
		this.line = line;
		this.column = column;
		this.lastGoodVersion = lastGoodVersion;
	}

	/** The content is as it should be, but not for this edit. */
	static ConfigFormatException refusedEdit(String fileName, String reason, int line, int column,
			@Nullable Throwable cause) {
		return new ConfigFormatException(fileName, "Cannot edit " + quoted(fileName) + ": " + reason,
				nextStep(cause, "Make the change in another way, or replace the content as a whole."), line, column,
				null, cause);
	}

	/** The content can be read, but the value is not what the caller asks for. */
	static ConfigFormatException wrongValue(String fileName, String reason, int line, int column) {
		return new ConfigFormatException(fileName, "The content of " + quoted(fileName) + " is not usable: " + reason,
				"Correct the value in the file, or read it as what it is.", line, column, null, null);
	}

	/** The content cannot be read. */
	static ConfigFormatException of(String fileName, ContentException ex, @Nullable ConfigVersion lastGood) {
		return new ConfigFormatException(fileName,
				"The content of " + quoted(fileName) + " is not usable: " + ex.reason(),
				nextStep(ex, nextStep(lastGood)), ex.line(), ex.column(), lastGood, ex);
	}

	private static String nextStep(@Nullable Throwable cause, String otherwise) {
		return (cause instanceof ContentException ex) ? ex.nextStep().orElse(otherwise) : otherwise;
	}

	private static String nextStep(@Nullable ConfigVersion lastGood) {
		return "Mend the content, or replace it as a whole."
				+ ((lastGood != null) ? " The last good version seen here was " + lastGood.abbreviated() + "." : "");
	}

	/**
	 * The last version of the file that could be parsed, as far as the repository has
	 * seen. It is looked for among what was read and changed through this repository.
	 * @return the version; empty if none is known, or if it is not the content as a whole
	 * that is wrong
	 */
	public Optional<ConfigVersion> lastGoodVersion() {
		return Optional.ofNullable(this.lastGoodVersion);
	}

	/**
	 * The line of the mistake, from 1.
	 * @return the line; empty if the mistake has no position
	 */
	public OptionalInt line() {
		return (this.line > 0) ? OptionalInt.of(this.line) : OptionalInt.empty();
	}

	/**
	 * The column of the mistake, from 1.
	 * @return the column; empty if the mistake has no position
	 */
	public OptionalInt column() {
		return (this.line > 0) ? OptionalInt.of(this.column) : OptionalInt.empty();
	}

}
