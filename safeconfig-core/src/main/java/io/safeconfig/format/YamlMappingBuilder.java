package io.safeconfig.format;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.safeconfig.format.ConfigNode.Mapping;
import io.safeconfig.format.YamlCollection.Bounds;
import io.safeconfig.format.YamlNode.Extent;
import io.safeconfig.format.YamlNode.Props;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;

/**
 * Gathers the entries of a mapping and works out what it says, with what merge keys
 * bring.
 */
final class YamlMappingBuilder {

	private final SourceText source;

	private final YamlBudget budget;

	private final List<YamlEntry> entries = new ArrayList<>();

	private final Map<String, YamlEntry> own = new LinkedHashMap<>();

	/**
	 * Strings are left to the names. All of these are compared fast, whatever they hash
	 * to.
	 */
	private final Set<Object> values = new HashSet<>();

	private @Nullable YamlEntry merge;

	private long size = 1;

	private int height;

	YamlMappingBuilder(SourceText source, YamlBudget budget) {
		this.source = source;
		this.budget = budget;
	}

	void add(YamlEntry entry) {
		this.entries.add(entry);
		if (isMerge(entry.key())) {
			requireNew(this.merge == null, entry);
			this.merge = entry;
			return;
		}
		requireNew(this.own.put(entry.name(), entry) == null && newValue(entry.key()), entry);
		Extent extent = entry.value().extent();
		this.size += extent.size();
		this.height = Math.max(this.height, extent.height());
		this.budget.requireSize(this.size, entry.start());
	}

	private static boolean isMerge(YamlNode key) {
		return key instanceof YamlScalar scalar && scalar.style() == ScalarStyle.PLAIN
				&& scalar.data().text().equals("<<") && scalar.props().tag() == null;
	}

	private boolean newValue(YamlNode key) {
		if (!(key.data() instanceof ConfigNode.Scalar scalar) || scalar.value() instanceof String
				|| scalar.value() instanceof YamlOpaque) {
			return true;
		}
		return this.values.add((scalar.value() != null) ? scalar.value() : Void.class);
	}

	private void requireNew(boolean isNew, YamlEntry entry) {
		if (!isNew) {
			throw this.source.failure("a key occurs twice in the same mapping", entry.start());
		}
	}

	int lastEnd(int otherwise) {
		return this.entries.isEmpty() ? otherwise : this.entries.get(this.entries.size() - 1).end();
	}

	int lastOuterEnd(int otherwise) {
		return this.entries.isEmpty() ? otherwise : this.entries.get(this.entries.size() - 1).outerEnd();
	}

	YamlMapping build(Props props, Bounds bounds) {
		Map<String, ConfigNode> data = new LinkedHashMap<>();
		if (this.merge != null) {
			inherit(this.merge.value(), data);
		}
		this.own.forEach((name, entry) -> data.put(name, entry.value().data()));
		Extent extent = new Extent(this.size, this.height + 1);
		YamlNode merged = (this.merge != null) ? this.merge.value() : null;
		return new YamlMapping(props, bounds, this.entries, this.own, merged,
				YamlComposer.tagged(props, new Mapping(data)), extent);
	}

	private void inherit(YamlNode value, Map<String, ConfigNode> data) {
		YamlNode node = (value instanceof YamlAlias alias) ? alias.target() : value;
		this.height = Math.max(this.height, node.extent().height());
		if (node instanceof YamlSequence sequence) {
			sequence.items().forEach((item) -> inheritOne(item.value(), data));
		}
		else {
			inheritOne(node, data);
		}
	}

	/** What is inherited first stays. */
	private void inheritOne(YamlNode value, Map<String, ConfigNode> data) {
		YamlNode node = (value instanceof YamlAlias alias) ? alias.target() : value;
		if (!(node.data() instanceof Mapping mapping)) {
			throw this.source.failure("a merge key needs a mapping, or a sequence of mappings", value.start());
		}
		this.size += node.extent().size();
		this.budget.requireSize(this.size, value.start());
		mapping.entries().forEach(data::putIfAbsent);
	}

}
