package io.safeconfig.format;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.safeconfig.format.ConfigNode.Mapping;
import io.safeconfig.format.ConfigNode.Scalar;
import io.safeconfig.format.ConfigNode.Sequence;

/**
 * An edit with the file that it shall leave. In the texts a backtick stands for a double
 * quote.
 */
record JsonCase(String name, String input, List<ContentEdit> edits, String expected) {

	static JsonCase of(String name, String input, ContentEdit edit, String expected) {
		return new JsonCase(name, quoted(input), List.of(edit), quoted(expected));
	}

	static String quoted(String text) {
		return text.replace('`', '"');
	}

	static ContentEdit set(NodePath path, Object value) {
		return new ContentEdit.Replace(path, node(value));
	}

	static ContentEdit add(NodePath path, Object value) {
		return new ContentEdit.Add(path, node(value));
	}

	static ContentEdit remove(NodePath path) {
		return new ContentEdit.Remove(path);
	}

	static ContentEdit rename(NodePath path, String key) {
		return new ContentEdit.Rename(path, key);
	}

	static NodePath at(Object... steps) {
		NodePath path = NodePath.ROOT;
		for (Object step : steps) {
			path = (step instanceof Integer index) ? path.index(index) : path.key((String) step);
		}
		return path;
	}

	static Map<String, Object> map(Object... keysAndValues) {
		Map<String, Object> map = new LinkedHashMap<>();
		for (int index = 0; index < keysAndValues.length; index += 2) {
			map.put((String) keysAndValues[index], keysAndValues[index + 1]);
		}
		return map;
	}

	static ConfigNode node(Object value) {
		if (value == null) {
			return Scalar.NULL;
		}
		if (value instanceof ConfigNode node) {
			return node;
		}
		if (value instanceof Map<?, ?> map) {
			Map<String, ConfigNode> entries = new LinkedHashMap<>();
			map.forEach((key, item) -> entries.put((String) key, node(item)));
			return new Mapping(entries);
		}
		if (value instanceof List<?> list) {
			return new Sequence(list.stream().map(JsonCase::node).toList());
		}
		if (value instanceof Integer number) {
			return new Scalar(number.longValue(), number.toString());
		}
		String text = (value instanceof BigDecimal decimal) ? decimal.toPlainString() : value.toString();
		return new Scalar(value, text);
	}

	String edit(ConfigFormat format) {
		ConfigContent content = format.parse(bytes(this.input), ConfigLimits.DEFAULTS);
		return new String(content.edit(0, this.edits).toBytes(), StandardCharsets.UTF_8);
	}

	static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	@Override
	public String toString() {
		return this.name;
	}

}
