package io.safeconfig.format;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import io.safeconfig.format.ConfigNode.Mapping;
import io.safeconfig.format.ConfigNode.Scalar;
import io.safeconfig.format.ConfigNode.Sequence;
import io.safeconfig.format.ContentEdit.Add;
import io.safeconfig.format.ContentEdit.Remove;
import io.safeconfig.format.ContentEdit.Rename;
import io.safeconfig.format.ContentEdit.Replace;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Carries edits out and compares the result with what another reader makes of it. Counts.
 */
final class YamlSweep {

	private static final Scalar NUMBER = new Scalar(42L, "42");

	private ConfigContent last;

	private Optional<List<Object>> lastLoaded = Optional.empty();

	private int applied;

	private int compared;

	private int refused;

	private final Map<String, Integer> reasons = new TreeMap<>();

	int applied() {
		return this.applied;
	}

	int compared() {
		return this.compared;
	}

	int refused() {
		return this.refused;
	}

	void everyEdit(byte[] bytes) {
		ConfigContent content = ConfigFormat.yaml().parse(bytes, ConfigLimits.DEFAULTS);
		for (int document = 0; document < content.documents().size(); document++) {
			for (ContentEdit edit : edits(content.documents().get(document))) {
				edit(content, document, edit);
			}
		}
	}

	/** Returns the old content if the edit is refused. */
	ConfigContent edit(ConfigContent content, int document, ContentEdit edit) {
		ConfigContent edited;
		try {
			edited = content.edit(document, List.of(edit));
		}
		catch (ContentException ex) {
			this.refused++;
			this.reasons.merge(edit.getClass().getSimpleName() + ": " + ex.reason(), 1, Integer::sum);
			return content;
		}
		catch (RuntimeException ex) {
			throw new AssertionError(edit + " of " + new String(content.toBytes(), StandardCharsets.UTF_8), ex);
		}
		this.applied++;
		compare(content, document, edit, edited);
		return edited;
	}

	private void compare(ConfigContent content, int document, ContentEdit edit, ConfigContent edited) {
		ConfigContent again = ConfigFormat.yaml().parse(edited.toBytes(), ConfigLimits.DEFAULTS);
		assertThat(again.documents().get(document)).isEqualTo(edit.applyTo(content.documents().get(document)));
		Optional<List<Object>> before = loaded(content);
		Optional<List<Object>> expected = before.flatMap((data) -> YamlOracle.edited(data, document, edit));
		if (expected.isPresent()) {
			this.compared++;
			assertThat(YamlOracle.load(edited.toBytes()))
				.as(() -> edit + " of\n" + new String(content.toBytes(), StandardCharsets.UTF_8) + "\ngave\n"
						+ new String(edited.toBytes(), StandardCharsets.UTF_8))
				.isEqualTo(expected);
		}
	}

	/** Many edits of the same content follow each other. */
	private Optional<List<Object>> loaded(ConfigContent content) {
		if (this.last != content) {
			this.last = content;
			this.lastLoaded = YamlOracle.load(content.toBytes());
		}
		return this.lastLoaded;
	}

	static List<ContentEdit> edits(ConfigNode root) {
		List<ContentEdit> edits = new ArrayList<>();
		collect(root, NodePath.ROOT, edits);
		return edits;
	}

	private static void collect(ConfigNode node, NodePath path, List<ContentEdit> edits) {
		if (!path.isRoot()) {
			edits.add(new Remove(path));
			edits.add(new Replace(path, Scalar.of("new value")));
			edits.add(new Replace(path, Scalar.of("two\nlines")));
			edits.add(new Replace(path, NUMBER));
			edits.add(new Replace(path, new Mapping(Map.of("x", new Sequence(List.of(NUMBER, Mapping.EMPTY))))));
		}
		if (node instanceof Mapping mapping) {
			edits.add(new Add(path.key("added: key"), Scalar.of("true")));
			edits.add(new Add(path.key("added"), new Sequence(List.of(NUMBER, Scalar.of("text")))));
			mapping.entries().forEach((key, value) -> {
				edits.add(new Rename(path.key(key), "renamed"));
				collect(value, path.key(key), edits);
			});
		}
		if (node instanceof Sequence sequence) {
			edits.add(new Add(path.index(sequence.items().size()), Scalar.of("appended")));
			edits.add(new Add(path.index(0), new Mapping(mapOf("first", NUMBER, "second", NUMBER))));
			for (int index = 0; index < sequence.items().size(); index++) {
				collect(sequence.items().get(index), path.index(index), edits);
			}
		}
	}

	private static Map<String, ConfigNode> mapOf(String one, ConfigNode first, String other, ConfigNode second) {
		Map<String, ConfigNode> map = new LinkedHashMap<>();
		map.put(one, first);
		map.put(other, second);
		return map;
	}

	String report() {
		StringBuilder report = new StringBuilder(
				this.applied + " applied, " + this.compared + " of them compared, " + this.refused + " refused");
		this.reasons.forEach((reason, count) -> report.append("\n").append(count).append(" × ").append(reason));
		return report.toString();
	}

}
