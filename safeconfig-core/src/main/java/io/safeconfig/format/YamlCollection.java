package io.safeconfig.format;

/**
 * A mapping or sequence where the text has it.
 */
abstract sealed class YamlCollection extends YamlNode permits YamlMapping, YamlSequence {

	private final Bounds bounds;

	private final ConfigNode data;

	private final Extent extent;

	YamlCollection(Props props, Bounds bounds, ConfigNode data, Extent extent) {
		super(props, bounds.end());
		this.bounds = bounds;
		this.data = data;
		this.extent = extent;
	}

	/** Where a collection ends, and whether it is a flow. */
	record Bounds(boolean flow, int end, int outerEnd) {

	}

	final boolean flow() {
		return this.bounds.flow();
	}

	@Override
	final boolean inline() {
		return flow();
	}

	@Override
	final int outerEnd() {
		return this.bounds.outerEnd();
	}

	@Override
	final ConfigNode data() {
		return this.data;
	}

	@Override
	final Extent extent() {
		return this.extent;
	}

}
