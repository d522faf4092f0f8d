package io.safeconfig.format;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * An object or array that is edited, with what it takes to write into it.
 */
final class JsonPlace {

	private final JsonText text;

	private final List<JsonNode> around;

	private final JsonStyle style;

	private final int depth;

	private JsonPlace(JsonText text, List<JsonNode> around, int depth) {
		this.text = text;
		this.around = around;
		this.style = new JsonStyle(text, around);
		this.depth = depth;
	}

	/**
	 * Goes to a node.
	 * @return the place; {@code null} if there is no such node
	 */
	static @Nullable JsonPlace find(JsonText text, JsonNode root, NodePath path, ConfigLimits limits) {
		List<JsonNode> around = new ArrayList<>();
		JsonNode node = root;
		around.add(node);
		for (NodePath.Step step : path.steps()) {
			node = node.child(step);
			if (node == null) {
				return null;
			}
			around.add(node);
		}
		return new JsonPlace(text, around, limits.depth());
	}

	JsonText text() {
		return this.text;
	}

	JsonNode container() {
		return this.around.get(this.around.size() - 1);
	}

	JsonStyle style() {
		return this.style;
	}

	String lineEnd() {
		return this.text.lineEnd(container().isEmpty() ? container().start() : container().last().from());
	}

	/** How values in this place are indented, if they stand on lines of their own. */
	String innerIndent() {
		JsonNode container = container();
		if (!container.isEmpty() && this.text.startsLine(container.last().from())) {
			return this.text.indent(container.last().from());
		}
		return this.text.indent(container.start()) + this.style.step();
	}

	/** Writes a value, in lines if its neighbours of the same kind are. */
	String write(@Nullable String key, ConfigNode value, String indent) {
		return write(key, value, indent, usesLines(value));
	}

	String write(@Nullable String key, ConfigNode value, String indent, boolean lines) {
		return new JsonWriter(this.style, lineEnd(), lines, this.depth).write(key, value, indent);
	}

	/** Tells whether a new value gets several lines in this place. */
	boolean usesLines(ConfigNode value) {
		return usesLines(container(), value);
	}

	/** Tells whether new values in this empty place get lines of their own. */
	boolean fillsLines() {
		JsonNode container = container();
		if (this.around.size() == 1 || this.text.hasBreak(container.start(), container.end())) {
			return true;
		}
		return usesLines(this.around.get(this.around.size() - 2), container.value());
	}

	private boolean usesLines(JsonNode parent, ConfigNode value) {
		for (int index = parent.children().size() - 1; index >= 0; index--) {
			JsonNode sibling = parent.children().get(index);
			if (!sibling.isEmpty() && sibling.value().getClass() == value.getClass()) {
				return isInLines(sibling);
			}
		}
		return !parent.isEmpty() && this.text.startsLine(parent.last().from());
	}

	boolean isInLines(JsonNode node) {
		return this.text.hasBreak(node.start() + 1, node.children().get(0).from());
	}

}
