package io.safeconfig.format;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.safeconfig.format.ConfigNode.Mapping;
import io.safeconfig.format.ConfigNode.Scalar;
import io.safeconfig.format.ConfigNode.Sequence;

/**
 * Writes keys and values.
 */
final class TomlWriter {

	private final SourceText source;

	private final String lineEnd;

	TomlWriter(SourceText source, String lineEnd) {
		this.source = source;
		this.lineEnd = lineEnd;
	}

	/** Write a key, in the quotes that another one has. */
	static String key(String name, String like) {
		if (like.startsWith("'")) {
			return TomlStrings.isLiteral(name) ? "'" + name + "'" : TomlStrings.basic(name);
		}
		return (TomlStrings.isBare(name) && !like.startsWith("\"")) ? name : TomlStrings.basic(name);
	}

	/**
	 * Writes a value on one line, or over several only where its quotes allow it.
	 * @param offset where it will be, for messages
	 * @throws ContentException if TOML has no such value
	 */
	String value(ConfigNode node, TomlQuotes quotes, int offset) {
		if (node instanceof Mapping mapping) {
			return inline(mapping, offset);
		}
		if (node instanceof Sequence sequence) {
			return sequence.items()
				.stream()
				.map((item) -> value(item, TomlQuotes.BASIC, offset))
				.collect(Collectors.joining(", ", "[", "]"));
		}
		return scalar(((Scalar) node).value(), quotes, offset);
	}

	ContentException failure(String reason, int offset) {
		return this.source.failure(reason, offset);
	}

	private String inline(Mapping mapping, int offset) {
		if (mapping.entries().isEmpty()) {
			return "{}";
		}
		return mapping.entries()
			.entrySet()
			.stream()
			.map((entry) -> key(entry.getKey(), "") + " = " + value(entry.getValue(), TomlQuotes.BASIC, offset))
			.collect(Collectors.joining(", ", "{ ", " }"));
	}

	private String scalar(@Nullable Object value, TomlQuotes quotes, int offset) {
		if (value == null) {
			throw this.source.failure("TOML has no null: remove the key instead", offset);
		}
		if (value instanceof String string) {
			return quotes.write(string, this.lineEnd);
		}
		String text = (value instanceof Boolean || value instanceof Long) ? value.toString() : number(value);
		text = (text != null) ? text : time(value);
		if (text == null) {
			throw this.source.failure("TOML has no such value: an integer has 64 bits, other numbers are doubles,"
					+ " and there are only strings, booleans, dates and times besides", offset);
		}
		return text;
	}

	private static @Nullable String number(Object value) {
		if (value instanceof Double number && !Double.isFinite(number)) {
			return number.isNaN() ? "nan" : (number > 0) ? "inf" : "-inf";
		}
		if (value instanceof BigDecimal number && Double.isFinite(number.doubleValue())) {
			String text = number.toString();
			// without a point or an exponent it would be an integer
			return (text.indexOf('.') < 0 && text.indexOf('E') < 0) ? text + "e0" : text;
		}
		return null;
	}

	/** Seconds are always written; TOML 1.0 demands them. */
	private static @Nullable String time(Object value) {
		if (value instanceof OffsetDateTime time) {
			return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
		}
		if (value instanceof LocalDateTime time) {
			return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time);
		}
		if (value instanceof LocalTime time) {
			return DateTimeFormatter.ISO_LOCAL_TIME.format(time);
		}
		return (value instanceof LocalDate date) ? date.toString() : null;
	}

}
