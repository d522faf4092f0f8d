package io.safeconfig.format;

import java.util.ArrayList;
import java.util.List;

import io.safeconfig.format.ConfigNode.Scalar;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Writes scalars in one line. Every candidate is read again in a place like its own, so
 * that it means there what it shall mean.
 */
final class YamlQuoting {

	private final SourceText source;

	private final ConfigLimits limits;

	YamlQuoting(SourceText source, ConfigLimits limits) {
		this.source = source;
		this.limits = limits;
	}

	/** Where a scalar stands. */
	enum Place {

		VALUE("k: ", "\n"), FLOW_VALUE("{k: ", ", k2: v}"), KEY("", ": v\n"), FLOW_KEY("{", ": v, k2: v}");

		private final String before;

		private final String after;

		Place(String before, String after) {
			this.before = before;
			this.after = after;
		}

		boolean key() {
			return this == KEY || this == FLOW_KEY;
		}

	}

	/**
	 * Write a scalar.
	 * @param style to be kept if it can be
	 * @param offset where the edit takes place, for messages
	 */
	String write(Scalar scalar, Place place, ScalarStyle style, int offset) {
		for (String candidate : candidates(scalar, style, place)) {
			if (means(candidate, scalar, place)) {
				return candidate;
			}
		}
		throw this.source
			.failure(place.key() ? "the key cannot be written in YAML" : "the value cannot be written in YAML", offset);
	}

	private static List<String> candidates(Scalar scalar, ScalarStyle style, Place place) {
		if (scalar.value() instanceof String string) {
			return strings(string, style);
		}
		List<String> candidates = new ArrayList<>();
		if (!scalar.text().isEmpty() && !place.key()) {
			candidates.add(scalar.text());
		}
		candidates.add(canonical(scalar));
		return candidates;
	}

	private static List<String> strings(String string, ScalarStyle style) {
		List<String> candidates = new ArrayList<>();
		if (style != ScalarStyle.DOUBLE_QUOTED && style != ScalarStyle.SINGLE_QUOTED && oneLine(string)) {
			candidates.add(string);
		}
		boolean escapes = string.indexOf('\\') >= 0 || string.indexOf('"') >= 0;
		boolean single = style == ScalarStyle.SINGLE_QUOTED
				|| (style != ScalarStyle.DOUBLE_QUOTED && escapes && string.indexOf('\'') < 0);
		if (single && oneLine(string)) {
			candidates.add("'" + string.replace("'", "''") + "'");
		}
		candidates.add(doubleQuoted(string));
		return candidates;
	}

	private static String canonical(Scalar scalar) {
		Object value = scalar.value();
		if (value == null) {
			return "null";
		}
		if (value instanceof Double number) {
			return number.isNaN() ? ".nan" : ((number > 0) ? ".inf" : "-.inf");
		}
		return (value instanceof YamlOpaque opaque) ? String.valueOf(opaque.content()) : value.toString();
	}

	private boolean means(String candidate, Scalar scalar, Place place) {
		if (candidate.isEmpty() || !oneLine(candidate)) {
			return false;
		}
		String text = place.before + candidate + place.after;
		SourceText sample = SourceText.of(text);
		try {
			YamlNode root = new YamlComposer(sample, new YamlLines(text), this.limits).compose().get(0).root();
			return root instanceof YamlMapping mapping && means(mapping, scalar, place);
		}
		catch (ContentException ex) {
			return false;
		}
	}

	private static boolean means(YamlMapping mapping, Scalar scalar, Place place) {
		YamlEntry entry = mapping.own(place.key() ? scalar.text() : "k");
		if (entry == null || !(entry.key() instanceof YamlScalar)) {
			return false;
		}
		return (place.key() ? Scalar.of("v") : scalar).equals(entry.value().data());
	}

	/** Whether the string holds only what can stand in one line as it is. */
	private static boolean oneLine(String string) {
		return string.codePoints()
			.allMatch((point) -> StreamReader.isPrintable(point) && !breaks(point) && point != 0xFEFF);
	}

	private static boolean breaks(int point) {
		return point == '\n' || point == '\r' || point == 0x85 || point == 0x2028 || point == 0x2029;
	}

	static String doubleQuoted(String string) {
		StringBuilder quoted = new StringBuilder("\"");
		string.codePoints().forEach((point) -> appendEscaped(quoted, point));
		return quoted.append('"').toString();
	}

	private static void appendEscaped(StringBuilder quoted, int point) {
		switch (point) {
			case '"' -> quoted.append("\\\"");
			case '\\' -> quoted.append("\\\\");
			case '\n' -> quoted.append("\\n");
			case '\r' -> quoted.append("\\r");
			case '\t' -> quoted.append("\\t");
			default -> {
				if (StreamReader.isPrintable(point) && !breaks(point) && point != 0xFEFF) {
					quoted.appendCodePoint(point);
				}
				else {
					quoted.append(String.format("\\u%04X", point));
				}
			}
		}
	}

}
