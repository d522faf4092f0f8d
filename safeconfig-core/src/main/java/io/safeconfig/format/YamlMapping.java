package io.safeconfig.format;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A mapping where the text has it.
 */
final class YamlMapping extends YamlNode {

	private final boolean flow;

	private final int outerEnd;

	private final List<YamlEntry> entries;

	private final Map<String, YamlEntry> own;

	private final @Nullable YamlNode merged;

	private final ConfigNode data;

	private final Extent extent;

	YamlMapping(Props props, Bounds bounds, List<YamlEntry> entries, Map<String, YamlEntry> own,
			@Nullable YamlNode merged, ConfigNode data, Extent extent) {
		super(props, bounds.end());
		this.flow = bounds.flow();
		this.outerEnd = bounds.outerEnd();
		this.entries = entries;
		this.own = own;
		this.merged = merged;
		this.data = data;
		this.extent = extent;
	}

	/** Where a collection ends. */
	record Bounds(boolean flow, int end, int outerEnd) {

	}

	/** With merge keys. */
	List<YamlEntry> entries() {
		return this.entries;
	}

	/** The entry that is written here, not inherited by a merge key. */
	@Nullable YamlEntry own(String name) {
		return this.own.get(name);
	}

	/** What the merge key brings, if there is one. */
	@Nullable YamlNode merged() {
		return this.merged;
	}

	YamlEntry last() {
		return this.entries.get(this.entries.size() - 1);
	}

	boolean flow() {
		return this.flow;
	}

	@Override
	boolean inline() {
		return this.flow;
	}

	@Override
	int outerEnd() {
		return this.outerEnd;
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
