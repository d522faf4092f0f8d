package io.safeconfig.format;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * How a file is written around one object or array. The nearest example counts: that
 * object or array itself, those around it, then the first one in the file.
 */
final class JsonStyle {

	private static final String DEFAULT_STEP = "  ";

	private final JsonText text;

	private final List<JsonNode> around;

	/** Looking for an example may lead through the whole file. */
	private final Map<String, String> found = new HashMap<>();

	/**
	 * Creates the style of a place.
	 * @param around the nodes from the root to the place; at least the root
	 */
	JsonStyle(JsonText text, List<JsonNode> around) {
		this.text = text;
		this.around = around;
	}

	/** What stands between a key and its value. */
	String colon() {
		return this.found.computeIfAbsent("colon", (name) -> findColon());
	}

	/** What stands between two values on one line. */
	String comma() {
		return this.found.computeIfAbsent("comma", (name) -> findComma());
	}

	/** What stands between a bracket and a value on one line. */
	String padding(boolean mapping) {
		return this.found.computeIfAbsent("padding " + mapping, (name) -> findPadding(mapping));
	}

	/** By how much the next level is indented. */
	String step() {
		return this.found.computeIfAbsent("step", (name) -> findStep());
	}

	private String findColon() {
		String colon = nearest(this::colonIn);
		if (colon != null) {
			return colon;
		}
		return ",".equals(nearest(this::commaIn)) ? ":" : ": ";
	}

	private String findComma() {
		String comma = nearest(this::commaIn);
		if (comma != null) {
			return comma;
		}
		return ":".equals(nearest(this::colonIn)) ? "," : ", ";
	}

	private String findPadding(boolean mapping) {
		String padding = nearest((node) -> (node.isMapping() == mapping) ? paddingIn(node) : null);
		return (padding != null) ? padding : "";
	}

	private String findStep() {
		String step = nearest(this::stepIn);
		return (step != null) ? step : DEFAULT_STEP;
	}

	private @Nullable String nearest(Function<JsonNode, @Nullable String> example) {
		for (int index = this.around.size() - 1; index >= 0; index--) {
			String found = example.apply(this.around.get(index));
			if (found != null) {
				return found;
			}
		}
		return first(example);
	}

	private @Nullable String first(Function<JsonNode, @Nullable String> example) {
		Deque<JsonNode> pending = new ArrayDeque<>();
		pending.push(this.around.get(0));
		while (!pending.isEmpty()) {
			JsonNode node = pending.pop();
			String found = example.apply(node);
			if (found != null) {
				return found;
			}
			for (int index = node.children().size() - 1; index >= 0; index--) {
				pending.push(node.children().get(index));
			}
		}
		return null;
	}

	private @Nullable String colonIn(JsonNode node) {
		return (node.isEmpty() || !node.isMapping()) ? null : gap(node.last().keyEnd(), node.last().start());
	}

	private @Nullable String commaIn(JsonNode node) {
		int size = node.children().size();
		return (size < 2) ? null : gap(node.children().get(size - 2).end(), node.last().from());
	}

	private @Nullable String paddingIn(JsonNode node) {
		return node.isEmpty() ? null : gap(node.start() + 1, node.children().get(0).from());
	}

	private @Nullable String stepIn(JsonNode node) {
		if (node.isEmpty() || !this.text.startsLine(node.last().from())) {
			return null;
		}
		String outer = this.text.indent(node.start());
		String inner = this.text.indent(node.last().from());
		boolean deeper = inner.startsWith(outer) && inner.length() > outer.length();
		return deeper ? inner.substring(outer.length()) : null;
	}

	private @Nullable String gap(int from, int to) {
		boolean plain = !this.text.hasBreak(from, to) && !this.text.hasComment(from, to);
		return plain ? this.text.between(from, to) : null;
	}

}
