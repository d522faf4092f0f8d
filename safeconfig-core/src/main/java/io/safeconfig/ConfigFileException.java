package io.safeconfig;

import org.jspecify.annotations.Nullable;

/**
 * A read or a change of a configuration file failed. The message says what was tried,
 * what went wrong, what is true of the file now, and what to do; it never holds content
 * of the file. Immutable apart from what every {@link Throwable} allows.
 */
public abstract class ConfigFileException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private static final int LONGEST_SHOWN = 200;

	private final String fileName;

	private final FileState state;

	private final String problem;

	private final String nextStep;

	/**
	 * Create an exception.
	 * @param fileName the name of the configuration file
	 * @param problem one clause without a full stop: what went wrong
	 * @param state what is true of the file now
	 * @param nextStep one sentence: what the reader can do
	 * @param cause the cause, or {@code null}
	 */
	protected ConfigFileException(String fileName, String problem, FileState state, String nextStep,
			@Nullable Throwable cause) {
		super(printable(problem) + ". " + state.sentence() + " " + nextStep, cause);
		this.fileName = fileName;
		this.state = state;
		this.problem = printable(problem);
		this.nextStep = nextStep;
	}

	/**
	 * The configuration file that the failed operation named.
	 * @return the name, relative to the base directory; as the caller gave it if it was
	 * refused, and empty if the operation was on the directory as a whole
	 */
	public String fileName() {
		return this.fileName;
	}

	/**
	 * What is true of the file now.
	 * @return unchanged, changed or unknown
	 */
	public FileState state() {
		return this.state;
	}

	/**
	 * Whether the same call may be repeated without the danger of doing its work twice:
	 * whether nothing was changed. Says nothing about whether the repetition would
	 * succeed.
	 * @return {@code true} if a retry is safe
	 */
	public boolean isRetrySafe() {
		return this.state == FileState.UNCHANGED;
	}

	/**
	 * What went wrong: the first part of the message.
	 * @return one clause without a full stop
	 */
	public String problem() {
		return this.problem;
	}

	/**
	 * What the reader can do: the last part of the message.
	 * @return one sentence
	 */
	public String nextStep() {
		return this.nextStep;
	}

	/**
	 * How names appear in messages: quoted, with control characters made visible, and
	 * shortened when they are absurdly long.
	 * @param name a name, possibly hostile
	 * @return the printable form
	 */
	static String quoted(String name) {
		String shown = (name.length() > LONGEST_SHOWN) ? name.substring(0, LONGEST_SHOWN) + "…" : name;
		return "'" + printable(shown) + "'";
	}

	/** Paths and names come from outside: none of them may forge a line of a log. */
	private static String printable(String text) {
		StringBuilder printable = new StringBuilder();
		text.codePoints().forEach((point) -> appendPrintable(printable, point));
		return printable.toString();
	}

	private static void appendPrintable(StringBuilder text, int point) {
		boolean harmless = !Character.isISOControl(point) && Character.getType(point) != Character.FORMAT
				&& Character.getType(point) != Character.SURROGATE
				&& Character.getType(point) != Character.LINE_SEPARATOR
				&& Character.getType(point) != Character.PARAGRAPH_SEPARATOR;
		text.append(harmless ? Character.toString(point) : String.format("\\u%04X", point));
	}

}
