package io.safeconfig.format;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A mapping where the text has it.
 */
final class YamlMapping extends YamlCollection {

	private final List<YamlEntry> entries;

	private final Map<String, YamlEntry> own;

	private final @Nullable YamlNode merged;

	YamlMapping(Props props, Bounds bounds, List<YamlEntry> entries, Map<String, YamlEntry> own,
			@Nullable YamlNode merged, ConfigNode data, Extent extent) {
		super(props, bounds, data, extent);
		this.entries = entries;
		this.own = own;
		this.merged = merged;
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

}
