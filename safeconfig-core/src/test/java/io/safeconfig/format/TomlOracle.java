package io.safeconfig.format;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;
import org.tomlj.TomlVersion;

import io.safeconfig.format.ConfigNode.Mapping;
import io.safeconfig.format.ConfigNode.Scalar;
import io.safeconfig.format.ConfigNode.Sequence;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Says what the library reads from a text, on a way of its own.
 */
final class TomlOracle {

	private TomlOracle() {
	}

	static boolean accepts(String text) {
		return !Toml.parse(text, TomlVersion.V1_1_0).hasErrors();
	}

	static Object read(String text) {
		TomlParseResult result = Toml.parse(text.startsWith("\uFEFF") ? text.substring(1) : text, TomlVersion.V1_1_0);
		assertThat(result.errors()).isEmpty();
		return plain(result);
	}

	private static Object plain(Object value) {
		if (value instanceof TomlTable table) {
			Map<String, Object> map = new HashMap<>();
			table.toMap().forEach((key, item) -> map.put(key, plain(item)));
			return map;
		}
		if (value instanceof TomlArray array) {
			List<Object> list = new ArrayList<>();
			array.toList().forEach((item) -> list.add(plain(item)));
			return list;
		}
		return positive(value);
	}

	/** The same for a node; a decimal number is the double that it stands for. */
	static Object plain(ConfigNode node) {
		if (node instanceof Mapping mapping) {
			Map<String, Object> map = new HashMap<>();
			mapping.entries().forEach((key, value) -> map.put(key, plain(value)));
			return map;
		}
		if (node instanceof Sequence sequence) {
			List<Object> list = new ArrayList<>();
			sequence.items().forEach((item) -> list.add(plain(item)));
			return list;
		}
		Object value = ((Scalar) node).value();
		return positive((value instanceof BigDecimal number) ? (Object) number.doubleValue() : value);
	}

	/** A decimal number has no negative zero. */
	private static Object positive(Object value) {
		return (value instanceof Double number && number == 0.0) ? (Object) 0.0 : value;
	}

}
