package io.safeconfig;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.safeconfig.format.ConfigNode;
import io.safeconfig.format.ConfigNode.Mapping;
import io.safeconfig.format.ConfigNode.Sequence;
import io.safeconfig.format.KeyStyle;

/** The nodes of a document that hold no others, by the names of their properties. */
final class Leaves {

	private final KeyStyle style;

	private final Map<String, ConfigNode> leaves = new LinkedHashMap<>();

	private Leaves(KeyStyle style) {
		this.style = style;
	}

	static Map<String, ConfigNode> of(ConfigNode root, KeyStyle style) {
		if (style == KeyStyle.WHOLE_NAMES && root instanceof Mapping mapping) {
			return mapping.entries();
		}
		Leaves leaves = new Leaves(style);
		if (!(root instanceof Mapping mapping && mapping.entries().isEmpty())) {
			leaves.collect("", root);
		}
		return Collections.unmodifiableMap(leaves.leaves);
	}

	private void collect(String name, ConfigNode node) {
		if (node instanceof Mapping mapping && !mapping.entries().isEmpty()) {
			mapping.entries().forEach((key, value) -> collect(PropertyNames.child(name, key, this.style), value));
		}
		else if (node instanceof Sequence sequence && !sequence.items().isEmpty()) {
			List<ConfigNode> items = sequence.items();
			for (int index = 0; index < items.size(); index++) {
				collect(name + "[" + index + "]", items.get(index));
			}
		}
		else {
			add(name, node);
		}
	}

	private void add(String name, ConfigNode leaf) {
		if (this.leaves.put(name, leaf) != null) {
			throw new PlaceException("it spells the property " + ConfigFileException.quoted(name) + " twice");
		}
	}

}
