package io.safeconfig.store.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Names that listings leave out, by patterns for the last part of a name: {@code *} is
 * any number of characters, {@code ?} one letter, digit or underscore of ASCII, as random
 * names have them, anything else is itself. The same on every platform.
 */
final class IgnoredNames {

	/** Leaves nothing out. */
	static final IgnoredNames NONE = new IgnoredNames(List.of());

	private static final int LONGEST = 255;

	private final List<Pattern> patterns;

	IgnoredNames(List<String> patterns) {
		this.patterns = patterns.stream().map(IgnoredNames::compile).toList();
	}

	private static Pattern compile(String pattern) {
		Objects.requireNonNull(pattern, "pattern");
		if (pattern.isEmpty() || pattern.length() > LONGEST || pattern.contains("/")) {
			throw new IllegalArgumentException("A pattern of ignored names must have from 1 to " + LONGEST
					+ " characters and no '/': it is for the last part of a name");
		}
		List<String> parts = new ArrayList<>();
		pattern.codePoints().forEach((point) -> parts.add(switch (point) {
			case '*' -> ".*";
			case '?' -> "[A-Za-z0-9_]";
			default -> Pattern.quote(Character.toString(point));
		}));
		return Pattern.compile(String.join("", parts), Pattern.DOTALL);
	}

	/** Whether listings leave out a file of this name. */
	boolean contain(String name) {
		String last = name.substring(name.lastIndexOf('/') + 1);
		return this.patterns.stream().anyMatch((pattern) -> pattern.matcher(last).matches());
	}

}
