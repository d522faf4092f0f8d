package io.safeconfig.format;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * A value and where it stands.
 *
 * @param key the key; {@code null} in an array and for the root
 * @param from where the key starts, or the value if there is no key
 * @param keyEnd behind the closing quote of the key; {@code from} if there is no key
 * @param start where the value starts
 * @param end behind the value
 * @param value what it says
 * @param children what is in it, in the order of the file
 */
record JsonNode(@Nullable String key, int from, int keyEnd, int start, int end, ConfigNode value,
		List<JsonNode> children) {

	/** Returns the position of a child, or -1. */
	int indexOf(NodePath.Step step) {
		if (step instanceof NodePath.Index index) {
			boolean there = isSequence() && index.position() < this.children.size();
			return there ? index.position() : -1;
		}
		String name = ((NodePath.Key) step).name();
		for (int index = 0; index < this.children.size(); index++) {
			if (name.equals(this.children.get(index).key)) {
				return index;
			}
		}
		return -1;
	}

	@Nullable JsonNode child(NodePath.Step step) {
		int index = indexOf(step);
		return (index >= 0) ? this.children.get(index) : null;
	}

	JsonNode last() {
		return this.children.get(this.children.size() - 1);
	}

	boolean isEmpty() {
		return this.children.isEmpty();
	}

	boolean isSequence() {
		return this.value instanceof ConfigNode.Sequence;
	}

	boolean isMapping() {
		return this.value instanceof ConfigNode.Mapping;
	}

	/** Shows no content, as it may be logged by mistake. */
	@Override
	public String toString() {
		return "JsonNode[" + this.start + ", " + this.end + "]";
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return this == other;
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.start, this.end);
	}

}
