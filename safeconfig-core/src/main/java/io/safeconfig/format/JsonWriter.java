package io.safeconfig.format;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

import io.safeconfig.format.ConfigNode.Mapping;
import io.safeconfig.format.ConfigNode.Scalar;
import io.safeconfig.format.ConfigNode.Sequence;
import org.jspecify.annotations.Nullable;

/**
 * Writes new values in the style of a place.
 */
final class JsonWriter {

	private final JsonStyle style;

	private final String lineEnd;

	private final boolean lines;

	private final int depth;

	/**
	 * Creates a writer.
	 * @param lines whether each value in an object or array gets a line of its own
	 * @param depth how deep new objects and arrays may lie in each other
	 */
	JsonWriter(JsonStyle style, String lineEnd, boolean lines, int depth) {
		this.style = style;
		this.lineEnd = lineEnd;
		this.lines = lines;
		this.depth = depth;
	}

	/**
	 * Writes a value, behind its key if it has one.
	 * @throws IllegalArgumentException if JSON has no such value, with the reason
	 */
	String write(@Nullable String key, ConfigNode value, String indent) {
		String written = write(value, indent, 1);
		return (key != null) ? JsonStrings.quote(key) + this.style.colon() + written : written;
	}

	private String write(ConfigNode value, String indent, int level) {
		if (value instanceof Scalar scalar) {
			return scalar(scalar);
		}
		if (level > this.depth) {
			throw new IllegalArgumentException("the new value is deeper than " + this.depth + " levels");
		}
		String inner = this.lines ? indent + this.style.step() : "";
		List<String> items = new ArrayList<>();
		if (value instanceof Mapping mapping) {
			String colon = this.style.colon();
			mapping.entries()
				.forEach((key, item) -> items.add(JsonStrings.quote(key) + colon + write(item, inner, level + 1)));
			return join("{", items, "}", indent, inner);
		}
		((Sequence) value).items().forEach((item) -> items.add(write(item, inner, level + 1)));
		return join("[", items, "]", indent, inner);
	}

	private String join(String open, List<String> items, String close, String indent, String inner) {
		if (items.isEmpty()) {
			return open + close;
		}
		if (this.lines) {
			return open + this.lineEnd + inner + String.join("," + this.lineEnd + inner, items) + this.lineEnd + indent
					+ close;
		}
		String padding = this.style.padding("{".equals(open));
		return open + padding + String.join(this.style.comma(), items) + padding + close;
	}

	private static String scalar(Scalar scalar) {
		Object value = scalar.value();
		if (value == null) {
			return "null";
		}
		if (value instanceof String string) {
			return JsonStrings.quote(string);
		}
		if (value instanceof Boolean) {
			return value.toString();
		}
		if (value instanceof Long || value instanceof BigInteger || value instanceof BigDecimal) {
			return JsonNumbers.write(scalar);
		}
		throw new IllegalArgumentException((value instanceof Double) ? "JSON has no number that is not finite"
				: "JSON has no values of the type " + value.getClass().getSimpleName());
	}

}
