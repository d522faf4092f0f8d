package io.safeconfig.format;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.safeconfig.format.ConfigNode.Mapping;
import io.safeconfig.format.ConfigNode.Sequence;
import io.safeconfig.format.ContentEdit.Add;
import io.safeconfig.format.ContentEdit.Rename;
import io.safeconfig.format.ContentEdit.Replace;
import io.safeconfig.format.NodePath.Index;
import io.safeconfig.format.NodePath.Step;

/**
 * Finds the ranges of text that an edit concerns.
 */
final class TomlPlan {

	private final TomlOutline outline;

	private final TomlNode root;

	private final ConfigNode data;

	private final TomlReplacement replacement;

	private final TomlChanges changes;

	TomlPlan(SourceText source, TomlOutline outline, TomlNode root, ConfigNode data) {
		TomlWriter writer = new TomlWriter(source, outline.newline());
		this.outline = outline;
		this.root = root;
		this.data = data;
		this.replacement = new TomlReplacement(outline, writer);
		this.changes = new TomlChanges(outline, writer);
	}

	List<Splice> of(ContentEdit edit) {
		TomlNode parent = find(this.root, edit.path().parent());
		Step step = edit.path().last();
		if (edit instanceof Add add) {
			return add(parent, step, add.value());
		}
		TomlNode node = enter(parent, step);
		if (edit instanceof Rename rename) {
			return node.places().stream().map((place) -> rename(place.keyPart(), rename.key())).toList();
		}
		if (edit instanceof Replace replace) {
			return replace(parent, node, replace);
		}
		return remove(edit.path(), parent, node);
	}

	private List<Splice> add(TomlNode parent, Step step, ConfigNode value) {
		if (step instanceof NodePath.Key key) {
			return this.changes.additions().add(parent, Map.of(key.name(), value));
		}
		return this.replacement.insert(parent, ((Index) step).position(), List.of(value));
	}

	private Splice rename(TomlPart part, String key) {
		String like = this.outline.text().substring(part.start(), part.end());
		return new Splice(part.start(), part.end(), TomlWriter.key(key, like));
	}

	private List<Splice> replace(TomlNode parent, TomlNode node, Replace replace) {
		ConfigNode before = data(replace.path());
		if (before.equals(replace.value())) {
			return List.of();
		}
		if (replace.path().last() instanceof NodePath.Key key) {
			return this.replacement.child(parent, key.name(), node, before, replace.value());
		}
		return this.replacement.replace(node, before, replace.value());
	}

	private List<Splice> remove(NodePath path, TomlNode parent, TomlNode node) {
		if (path.last() instanceof Index index) {
			if (parent.kind() == TomlNode.Kind.TABLES && parent.elements().size() == 1) {
				String key = ((NodePath.Key) path.parent().last()).name();
				TomlNode table = find(this.root, path.parent().parent());
				return this.changes.change(table, List.of(parent), Map.of(key, new Sequence(List.of())));
			}
			return this.replacement.remove(parent, index.position(), index.position() + 1);
		}
		return this.changes.change(parent, List.of(node), Map.of());
	}

	private ConfigNode data(NodePath path) {
		ConfigNode node = this.data;
		for (Step step : path.steps()) {
			node = (step instanceof NodePath.Key key) ? require(((Mapping) node).entries().get(key.name()))
					: ((Sequence) node).items().get(((Index) step).position());
		}
		return node;
	}

	/**
	 * Finds a node.
	 * @throws IllegalArgumentException if there is none
	 */
	static TomlNode find(TomlNode root, NodePath path) {
		TomlNode node = root;
		for (Step step : path.steps()) {
			node = enter(node, step);
		}
		return node;
	}

	private static TomlNode enter(TomlNode node, Step step) {
		if (step instanceof NodePath.Key key) {
			return require(node.children().get(key.name()));
		}
		int position = ((Index) step).position();
		return require((position < node.elements().size()) ? node.elements().get(position) : null);
	}

	private static <T> T require(@Nullable T node) {
		if (node == null) {
			throw new IllegalArgumentException("There is no such node");
		}
		return node;
	}

}
