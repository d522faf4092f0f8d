package io.safeconfig.format;

import java.util.List;

import io.safeconfig.format.ConfigNode.Scalar;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Composes the tree of a file from the tokens that Jackson finds. Jackson decides what is
 * valid and decodes strings; this adds the positions. It does not recurse.
 */
final class JsonReader {

	private static final Scalar TRUE = new Scalar(true, "true");

	private static final Scalar FALSE = new Scalar(false, "false");

	private static final Scalar NULL = new Scalar(null, "null");

	private final SourceText source;

	private final String text;

	private final ConfigLimits limits;

	private @Nullable JsonOpenNode open;

	private int depth;

	private @Nullable JsonNode root;

	private JsonReader(SourceText source, ConfigLimits limits) {
		this.source = source;
		this.text = source.text();
		this.limits = limits;
	}

	/**
	 * Reads a file.
	 * @throws ContentException if it is not valid or demands too much
	 */
	static JsonNode read(SourceText source, ConfigLimits limits, boolean commented) {
		JsonReader reader = new JsonReader(source, limits);
		try (JsonParser parser = JsonParsers.create(source.text(), limits, commented)) {
			return reader.read(parser);
		}
		catch (JacksonException ex) {
			throw JsonFailures.explain(ex, source, limits, commented, reader.root != null);
		}
	}

	private JsonNode read(JsonParser parser) {
		JsonToken token = parser.nextToken();
		while (token != null) {
			accept(token, parser, Math.toIntExact(parser.currentTokenLocation().getCharOffset()));
			token = parser.nextToken();
		}
		if (this.root == null) {
			throw this.source.failure("the file holds no value: it was cut off, or is yet to be written", 0);
		}
		return this.root;
	}

	private void accept(JsonToken token, JsonParser parser, int start) {
		if (this.root != null) {
			throw this.source.failure(JsonFailures.SECOND_VALUE, start);
		}
		switch (token) {
			case START_OBJECT -> open(true, start);
			case START_ARRAY -> open(false, start);
			case END_OBJECT, END_ARRAY -> close(start + 1);
			case PROPERTY_NAME -> key(parser.getString(), start);
			case VALUE_STRING -> string(parser.getString(), start);
			case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(start, start + parser.getStringLength());
			case VALUE_TRUE -> attach(start, start + 4, TRUE, List.of());
			case VALUE_FALSE -> attach(start, start + 5, FALSE, List.of());
			case VALUE_NULL -> attach(start, start + 4, NULL, List.of());
			default -> throw this.source.failure(JsonFailures.INVALID, start);
		}
	}

	private void open(boolean mapping, int start) {
		this.depth++;
		if (this.depth > this.limits.depth()) {
			throw this.source.failure(
					"objects and arrays lie more than " + this.limits.depth() + " levels deep in each other", start);
		}
		this.open = new JsonOpenNode(this.open, mapping, start);
	}

	private void close(int end) {
		this.depth--;
		JsonOpenNode closed = requireOpen(end);
		this.open = closed.parent();
		attach(closed.start(), end, closed.value(), closed.children());
	}

	/** Two spellings of one key, with escapes and without, are the same key. */
	private void key(String name, int start) {
		JsonOpenNode object = requireOpen(start);
		if (object.hasKey(name)) {
			throw this.source.failure("a key stands twice in the same object", start);
		}
		object.expect(name, start, stringEnd(start));
	}

	private JsonOpenNode requireOpen(int offset) {
		if (this.open == null) {
			throw this.source.failure(JsonFailures.INVALID, offset);
		}
		return this.open;
	}

	private void string(String value, int start) {
		attach(start, stringEnd(start), Scalar.of(value), List.of());
	}

	private void number(int start, int end) {
		if (end - start > this.limits.numberLength()) {
			throw this.source.failure(JsonFailures.longNumber(this.limits), start);
		}
		try {
			attach(start, end, JsonNumbers.read(this.text.substring(start, end)), List.of());
		}
		catch (ArithmeticException ex) {
			throw this.source.failure("the exponent of a number is too large", start);
		}
	}

	private void attach(int start, int end, ConfigNode value, List<JsonNode> children) {
		if (this.open != null) {
			this.open.add(start, end, value, children);
		}
		else {
			this.root = JsonOpenNode.root(start, end, value, children);
		}
	}

	/** Jackson has found the closing quote already, since it has decoded the string. */
	private int stringEnd(int start) {
		int position = start + 1;
		while (this.text.charAt(position) != '"') {
			position += (this.text.charAt(position) == '\\') ? 2 : 1;
		}
		return position + 1;
	}

}
