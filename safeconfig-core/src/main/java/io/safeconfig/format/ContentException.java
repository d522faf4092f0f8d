package io.safeconfig.format;

import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when content cannot be read in a format, or when an edit cannot be carried out
 * safely.
 * <p>
 * The content that was to be parsed or edited is unchanged when this is thrown. Repeating
 * the call on the same bytes fails the same way. The message states a reason and a
 * position and never quotes the content, so that it can be logged even when the file
 * holds secrets.
 */
public final class ContentException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String reason;

	private final int line;

	private final int column;

	private final @Nullable String nextStep;

	/**
	 * Creates an exception for a position in the content.
	 * @param reason what is wrong, without quoting keys or values from the content
	 * @param line the line, counted from 1
	 * @param column the column, counted from 1
	 */
	public ContentException(String reason, int line, int column) {
		this(reason, line, column, null);
	}

	/**
	 * Creates an exception for a position in the content that says what helps.
	 * @param reason what is wrong, without quoting keys or values from the content
	 * @param line the line, counted from 1; 0 if no place in the content is wrong
	 * @param column the column, counted from 1; 0 if no place in the content is wrong
	 * @param nextStep one or more sentences; {@code null} if nothing is known to help but
	 * to correct the content
	 */
	public ContentException(String reason, int line, int column, @Nullable String nextStep) {
		super(Objects.requireNonNull(reason, "reason must not be null")
				+ ((line > 0) ? " (line " + line + ", column " + column + ")" : ""));
		this.reason = reason;
		this.line = line;
		this.column = column;
		this.nextStep = nextStep;
	}

	/**
	 * Returns what to do about it.
	 * @return sentences, or empty if nothing is known to help but to correct the content
	 */
	public Optional<String> nextStep() {
		return Optional.ofNullable(this.nextStep);
	}

	/**
	 * Returns what is wrong, without the position.
	 * @return the reason, never quoting the content
	 */
	public String reason() {
		return this.reason;
	}

	/**
	 * Returns the line of the problem. A carriage return, a line feed, or both together
	 * end a line.
	 * @return the line, counted from 1; 0 if no place in the content is wrong
	 */
	public int line() {
		return this.line;
	}

	/**
	 * Returns the column of the problem. Columns count characters as an editor does; in a
	 * property file in ISO-8859-1 each byte is one. A byte order mark is not counted.
	 * @return the column, counted from 1; 0 if no place in the content is wrong
	 */
	public int column() {
		return this.column;
	}

}
