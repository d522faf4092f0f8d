package io.safeconfig;

import java.util.List;
import java.util.stream.Collectors;

import io.safeconfig.ConfigValidator.Violation;

/**
 * The values of a {@link ConfigFile}, read or about to be written, are invalid. Nothing
 * was changed; the same call would fail again.
 */
public final class ConfigValidationException extends ConfigFileException {

	private static final long serialVersionUID = 1L;

	private static final int MOST_SHOWN = 10;

	private final transient List<Violation> violations;

	/**
	 * Create an exception.
	 * @param fileName the name of the configuration file
	 * @param operation what was tried, such as {@code update}
	 * @param violations what is wrong
	 */
	public ConfigValidationException(String fileName, String operation, List<Violation> violations) {
		super(fileName,
				"Cannot " + operation + " " + quoted(fileName) + ": the values are invalid: " + shown(violations),
				FileState.UNCHANGED, "Give valid values.", null);
		this.violations = List.copyOf(violations);
	}

	private static String shown(List<Violation> violations) {
		String more = (violations.size() > MOST_SHOWN) ? "; and " + (violations.size() - MOST_SHOWN) + " more" : "";
		return violations.stream()
			.limit(MOST_SHOWN)
			.map(Violation::toString)
			.sorted()
			.collect(Collectors.joining("; ", "", more));
	}

	/**
	 * What is wrong.
	 * @return the properties with messages; empty after deserialization
	 */
	public List<Violation> violations() {
		return (this.violations != null) ? this.violations : List.of();
	}

}
