package io.safeconfig;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.safeconfig.SequenceAlignment.Step;
import io.safeconfig.format.ConfigNode;
import io.safeconfig.format.ConfigNode.Mapping;
import io.safeconfig.format.ConfigNode.Scalar;
import io.safeconfig.format.ConfigNode.Sequence;
import org.jspecify.annotations.Nullable;

/**
 * What must be written into a file whose values were read as one thing and shall be
 * another. A value that stays the same is left as the file has it, which may be a
 * placeholder, or nothing where there is a default.
 */
final class Difference {

	private final ConfigValues file;

	Difference(ConfigValues file) {
		this.file = file;
	}

	/** The leaves that differ; null for those that shall go. */
	Mapping of(ConfigPath path, Mapping before, Mapping after) {
		Map<String, ConfigNode> changes = new LinkedHashMap<>();
		before.entries().keySet().forEach((key) -> {
			if (!after.entries().containsKey(key)) {
				changes.put(key, Scalar.NULL);
			}
		});
		after.entries().forEach((key, value) -> {
			ConfigNode old = before.entries().getOrDefault(key, Scalar.NULL);
			if (!old.equals(value)) {
				changes.put(key, changed(path.name(key), old, value));
			}
		});
		return new Mapping(changes);
	}

	private ConfigNode changed(ConfigPath path, ConfigNode before, ConfigNode after) {
		if (before instanceof Mapping old && after instanceof Mapping value) {
			return of(path, old, value);
		}
		if (before instanceof Sequence old && after instanceof Sequence value) {
			return changed(path, old, value);
		}
		return withoutNulls(after);
	}

	private ConfigNode changed(ConfigPath path, Sequence before, Sequence after) {
		ConfigNode present = this.file.node(path).orElse(null);
		if (present instanceof Mapping && !after.items().isEmpty()) {
			return numbered(path, before, after);
		}
		List<ConfigNode> items = (present instanceof Sequence sequence) ? sequence.items()
				: (present instanceof Scalar list) ? CommaList.of(list).scalars() : List.of();
		return items(items, before, after);
	}

	/** A list that a property file has as {@code name[0]}, {@code name[1]}. */
	private Mapping numbered(ConfigPath path, Sequence before, Sequence after) {
		Map<String, ConfigNode> changes = new LinkedHashMap<>();
		for (int index = 0; index < Math.max(before.items().size(), after.items().size()); index++) {
			ConfigNode old = item(before, index);
			ConfigNode value = item(after, index);
			if (!old.equals(value)) {
				changes.put("[" + index + "]", changed(path.index(index), old, value));
			}
		}
		return new Mapping(changes);
	}

	private static ConfigNode item(Sequence sequence, int index) {
		return (index < sequence.items().size()) ? sequence.items().get(index) : Scalar.NULL;
	}

	/** Each item keeps what the file has of it and the values do not tell. */
	private static Sequence items(List<ConfigNode> present, Sequence before, Sequence after) {
		if (present.size() != before.items().size()) {
			return new Sequence(after.items().stream().map(Difference::withoutNulls).toList());
		}
		List<ConfigNode> items = new ArrayList<>();
		for (Step step : SequenceAlignment.of(before.items(), after.items())) {
			if (step.isNew()) {
				items.add(withoutNulls(after.items().get(step.wanted())));
			}
			else if (!step.isGone()
					&& hasNothingOf(before.items().get(step.present()), after.items().get(step.wanted()))) {
				items.add(withoutNulls(after.items().get(step.wanted())));
			}
			else if (!step.isGone()) {
				items.add(rewritten(present.get(step.present()), before.items().get(step.present()),
						after.items().get(step.wanted())));
			}
		}
		return new Sequence(items);
	}

	/** Another record, to which nothing belongs that the file has beside the old one. */
	private static boolean hasNothingOf(ConfigNode before, ConfigNode after) {
		return before instanceof Mapping old && after instanceof Mapping value
				&& value.entries().entrySet().stream().noneMatch(old.entries().entrySet()::contains);
	}

	private static ConfigNode rewritten(ConfigNode present, ConfigNode before, ConfigNode after) {
		if (before.equals(after)) {
			return present;
		}
		if (present instanceof Mapping file && before instanceof Mapping old && after instanceof Mapping value) {
			return rewrittenMapping(file, old, value);
		}
		if (present instanceof Sequence file && before instanceof Sequence old && after instanceof Sequence value) {
			return items(file.items(), old, value);
		}
		return withoutNulls(after);
	}

	private static Mapping rewrittenMapping(Mapping present, Mapping before, Mapping after) {
		Map<String, ConfigNode> entries = new LinkedHashMap<>(present.entries());
		before.entries().keySet().forEach((key) -> {
			if (isNull(after.entries().get(key))) {
				entries.remove(spelled(present, key));
			}
		});
		after.entries().forEach((key, value) -> {
			ConfigNode old = before.entries().getOrDefault(key, Scalar.NULL);
			ConfigNode file = present.entries().get(spelled(present, key));
			if (!isNull(value) && !old.equals(value)) {
				entries.put(spelled(present, key), (file != null) ? rewritten(file, old, value) : withoutNulls(value));
			}
		});
		return new Mapping(entries);
	}

	private static boolean isNull(@Nullable ConfigNode node) {
		return node == null || Scalar.NULL.equals(node);
	}

	private static String spelled(Mapping present, String key) {
		if (present.entries().containsKey(key)) {
			return key;
		}
		return Objects.requireNonNull(present.entries()
			.keySet()
			.stream()
			.filter((one) -> PathSegment.uniform(one).equals(PathSegment.uniform(key)))
			.findFirst()
			.orElse(key));
	}

	private static ConfigNode withoutNulls(ConfigNode value) {
		if (value instanceof Sequence sequence) {
			return new Sequence(sequence.items().stream().map(Difference::withoutNulls).toList());
		}
		if (!(value instanceof Mapping mapping)) {
			return value;
		}
		Map<String, ConfigNode> entries = new LinkedHashMap<>();
		mapping.entries().forEach((key, one) -> {
			if (!isNull(one)) {
				entries.put(key, withoutNulls(one));
			}
		});
		return new Mapping(entries);
	}

}
