package io.safeconfig.format;

import java.util.Objects;

import io.safeconfig.format.NodePath.Index;
import io.safeconfig.format.NodePath.Step;
import org.jspecify.annotations.Nullable;

/**
 * Finds nodes by their path, and refuses edits that would change other values too.
 */
final class YamlLocator {

	private static final String THROUGH_ALIAS = "the value is shared by an alias, so that the edit would change"
			+ " other values too";

	static final String INHERITED = "the value is inherited through a merge key and is not written here";

	private final SourceText source;

	private final @Nullable YamlNode root;

	YamlLocator(SourceText source, @Nullable YamlNode root) {
		this.source = source;
		this.root = root;
	}

	/** The mapping or sequence that holds what the path leads to, if it may be edited. */
	YamlNode container(NodePath path) {
		YamlNode node = requireOwn(Objects.requireNonNull(this.root));
		for (Step step : path.parent().steps()) {
			YamlNode next = child(node, step);
			if (next == null) {
				throw this.source.failure(INHERITED, node.start());
			}
			node = requireOwn(next);
		}
		return node;
	}

	private YamlNode requireOwn(YamlNode node) {
		if (node instanceof YamlAlias || node.shared()) {
			throw this.source.failure(THROUGH_ALIAS, node.start());
		}
		return node;
	}

	/** Refuse to change what others refer to. */
	void requireUnshared(YamlNode node) {
		if (node.shared()) {
			throw this.source.failure("the value, or one in it, has an anchor that is still referred to", node.start());
		}
		if (node instanceof YamlMapping mapping) {
			mapping.entries().forEach((entry) -> {
				requireUnshared(entry.key());
				requireUnshared(entry.value());
			});
		}
		else if (node instanceof YamlSequence sequence) {
			sequence.items().forEach((item) -> requireUnshared(item.value()));
		}
	}

	static @Nullable YamlNode child(YamlNode node, Step step) {
		if (node instanceof YamlMapping mapping && step instanceof NodePath.Key key) {
			YamlEntry entry = mapping.own(key.name());
			return (entry != null) ? entry.value() : null;
		}
		if (node instanceof YamlSequence sequence && step instanceof Index index
				&& index.position() < sequence.items().size()) {
			return sequence.items().get(index.position()).value();
		}
		return null;
	}

	/** Whether the edit replaces a value by one that equals it. */
	boolean saysAlready(ContentEdit edit) {
		YamlNode node = (edit instanceof ContentEdit.Replace) ? find(edit.path()) : null;
		return node != null && edit instanceof ContentEdit.Replace replace && replace.value().equals(node.data());
	}

	/** Where a value is written, if need be in another place. */
	@Nullable YamlNode find(NodePath path) {
		YamlNode node = this.root;
		for (Step step : path.steps()) {
			node = (node != null) ? childAnywhere(node, step) : null;
		}
		return node;
	}

	private static @Nullable YamlNode childAnywhere(YamlNode node, Step step) {
		YamlNode target = (node instanceof YamlAlias alias) ? alias.target() : node;
		YamlNode child = child(target, step);
		YamlNode merged = (target instanceof YamlMapping mapping) ? mapping.merged() : null;
		if (child != null || merged == null) {
			return child;
		}
		YamlNode base = (merged instanceof YamlAlias alias) ? alias.target() : merged;
		if (base instanceof YamlSequence sequence) {
			for (YamlItem item : sequence.items()) {
				YamlNode found = childAnywhere(item.value(), step);
				if (found != null) {
					return found;
				}
			}
			return null;
		}
		return childAnywhere(base, step);
	}

}
