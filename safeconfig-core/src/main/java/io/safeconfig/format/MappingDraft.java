package io.safeconfig.format;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.safeconfig.format.ConfigNode.Mapping;
import io.safeconfig.format.ContentEdit.Add;
import io.safeconfig.format.ContentEdit.Rename;
import io.safeconfig.format.ContentEdit.Replace;
import io.safeconfig.format.NodePath.Step;
import org.jspecify.annotations.Nullable;

/**
 * A mapping while edits are carried out. None of them takes longer in a larger mapping,
 * not even one that renames a key in its place.
 */
final class MappingDraft implements NodeDraft.Children {

	private final List<Slot> slots = new ArrayList<>();

	private final Map<String, Slot> slotsByKey = new HashMap<>();

	MappingDraft(Mapping mapping) {
		mapping.entries().forEach(this::add);
	}

	@Override
	public NodeDraft get(Step step) {
		return require(this.slotsByKey.get(name(step))).value;
	}

	@Override
	public void change(Step step, ContentEdit edit) {
		String key = name(step);
		if (edit instanceof Add add) {
			requireAbsent(key);
			add(key, add.value());
			return;
		}
		Slot slot = require(this.slotsByKey.get(key));
		if (edit instanceof Replace replace) {
			slot.value = new NodeDraft(replace.value());
			return;
		}
		this.slotsByKey.remove(key);
		slot.key = null;
		if (edit instanceof Rename rename) {
			requireAbsent(rename.key());
			slot.key = rename.key();
			this.slotsByKey.put(rename.key(), slot);
		}
	}

	@Override
	public ConfigNode toNode() {
		Map<String, ConfigNode> entries = new LinkedHashMap<>();
		for (Slot slot : this.slots) {
			if (slot.key != null) {
				entries.put(slot.key, slot.value.toNode());
			}
		}
		return new Mapping(entries);
	}

	private void add(String key, ConfigNode value) {
		Slot slot = new Slot(key, new NodeDraft(value));
		this.slots.add(slot);
		this.slotsByKey.put(key, slot);
	}

	private void requireAbsent(String key) {
		if (this.slotsByKey.containsKey(key)) {
			throw new IllegalArgumentException("There is such a key already");
		}
	}

	private static String name(Step step) {
		return ((NodePath.Key) step).name();
	}

	private static Slot require(@Nullable Slot slot) {
		if (slot == null) {
			throw new IllegalArgumentException("There is no such node");
		}
		return slot;
	}

	/** A place in the order; without a key when what was there has been removed. */
	private static final class Slot {

		private @Nullable String key;

		private NodeDraft value;

		private Slot(String key, NodeDraft value) {
			this.key = key;
			this.value = value;
		}

	}

}
