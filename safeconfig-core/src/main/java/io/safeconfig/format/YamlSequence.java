package io.safeconfig.format;

import java.util.List;

/**
 * A sequence where the text has it.
 */
final class YamlSequence extends YamlNode {

	private final YamlMapping.Bounds bounds;

	private final List<YamlItem> items;

	private final ConfigNode data;

	private final Extent extent;

	YamlSequence(Props props, YamlMapping.Bounds bounds, List<YamlItem> items, ConfigNode data, Extent extent) {
		super(props, bounds.end());
		this.bounds = bounds;
		this.items = items;
		this.data = data;
		this.extent = extent;
	}

	List<YamlItem> items() {
		return this.items;
	}

	boolean flow() {
		return this.bounds.flow();
	}

	@Override
	boolean inline() {
		return this.bounds.flow();
	}

	@Override
	int outerEnd() {
		return this.bounds.outerEnd();
	}

	@Override
	ConfigNode data() {
		return this.data;
	}

	@Override
	Extent extent() {
		return this.extent;
	}

}
