package io.safeconfig;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.safeconfig.format.KeyStyle;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one mapping by the steps that lead to them, so that a look-up does not walk
 * over all of them.
 */
final class KeyIndex {

	private final Map<String, List<SpelledKey>> keys = new HashMap<>();

	private final KeyStyle style;

	private int longest = 1;

	KeyIndex(Set<String> keys, KeyStyle style) {
		this.style = style;
		keys.forEach(this::add);
	}

	private void add(String key) {
		SpelledKey spelled = SpelledKey.of(key);
		put(PathSegment.uniform(key), spelled);
		List<PathSegment> parts = spelled.parts();
		if (parts != null && (parts.size() > 1 || !parts.get(0).text().equals(key))) {
			put(joined(parts), spelled);
			this.longest = Math.max(this.longest, parts.size());
		}
	}

	private void put(String steps, SpelledKey key) {
		this.keys.computeIfAbsent(steps, (absent) -> new ArrayList<>(1)).add(key);
	}

	/** How many steps the longest key takes. */
	int longest() {
		return this.longest;
	}

	/** The keys to which exactly these steps lead. */
	List<String> find(List<PathSegment> steps) {
		List<String> found = new ArrayList<>(1);
		for (SpelledKey candidate : this.keys.getOrDefault(joined(steps), List.of())) {
			if (isReached(candidate, steps)) {
				found.add(candidate.key());
			}
		}
		return found;
	}

	/** A step that is exactly one key is never a part of a key that lies in a tree. */
	private boolean isReached(SpelledKey key, List<PathSegment> steps) {
		if (this.style == KeyStyle.WHOLE_NAMES || steps.stream().noneMatch(PathSegment::isKey)) {
			return key.isReachedBy(steps);
		}
		return steps.size() == 1 && (steps.get(0).matches(key.key())
				|| (this.style == KeyStyle.PROPERTY_NAMES && key.isBracketed(steps.get(0).text())));
	}

	private static String joined(List<PathSegment> steps) {
		StringBuilder joined = new StringBuilder(steps.get(0).uniform());
		steps.subList(1, steps.size()).forEach((step) -> joined.append('\0').append(step.uniform()));
		return joined.toString();
	}

	/**
	 * A key and what it reads as.
	 *
	 * @param key the key
	 * @param parts its parts as a property name; {@code null} if it is none
	 */
	record SpelledKey(String key, @Nullable List<PathSegment> parts) {

		static SpelledKey of(String key) {
			return new SpelledKey(key, PropertyNames.parse(key));
		}

		/** Whether this is how Spring writes a key that is to be taken exactly. */
		boolean isBracketed(String text) {
			return this.key.equals("[" + text + "]");
		}

		boolean isReachedBy(List<PathSegment> steps) {
			if (steps.size() == 1 && steps.get(0).matches(this.key)) {
				return true;
			}
			return this.parts != null && this.parts.size() == steps.size() && startsWith(steps);
		}

		/** Whether these steps lead to the key or to its first parts. */
		boolean startsWith(List<PathSegment> steps) {
			if (this.parts == null || this.parts.size() < steps.size()) {
				return false;
			}
			for (int index = 0; index < steps.size(); index++) {
				if (!steps.get(index).matches(this.parts.get(index))) {
					return false;
				}
			}
			return true;
		}

	}

}
