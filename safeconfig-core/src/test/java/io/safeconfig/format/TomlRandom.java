package io.safeconfig.format;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.safeconfig.format.ConfigNode.Mapping;
import io.safeconfig.format.ConfigNode.Scalar;
import io.safeconfig.format.ConfigNode.Sequence;
import io.safeconfig.format.ContentEdit.Add;
import io.safeconfig.format.ContentEdit.Remove;
import io.safeconfig.format.ContentEdit.Rename;
import io.safeconfig.format.ContentEdit.Replace;

/**
 * Makes up documents, which need not be valid, and edits of them.
 */
final class TomlRandom {

	private static final String[] KEYS = { "a", "b", "c", "d-1", "_e", "\"f g\"", "'h.i'", "\"\"", "\"\\u00e9\"" };

	private static final String[] SCALARS = { "1", "-17", "0xFF", "0b101", "1_000", "1.5", "6.02e23", "-0.0", "inf",
			"nan", "true", "false", "\"s\"", "'lit'", "\"\"\"\nlong \\\n  text\"\"\"", "'''\n[x]\n# no\n'''",
			"\"# \\\" no\"", "1979-05-27", "1979-05-27T07:32:00Z", "1979-05-27 07:32:00", "07:32:00",
			"\"\uD83D\uDE80\"" };

	private static final Object[] VALUES = { "x", "", "a\nb", "it's", "\"q\"", "\\", "\u0001", "\uD83D\uDE80 \u2028",
			"'''", "\"\"\"", "\n", "]", "#", 7L, Long.MIN_VALUE, true, new BigDecimal("1.50"), new BigDecimal("3"),
			new BigDecimal("1E+5"), Double.NaN, Double.POSITIVE_INFINITY, LocalDate.of(2026, 1, 2) };

	private final Random random;

	TomlRandom(long seed) {
		this.random = new Random(seed);
	}

	private boolean chance(int percent) {
		return this.random.nextInt(100) < percent;
	}

	private <T> T pick(T[] values) {
		return values[this.random.nextInt(values.length)];
	}

	String document() {
		StringBuilder text = new StringBuilder();
		String[] indents = { "", "", "  ", "\t" };
		String indent = pick(indents);
		pairs(text, "");
		for (int section = this.random.nextInt(6); section > 0; section--) {
			filler(text);
			boolean element = chance(30);
			String key = chance(50) ? key() : key() + "." + key();
			text.append(element ? "[[" + key + "]]" : "[" + key + "]").append(chance(20) ? " # h" : "").append('\n');
			pairs(text, indent);
		}
		filler(text);
		String result = chance(20) ? text.toString().stripTrailing() : text.toString();
		return chance(20) ? result.replace("\n", "\r\n") : result;
	}

	private void filler(StringBuilder text) {
		for (int line = this.random.nextInt(4); line > 0; line--) {
			text.append(chance(40) ? "# comment " + this.random.nextInt(1000) : "").append('\n');
		}
	}

	private void pairs(StringBuilder text, String indent) {
		String[] separators = { " = ", "=", "\t=\t", "   =  " };
		String separator = pick(separators);
		for (int pair = this.random.nextInt(5); pair > 0; pair--) {
			String key = chance(80) ? key() : key() + "." + key();
			text.append(indent).append(key).append(chance(80) ? separator : " = ").append(value(3));
			text.append(chance(20) ? " # note " + this.random.nextInt(1000) : "").append('\n');
			if (chance(15)) {
				filler(text);
			}
		}
	}

	private String key() {
		return pick(KEYS);
	}

	private String value(int depth) {
		int kind = (depth > 0) ? this.random.nextInt(10) : 9;
		return (kind < 2) ? array(depth) : (kind < 4) ? inline(depth) : pick(SCALARS);
	}

	private String array(int depth) {
		boolean lines = chance(40);
		StringBuilder text = new StringBuilder(lines ? "[\n" : "[");
		int size = this.random.nextInt(4);
		for (int item = 0; item < size; item++) {
			text.append(lines ? "    " : "").append(value(depth - 1));
			text.append((item < size - 1 || chance(30)) ? "," : "");
			text.append(lines ? (chance(30) ? " # item\n" : chance(80) ? "\n" : "") : " ");
			text.append((lines && chance(20)) ? "  # own line\n" : "");
		}
		return text.append("]").toString();
	}

	private String inline(int depth) {
		boolean lines = chance(15);
		StringBuilder text = new StringBuilder(lines ? "{\n" : chance(50) ? "{ " : "{");
		int size = this.random.nextInt(4);
		for (int item = 0; item < size; item++) {
			String key = chance(70) ? key() : key() + "." + key();
			text.append(lines ? "  " : "").append(key).append(" = ").append(value(depth - 1));
			text.append((item < size - 1 || (lines && chance(50))) ? ", " : "");
			text.append(lines ? (chance(30) ? " # pair\n" : "\n") : "");
		}
		return text.append(chance(50) ? " }" : "}").toString();
	}

