package io.safeconfig.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.safeconfig.format.ConfigNode.Mapping;
import io.safeconfig.format.ConfigNode.Sequence;
import org.jspecify.annotations.Nullable;

/**
 * An object or array of which the end has not been read yet.
 */
final class JsonOpenNode {

	private final @Nullable JsonOpenNode parent;

	private final boolean mapping;

	private final int start;

	private final Map<String, ConfigNode> entries = new LinkedHashMap<>();

	private final List<JsonNode> children = new ArrayList<>();

	private @Nullable String key;

	private int keyStart;

	private int keyEnd;

	JsonOpenNode(@Nullable JsonOpenNode parent, boolean mapping, int start) {
		this.parent = parent;
		this.mapping = mapping;
		this.start = start;
	}

	@Nullable JsonOpenNode parent() {
		return this.parent;
	}

	boolean hasKey(String name) {
		return this.entries.containsKey(name);
	}

	/** Remembers the key of the next value. */
	void expect(String name, int start, int end) {
		this.key = name;
		this.keyStart = start;
		this.keyEnd = end;
	}

	void add(int start, int end, ConfigNode value, List<JsonNode> grandchildren) {
		if (this.key != null) {
			this.entries.put(this.key, value);
			this.children.add(new JsonNode(this.key, this.keyStart, this.keyEnd, start, end, value, grandchildren));
			this.key = null;
		}
		else {
			this.children.add(root(start, end, value, grandchildren));
		}
	}

	/** A value that has no key. */
	static JsonNode root(int start, int end, ConfigNode value, List<JsonNode> children) {
		return new JsonNode(null, start, start, start, end, value, children);
	}

	int start() {
		return this.start;
	}

	List<JsonNode> children() {
		return List.copyOf(this.children);
	}

	ConfigNode value() {
		if (this.mapping) {
			return new Mapping(this.entries);
		}
		return new Sequence(this.children.stream().map(JsonNode::value).toList());
	}

}
