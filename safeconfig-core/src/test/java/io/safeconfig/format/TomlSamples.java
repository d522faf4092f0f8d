package io.safeconfig.format;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.safeconfig.format.ConfigNode.Mapping;
import io.safeconfig.format.ConfigNode.Scalar;
import io.safeconfig.format.ConfigNode.Sequence;

/**
 * Builds paths, values and content.
 */
final class TomlSamples {

	private TomlSamples() {
	}

	static NodePath at(Object... steps) {
		NodePath path = NodePath.ROOT;
		for (Object step : steps) {
			path = (step instanceof Integer position) ? path.index(position) : path.key((String) step);
		}
		return path;
	}

	/** A value of which maps are mappings, lists are sequences and the rest scalars. */
	static ConfigNode node(Object value) {
		if (value instanceof Map<?, ?> map) {
			Map<String, ConfigNode> entries = new LinkedHashMap<>();
			map.forEach((key, item) -> entries.put((String) key, node(item)));
			return new Mapping(entries);
		}
		if (value instanceof List<?> list) {
			List<ConfigNode> items = new ArrayList<>();
			list.forEach((item) -> items.add(node(item)));
			return new Sequence(items);
		}
		if (value instanceof Integer number) {
			return new Scalar(number.longValue(), number.toString());
		}
		return (value != null) ? new Scalar(value, value.toString()) : Scalar.NULL;
	}

	static Map<String, Object> map(Object... keysAndValues) {
		Map<String, Object> map = new LinkedHashMap<>();
		for (int index = 0; index < keysAndValues.length; index += 2) {
			map.put((String) keysAndValues[index], keysAndValues[index + 1]);
		}
		return map;
	}

	static BigDecimal decimal(String text) {
		return new BigDecimal(text);
	}

	static ConfigContent parse(String text) {
		return parse(text.getBytes(StandardCharsets.UTF_8));
	}

	static ConfigContent parse(byte[] bytes) {
		return ConfigFormat.toml().parse(bytes, ConfigLimits.DEFAULTS);
	}

	static String text(ConfigContent content) {
		return new String(content.toBytes(), StandardCharsets.UTF_8);
	}

	static ContentEdit set(Object value, Object... steps) {
		return new ContentEdit.Replace(at(steps), node(value));
	}

	static ContentEdit add(Object value, Object... steps) {
		return new ContentEdit.Add(at(steps), node(value));
	}

	static ContentEdit remove(Object... steps) {
		return new ContentEdit.Remove(at(steps));
	}

	static ContentEdit rename(String key, Object... steps) {
		return new ContentEdit.Rename(at(steps), key);
	}

}