	/** An edit that has a place in a document. */
	ContentEdit edit(ConfigNode root) {
		List<NodePath> paths = new ArrayList<>();
		collect(root, NodePath.ROOT, paths);
		NodePath path = paths.get(this.random.nextInt(paths.size()));
		ConfigNode node = node(root, path);
		if (path.isRoot() || (!(node instanceof Scalar) && chance(60))) {
			return add(node, path);
		}
		boolean key = path.last() instanceof NodePath.Key;
		int kind = this.random.nextInt(key ? 3 : 2);
		return switch (kind) {
			case 0 -> new Replace(path, chance(30) ? varied(node) : value());
			case 1 -> new Remove(path);
			default -> new Rename(path, fresh((Mapping) node(root, path.parent())));
		};
	}

	private ContentEdit add(ConfigNode node, NodePath path) {
		if (node instanceof Mapping mapping) {
			return new Add(path.key(fresh(mapping)), value());
		}
		int size = ((Sequence) node).items().size();
		boolean tables = size > 0 && ((Sequence) node).items().get(0) instanceof Mapping;
		return new Add(path.index(this.random.nextInt(size + 1)), tables ? mapping(2) : value());
	}

	private String fresh(Mapping mapping) {
		String[] names = { "n", "new-key", "needs quotes", "x.y", "q\"'", "" };
		String name = pick(names);
		while (mapping.entries().containsKey(name)) {
			name += "0";
		}
		return name;
	}

	/** The same with something else in it. */
	private ConfigNode varied(ConfigNode node) {
		if (node instanceof Sequence sequence) {
			List<ConfigNode> items = new ArrayList<>(sequence.items());
			for (int change = this.random.nextInt(3); change >= 0; change--) {
				if (!items.isEmpty() && chance(50)) {
					items.remove(this.random.nextInt(items.size()));
				}
				else {
					items.add(this.random.nextInt(items.size() + 1),
							(!items.isEmpty() && items.get(0) instanceof Mapping) ? mapping(1) : value());
				}
			}
			return new Sequence(items);
		}
		if (node instanceof Mapping mapping) {
			Map<String, ConfigNode> entries = new LinkedHashMap<>(mapping.entries());
			entries.keySet().removeIf((key) -> chance(30));
			entries.replaceAll((key, value) -> chance(30) ? value() : value);
			if (chance(50)) {
				entries.put(fresh(mapping), value());
			}
			return new Mapping(entries);
		}
		return scalar();
	}

	private ConfigNode value() {
		int kind = this.random.nextInt(10);
		return (kind < 6) ? scalar() : (kind < 8) ? mapping(2) : sequence(2);
	}

	private ConfigNode scalar() {
		Object value = pick(VALUES);
		return new Scalar(value, value.toString());
	}

	private Mapping mapping(int depth) {
		Map<String, ConfigNode> entries = new LinkedHashMap<>();
		String[] names = { "k", "l", "m n" };
		for (int entry = this.random.nextInt(3); entry > 0; entry--) {
			entries.put(pick(names), child(depth));
		}
		return new Mapping(entries);
	}

	private Sequence sequence(int depth) {
		List<ConfigNode> items = new ArrayList<>();
		for (int item = this.random.nextInt(4); item > 0; item--) {
			items.add(child(depth));
		}
		return new Sequence(items);
	}

	private ConfigNode child(int depth) {
		int kind = (depth > 0) ? this.random.nextInt(6) : 0;
		return (kind < 4) ? scalar() : (kind == 4) ? mapping(depth - 1) : sequence(depth - 1);
	}

	private static void collect(ConfigNode node, NodePath path, List<NodePath> paths) {
		paths.add(path);
		if (node instanceof Mapping mapping) {
			mapping.entries().forEach((key, value) -> collect(value, path.key(key), paths));
		}
		else if (node instanceof Sequence sequence) {
			for (int index = 0; index < sequence.items().size(); index++) {
				collect(sequence.items().get(index), path.index(index), paths);
			}
		}
	}

	static List<NodePath> paths(ConfigNode root) {
		List<NodePath> paths = new ArrayList<>();
		collect(root, NodePath.ROOT, paths);
		return paths;
	}

	static ConfigNode node(ConfigNode root, NodePath path) {
		ConfigNode node = root;
		for (NodePath.Step step : path.steps()) {
			node = (step instanceof NodePath.Key key) ? ((Mapping) node).entries().get(key.name())
					: ((Sequence) node).items().get(((NodePath.Index) step).position());
		}
		return node;
	}

}
