package io.safeconfig.format;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.safeconfig.format.ConfigNode.Mapping;
import io.safeconfig.format.ConfigNode.Scalar;
import io.safeconfig.format.ConfigNode.Sequence;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Reads edits from a line such as {@code replace server/port 9090}. Values are written in
 * YAML and read by SnakeYAML's own constructor.
 */
final class YamlEdits {

	private YamlEdits() {
	}

	static ContentEdit edit(String line) {
		String[] words = line.split(" ", 3);
		NodePath path = path(words[1]);
		return switch (words[0]) {
			case "replace" -> new ContentEdit.Replace(path, value(words[2]));
			case "add" -> new ContentEdit.Add(path, value(words[2]));
			case "remove" -> new ContentEdit.Remove(path);
			case "rename" -> new ContentEdit.Rename(path, (String) load(words[2]));
			default -> throw new IllegalArgumentException(line);
		};
	}

	static NodePath path(String text) {
		NodePath path = NodePath.ROOT;
		for (String step : text.split("/")) {
			path = step.matches("\\[\\d+]") ? path.index(Integer.parseInt(step.substring(1, step.length() - 1)))
					: path.key(step.replace("~1", "/").replace("~_", " "));
		}
		return path;
	}

	private static Object load(String text) {
		return new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
	}

	static ConfigNode value(String text) {
		return node(load(text));
	}

	static ConfigNode node(Object value) {
		if (value instanceof Map<?, ?> map) {
			Map<String, ConfigNode> entries = new LinkedHashMap<>();
			map.forEach((key, child) -> entries.put(String.valueOf(key), node(child)));
			return new Mapping(entries);
		}
		if (value instanceof List<?> list) {
			return new Sequence(list.stream().map(YamlEdits::node).toList());
		}
		return new Scalar(scalar(value), (value != null) ? value.toString() : "");
	}

	private static Object scalar(Object value) {
		if (value instanceof Integer number) {
			return number.longValue();
		}
		if (value instanceof Double number && Double.isFinite(number)) {
			return new BigDecimal(number.toString());
		}
		if (value == null || value instanceof String || value instanceof Boolean || value instanceof Long
				|| value instanceof BigInteger || value instanceof Double) {
			return value;
		}
		throw new IllegalArgumentException(value.getClass().getName());
	}

}
