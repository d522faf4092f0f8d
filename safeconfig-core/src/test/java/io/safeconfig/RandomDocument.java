package io.safeconfig;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.jspecify.annotations.Nullable;

/** Random values, and text that says them in a random layout with numbered comments. */
final class RandomDocument {

	/** None of them is another one in another spelling. */
	static final List<String> KEYS = List.of("a", "b", "port", "max-size", "x y", "k\u00e9y", "q\"t", "no", "12",
			"\ud83d\ude80", "c.d", "z_");

	private static final List<Object> SCALARS = List.of("", "text", "8080", "true", "null", " padded ", "a: b # c",
			"\ud83d\ude80 rocket", "it's \"quoted\"", "- dash", "*star", 0L, -17L, 4_000_000_000L, true, false, "x\\y");

	private final Random random;

	private int comments;

	RandomDocument(Random random) {
		this.random = random;
	}

	Object scalar() {
		return SCALARS.get(this.random.nextInt(SCALARS.size()));
	}

	Map<String, @Nullable Object> mapping(int depth, int least) {
		Map<String, @Nullable Object> mapping = new LinkedHashMap<>();
		int size = least + this.random.nextInt(4);
		while (mapping.size() < size) {
			mapping.put(KEYS.get(this.random.nextInt(KEYS.size())), value(depth - 1));
		}
		return mapping;
	}

	Object value(int depth) {
		int kind = (depth <= 0) ? 0 : this.random.nextInt(5);
		return switch (kind) {
			case 3 -> mapping(depth, 1);
			case 4 -> sequence(depth);
			default -> scalar();
		};
	}

	private List<Object> sequence(int depth) {
		List<Object> items = new ArrayList<>();
		boolean tables = this.random.nextBoolean();
		for (int count = 1 + this.random.nextInt(3); count > 0; count--) {
			items.add(tables ? mapping(depth - 1, 1) : scalar());
		}
		return items;
	}

	/** A patch of RFC 7396, which may name what is there and what is not. */
	Map<String, @Nullable Object> patch(Map<?, ?> target, int depth) {
		Map<String, @Nullable Object> patch = new LinkedHashMap<>();
		for (int count = 1 + this.random.nextInt(3); count > 0; count--) {
			String key = KEYS.get(this.random.nextInt(KEYS.size()));
			boolean nested = depth > 0 && target.get(key) instanceof Map<?, ?> && this.random.nextInt(4) > 0;
			patch.put(key, nested ? patch((Map<?, ?>) target.get(key), depth - 1)
					: this.random.nextInt(4) == 0 ? null : value(2));
		}
		return patch;
	}

	String yaml(Map<?, ?> root) {
		StringBuilder text = new StringBuilder(this.random.nextInt(4) == 0 ? "\ufeff" : "");
		yamlMapping(text, root, "", " ".repeat(1 + this.random.nextInt(4)));
		return lineEnds(text.toString());
	}

	private void yamlMapping(StringBuilder text, Map<?, ?> mapping, String indent, String step) {
		mapping.forEach((key, value) -> {
			text.append(comment(indent + "# "));
			text.append(indent);
			yamlEntry(text, key, value, indent, step);
		});
	}

	private void yamlEntry(StringBuilder text, Object key, @Nullable Object value, String indent, String step) {
		text.append(quoted(key)).append(this.random.nextInt(5) == 0 ? " :" : ":");
		boolean block = this.random.nextInt(4) > 0;
		if (value instanceof Map<?, ?> nested && block) {
			text.append(trailing("   # "));
			yamlMapping(text, nested, indent + step, step);
		}
		else if (value instanceof List<?> items && block) {
			text.append(trailing(" # "));
			items.forEach(
					(item) -> text.append(indent + step).append("- ").append(json(item, "")).append(trailing("  # ")));
		}
		else {
			text.append(" ".repeat(1 + this.random.nextInt(3))).append(json(value, "")).append(trailing("  # "));
		}
	}

	private String trailing(String start) {
		return (this.random.nextInt(3) == 0) ? start + "c" + this.comments++ + "\n" : "\n";
	}

	private String comment(String start) {
		String blank = (this.random.nextInt(6) == 0) ? "\n" : "";
		return blank + ((this.random.nextInt(4) == 0) ? start + "c" + this.comments++ + "\n" : "");
	}

	String json(Map<?, ?> root, boolean commented) {
		return lineEnds(json(root, commented ? "// " : "")) + (this.random.nextBoolean() ? "\n" : "");
	}

	/** Also what YAML calls flow style. */
	private String json(@Nullable Object value, String comment) {
		String gap = comment.isEmpty() ? List.of("", " ").get(this.random.nextInt(2)) : space(comment);
		List<String> parts = new ArrayList<>();
		if (value instanceof Map<?, ?> mapping) {
			mapping.forEach((key, one) -> parts.add(quoted(key) + ": " + json(one, comment)));
			return "{" + gap + String.join(", " + gap, parts) + (parts.isEmpty() ? "" : gap) + "}";
		}
		if (value instanceof List<?> items) {
			items.forEach((one) -> parts.add(json(one, comment)));
			return "[" + gap + String.join("," + gap + " ", parts) + gap + "]";
		}
		return (value instanceof String string) ? quoted(string) : String.valueOf(value);
	}

	private String space(String comment) {
		return switch (this.random.nextInt(4)) {
			case 0 -> "\n  " + comment + "c" + this.comments++ + "\n  ";
			case 1 -> "\n\t";
			case 2 -> " ";
			default -> "";
		};
	}

	private static String quoted(Object text) {
		return "\"" + String.valueOf(text).replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
	}

	String toml(Map<?, ?> root) {
		StringBuilder text = new StringBuilder();
		List<Map.Entry<?, ?>> tables = new ArrayList<>();
		root.forEach((key, value) -> {
			if (value instanceof Map<?, ?> && this.random.nextBoolean()) {
				tables.add(Map.entry(key, value));
			}
			else {
				text.append(comment("# ")).append(tomlPair(key, value)).append(trailing(" # "));
			}
		});
		tables.forEach((table) -> {
			text.append(comment("# ")).append("[").append(quoted(table.getKey())).append("]").append(trailing(" # "));
			((Map<?, ?>) table.getValue()).forEach((key,
					value) -> text.append(comment("  # ")).append(tomlPair(key, value)).append(trailing("   # ")));
		});
		return lineEnds(text.isEmpty() ? "\n" : text.toString());
	}

	private static String tomlPair(Object key, @Nullable Object value) {
		return quoted(key) + " = " + tomlValue(value);
	}

	private static String tomlValue(@Nullable Object value) {
		List<String> parts = new ArrayList<>();
		if (value instanceof Map<?, ?> mapping) {
			mapping.forEach((key, one) -> parts.add(tomlPair(key, one)));
			return "{ " + String.join(", ", parts) + " }";
		}
		if (value instanceof List<?> items) {
			items.forEach((one) -> parts.add(tomlValue(one)));
			return "[" + String.join(", ", parts) + "]";
		}
		return (value instanceof String string) ? quoted(string) : String.valueOf(value);
	}

	private String lineEnds(String text) {
		return (this.random.nextInt(4) == 0) ? text.replace("\n", "\r\n") : text;
	}

}
