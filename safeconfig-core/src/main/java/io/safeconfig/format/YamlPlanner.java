package io.safeconfig.format;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.safeconfig.format.ConfigNode.Mapping;
import io.safeconfig.format.ConfigNode.Scalar;
import io.safeconfig.format.ConfigNode.Sequence;
import io.safeconfig.format.ContentEdit.Add;
import io.safeconfig.format.ContentEdit.Rename;
import io.safeconfig.format.ContentEdit.Replace;
import io.safeconfig.format.NodePath.Index;
import io.safeconfig.format.NodePath.Step;
import io.safeconfig.format.YamlQuoting.Place;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;

/**
 * Plans an edit of one document.
 */
final class YamlPlanner {

	private final SourceText source;

	private final ConfigLimits limits;

	private final YamlLines lines;

	private final YamlDocument document;

	private final YamlLocator locator;

	YamlPlanner(SourceText source, ConfigLimits limits, YamlLines lines, YamlDocument document) {
		this.source = source;
		this.limits = limits;
		this.lines = lines;
		this.document = document;
		this.locator = new YamlLocator(source, document.root());
	}

	List<Splice> plan(ContentEdit edit) {
		if (this.locator.saysAlready(edit)) {
			return List.of();
		}
		ConfigNode value = (edit instanceof Add add) ? add.value()
				: ((edit instanceof Replace replace) ? replace.value() : Scalar.NULL);
		if (edit.path().steps().size() + depth(value, this.limits.depth()) > this.limits.depth()) {
			throw this.source.failure("the value would lie deeper than allowed", 0);
		}
		if (this.document.root() == null) {
			String name = ((NodePath.Key) edit.path().last()).name();
			return List.of(new YamlAdd(writer(null, this.document.end())).toNothing(this.document, name, value));
		}
		YamlNode container = this.locator.container(edit.path());
		Step step = edit.path().last();
		return (step instanceof NodePath.Key key) ? plan((YamlMapping) container, key.name(), edit)
				: plan((YamlSequence) container, ((Index) step).position(), edit);
	}

	private int depth(ConfigNode value, int allowed) {
		if (value instanceof Scalar) {
			return 0;
		}
		if (allowed <= 0) {
			return 1;
		}
		Iterable<ConfigNode> children = (value instanceof Mapping mapping) ? mapping.entries().values()
				: ((Sequence) value).items();
		int depth = 0;
		for (ConfigNode child : children) {
			depth = Math.max(depth, depth(child, allowed - 1));
		}
		return depth + 1;
	}

	private YamlWriter writer(@Nullable YamlNode near, int offset) {
		int end = (near != null) ? near.end() : offset;
		boolean literals = this.lines.end(end) < this.lines.length() || this.lines.length() == 0;
		YamlStyle style = YamlStyle.of(this.lines, near, this.document.root());
		return new YamlWriter(this.lines, new YamlQuoting(this.source, this.limits), style, literals, offset);
	}

	private List<Splice> plan(YamlMapping mapping, String name, ContentEdit edit) {
		YamlEntry entry = mapping.own(name);
		if (edit instanceof Add add) {
			return add(mapping, name, add.value(), edit);
		}
		if (edit instanceof Replace replace) {
			return (entry == null) ? add(mapping, name, replace.value(), edit)
					: replace(YamlSlot.of(mapping, entry, this.lines), replace.value());
		}
		if (entry == null) {
			throw this.source.failure(YamlLocator.INHERITED, mapping.start());
		}
		requireNotInherited(mapping, name);
		if (edit instanceof Rename rename) {
			return rename(mapping, entry, rename.key());
		}
		this.locator.requireUnshared(entry.key());
		this.locator.requireUnshared(entry.value());
		return (mapping.entries().size() == 1) ? clear(mapping, edit) : new YamlRemove(this.lines).from(mapping, entry);
	}

	private List<Splice> plan(YamlSequence sequence, int position, ContentEdit edit) {
		if (edit instanceof Add add) {
			return sequence.items().isEmpty() ? fill(sequence, new Sequence(List.of(add.value())), edit)
					: new YamlAdd(writer(sequence, sequence.start())).toSequence(sequence, position, add.value());
		}
		YamlItem item = sequence.items().get(position);
		if (edit instanceof Replace replace) {
			return replace(YamlSlot.of(sequence, item, this.lines), replace.value());
		}
		this.locator.requireUnshared(item.value());
		return (sequence.items().size() == 1) ? clear(sequence, edit)
				: new YamlRemove(this.lines).from(sequence, position);
	}

