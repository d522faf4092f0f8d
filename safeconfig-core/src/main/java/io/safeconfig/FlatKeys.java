package io.safeconfig;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.safeconfig.KeyIndex.SpelledKey;

/** The keys of a flat document, as a tree that they spell. */
final class FlatKeys {

	private final List<SpelledKey> keys;

	FlatKeys(Set<String> keys) {
		this.keys = keys.stream().map(SpelledKey::of).toList();
	}

	/** The keys that are longer than a path and begin with it. */
	List<SpelledKey> below(ConfigPath path) {
		return below(path.segments());
	}

	private List<SpelledKey> below(List<PathSegment> steps) {
		return this.keys.stream()
			.filter((key) -> key.parts() != null && key.parts().size() > steps.size() && key.startsWith(steps))
			.toList();
	}

	/** The keys below a path by what is left of their names there. */
	Map<String, String> namesBelow(ConfigPath path) {
		Map<String, String> names = new LinkedHashMap<>();
		for (SpelledKey key : below(path)) {
			int end = PropertyNames.end(key.key(), path.segments().size());
			String rest = key.key().substring(end);
			names.put(rest.startsWith(".") ? rest.substring(1) : rest, key.key());
		}
		return names;
	}

	/** The keys of the items of a list, from a position on. */
	List<SpelledKey> items(ConfigPath list, int from) {
		int part = list.segments().size();
		return below(list).stream()
			.filter((key) -> Objects.requireNonNull(key.parts()).get(part).isIndex() && position(key, part) >= from)
			.toList();
	}

	static int position(SpelledKey key, int part) {
		return Objects.requireNonNull(key.parts()).get(part).position();
	}

	/** How many items a list has. */
	int size(ConfigPath list) {
		int part = list.segments().size();
		return items(list, 0).stream().mapToInt((key) -> position(key, part) + 1).max().orElse(0);
	}

	/**
	 * A new key, which begins like those that share its first steps.
	 * @throws PlaceException if no name of a property says these steps
	 */
	String spell(ConfigPath path) {
		String key = spelled(path.segments());
		if (!SpelledKey.of(key).isReachedBy(path.segments())) {
			throw new PlaceException("a property file cannot say a key with brackets, or an empty one, in this place");
		}
		return key;
	}

	private String spelled(List<PathSegment> steps) {
		if (steps.size() == 1 && !steps.get(0).isIndex() && steps.get(0).kind() != PathSegment.Kind.BRACKETED) {
			return steps.get(0).text();
		}
		for (int common = steps.size() - 1; common > 0; common--) {
			List<SpelledKey> neighbours = below(steps.subList(0, common));
			if (!neighbours.isEmpty()) {
				return NewKeys.continued(neighbours.get(neighbours.size() - 1).key(), common, steps);
			}
		}
		return PropertyNames.print(steps);
	}

}
