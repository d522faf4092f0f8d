package io.safeconfig.neighbour;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A file that programs edit: the number of the last save stands in its last line, after
 * more than what a program writes at once. It is a property file, and also one of
 * sections, which is what some programs edit alone.
 */
final class EditedFile {

	static final String NAME = "app.properties";

	/** Nobody edits these lines: a text without all of them is half a save. */
	private static final String LINES = IntStream.range(0, 200)
		.mapToObj("line%04d = some value of a usual length, to make the file longer than a buffer\n"::formatted)
		.collect(Collectors.joining());

	private static final Pattern MARKER = Pattern.compile("(?m)^(\\s*marker = )(\\d+)$");

	private EditedFile() {
	}

	static String initial() {
		return "[edited]\nhits = 0\n" + LINES + "marker = 0\n";
	}

	/** The number of the save that a text is, or is made from; -1 if it is not whole. */
	static int save(String text) {
		Matcher marker = MARKER.matcher(text);
		return (text.contains(LINES) && marker.find()) ? Integer.parseInt(marker.group(2)) : -1;
	}

	static String withSave(String text, int save) {
		return MARKER.matcher(text).replaceFirst("$1" + save);
	}

}
