package io.safeconfig.format;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;

import io.safeconfig.format.ConfigNode.Mapping;
import io.safeconfig.format.ConfigNode.Scalar;
import io.safeconfig.format.ConfigNode.Sequence;

/**
 * Turns what the library has read into nodes, along the tree that this package has read.
 * Both must have the same shape, or else an edit could go to the wrong place.
 */
final class TomlData {

	private final SourceText source;

	private TomlData(SourceText source) {
		this.source = source;
	}

	static ConfigNode of(SourceText source, TomlNode root, TomlTable table) {
		return new TomlData(source).node(root, table);
	}

	private ConfigNode node(TomlNode node, @Nullable Object value) {
		if (value instanceof TomlTable table && node.isTable()) {
			return mapping(node, table);
		}
		if (value instanceof TomlArray array && !node.isTable() && node.elements().size() == array.size()) {
			return sequence(node, array);
		}
		TomlItem item = node.item();
		if (value == null || item == null || item.kind() != TomlItem.Kind.SCALAR) {
			throw mismatch(node);
		}
		return scalar(item, value);
	}

	private Mapping mapping(TomlNode node, TomlTable table) {
		if (table.size() != node.children().size()) {
			throw mismatch(node);
		}
		Map<String, ConfigNode> entries = new LinkedHashMap<>();
		node.children().forEach((key, child) -> entries.put(key, node(child, table.get(List.of(key)))));
		return new Mapping(entries);
	}

	private Sequence sequence(TomlNode node, TomlArray array) {
		List<ConfigNode> items = new ArrayList<>();
		for (int index = 0; index < array.size(); index++) {
			items.add(node(node.elements().get(index), array.get(index)));
		}
		return new Sequence(items);
	}

	private Scalar scalar(TomlItem item, Object value) {
		if (value instanceof String string) {
			return Scalar.of(string);
		}
		String text = this.source.text().substring(item.start(), item.end());
		if (value instanceof Double number && !number.isNaN() && !number.isInfinite()) {
			return new Scalar(decimal(item, text), text);
		}
		return new Scalar(value, text);
	}

	private BigDecimal decimal(TomlItem item, String text) {
		try {
			return new BigDecimal(text.replace("_", ""));
		}
		catch (NumberFormatException ex) {
			throw this.source.failure("a number has an exponent that is too large", item.start());
		}
	}

	private ContentException mismatch(TomlNode node) {
		return this.source.failure("the structure of the file is not understood", node.start());
	}

}