	/** What a merge key brings would show again. */
	private void requireNotInherited(YamlMapping mapping, String name) {
		YamlNode merged = mapping.merged();
		if (merged != null && inherits(merged, name)) {
			throw this.source.failure("a merge key brings the same key, which would show again", mapping.start());
		}
	}

	private static boolean inherits(YamlNode merged, String name) {
		ConfigNode data = merged.data();
		List<ConfigNode> bases = (data instanceof Sequence sequence) ? sequence.items() : List.of(data);
		return bases.stream()
			.anyMatch((base) -> base instanceof Mapping mapping && mapping.entries().containsKey(name));
	}

	private List<Splice> add(YamlMapping mapping, String name, ConfigNode value, ContentEdit edit) {
		if (mapping.entries().isEmpty()) {
			return fill(mapping, new Mapping(Map.of(name, value)), edit);
		}
		if (mapping.flow() && this.lines.at(mapping.body()) != '{') {
			throw this.source.failure("a single pair in a sequence cannot take another key", mapping.start());
		}
		return new YamlAdd(writer(mapping, mapping.start())).toMapping(mapping, name, value);
	}

	private List<Splice> replace(YamlSlot slot, ConfigNode value) {
		YamlNode node = slot.node();
		if (node.data().equals(value)) {
			return List.of();
		}
		this.locator.requireUnshared(node);
		requireReplaceable(node);
		requireColon(slot);
		YamlNode near = node.inline() ? slot.parent() : node;
		YamlWriter writer = writer(near, slot.start()).withLiteralsBefore(node.end());
		return new YamlReplace(slot, writer).plan(value);
	}

	private void requireReplaceable(YamlNode node) {
		String tag = node.props().tag();
		boolean both = tag != null && node.props().anchor() != null;
		if (!YamlTypes.replaceable(tag) || both || (tag != null && !node.inline())) {
			throw this.source.failure("the value has a tag that cannot be replaced safely", node.start());
		}
	}

	private void requireColon(YamlSlot slot) {
		if (!slot.colon() && !slot.flow()) {
			throw this.source.failure("the key has no colon to put a value behind", slot.start());
		}
	}

	private List<Splice> rename(YamlMapping mapping, YamlEntry entry, String name) {
		this.locator.requireUnshared(entry.key());
		YamlNode key = entry.key();
		if (key.props().tag() != null || key.absent() || (key instanceof YamlScalar scalar && scalar.block())) {
			throw this.source.failure("a key that is written like this cannot be renamed in place", entry.start());
		}
		ScalarStyle style = (key instanceof YamlScalar scalar) ? scalar.style() : ScalarStyle.PLAIN;
		String text = writer(mapping, entry.start()).key(name, mapping.flow() ? Place.FLOW_KEY : Place.KEY, style);
		return List.of(new Splice(key.body(), key.end(), text));
	}

	/** Without its last child, a mapping or sequence is written as an empty one. */
	private List<Splice> clear(YamlNode node, ContentEdit edit) {
		return become(node, (node instanceof YamlMapping) ? Mapping.EMPTY : new Sequence(List.of()), edit);
	}

	private List<Splice> fill(YamlNode node, ConfigNode value, ContentEdit edit) {
		return become(node, value, edit);
	}

	private List<Splice> become(YamlNode node, ConfigNode value, ContentEdit edit) {
		NodePath path = edit.path().parent();
		if (node.inline() && YamlWriter.isEmpty(value)) {
			return List.of(new Splice(node.body(), node.end(), (node instanceof YamlMapping) ? "{}" : "[]"));
		}
		if (path.isRoot()) {
			int end = node.inline() ? node.end() : this.lines.end(node.end());
			String text = YamlWriter.isEmpty(value) ? ((value instanceof Mapping) ? "{}" : "[]")
					: writer(node, node.start()).block(value, this.lines.column(node.body()));
			return List.of(new Splice(node.body(), end, text));
		}
		YamlNode parent = this.locator.container(path);
		YamlSlot slot = (path.last() instanceof NodePath.Key key)
				? YamlSlot.of((YamlMapping) parent, Objects.requireNonNull(((YamlMapping) parent).own(key.name())),
						this.lines)
				: YamlSlot.of((YamlSequence) parent,
						((YamlSequence) parent).items().get(((Index) path.last()).position()), this.lines);
		return replace(slot, value);
	}

}
