package io.safeconfig.format;

import java.util.List;

/**
 * A sequence where the text has it.
 */
final class YamlSequence extends YamlCollection {

	private final List<YamlItem> items;

	YamlSequence(Props props, Bounds bounds, List<YamlItem> items, ConfigNode data, Extent extent) {
		super(props, bounds, data, extent);
		this.items = items;
	}

	List<YamlItem> items() {
		return this.items;
	}

}
