package io.safeconfig.format;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.safeconfig.format.ConfigNode.Mapping;
import io.safeconfig.format.ConfigNode.Sequence;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Carries out edits and compares what is left with what the oracle makes of them.
 */
final class JsonEditing {

	private static final List<ConfigNode> VALUES = List.of(JsonCase.node("n\"ü🚀\n"), JsonCase.node(42),
			JsonCase.node(null), JsonCase.node(new BigDecimal("-1.50e-3")),
			JsonCase.node(JsonCase.map("x", List.of(1, "2"), "y", JsonCase.map())), JsonCase.node(List.of(true)));

	private final ConfigFormat format;

	private int applied;

	private final Map<String, Integer> refused = new TreeMap<>();

	JsonEditing(ConfigFormat format) {
		this.format = format;
	}

	int applied() {
		return this.applied;
	}

	Map<String, Integer> refused() {
		return this.refused;
	}

	/** Every edit that a document has a place for, each alone. */
	static List<ContentEdit> allEdits(ConfigNode root) {
		List<ContentEdit> edits = new ArrayList<>();
		collect(root, NodePath.ROOT, edits);
		return edits;
	}

	private static void collect(ConfigNode node, NodePath path, List<ContentEdit> edits) {
		if (!path.isRoot()) {
			VALUES.forEach((value) -> edits.add(new ContentEdit.Replace(path, value)));
			edits.add(new ContentEdit.Remove(path));
			if (path.last() instanceof NodePath.Key) {
				edits.add(new ContentEdit.Rename(path, "new\tname"));
			}
		}
		if (node instanceof Mapping mapping) {
			VALUES.forEach((value) -> edits.add(new ContentEdit.Add(path.key("new \"key\""), value)));
			mapping.entries().forEach((key, value) -> collect(value, path.key(key), edits));
		}
		else if (node instanceof Sequence sequence) {
			VALUES.forEach((value) -> edits.add(new ContentEdit.Add(path.index(sequence.items().size()), value)));
			VALUES.forEach((value) -> edits.add(new ContentEdit.Add(path.index(0), value)));
			for (int index = 0; index < sequence.items().size(); index++) {
				collect(sequence.items().get(index), path.index(index), edits);
			}
		}
	}

	ConfigContent parse(byte[] bytes) {
		return this.format.parse(bytes, ConfigLimits.DEFAULTS);
	}

	/** An edit that has no place, such as a key that is there already, is passed over. */
	ConfigContent tryEdit(ConfigContent content, ContentEdit edit) {
		try {
			edit.applyTo(content.documents().get(0));
		}
		catch (IllegalArgumentException ex) {
			return content;
		}
		return edit(content, edit);
	}

	/** Returns the content after the edit, or the same if it was refused. */
	ConfigContent edit(ConfigContent content, ContentEdit edit) {
		ConfigContent edited;
		try {
			edited = content.edit(0, List.of(edit));
		}
		catch (ContentException ex) {
			this.refused.merge(edit.getClass().getSimpleName() + ": " + ex.reason(), 1, Integer::sum);
			return content;
		}
		Object expected = JsonOracle.read(content.toBytes());
		JsonOracle.edit(expected, edit);
		assertThat(JsonOracle.read(edited.toBytes())).as(() -> edit + " of " + new String(content.toBytes()))
			.isEqualTo(expected);
		this.applied++;
		return edited;
	}

}
