package io.safeconfig;

import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

import io.safeconfig.KeyIndex.SpelledKey;
import io.safeconfig.Places.Place;
import io.safeconfig.format.ConfigNode;
import io.safeconfig.format.ConfigNode.Mapping;
import io.safeconfig.format.ConfigNode.Scalar;
import io.safeconfig.format.ConfigNode.Sequence;
import io.safeconfig.format.ContentEdit;
import io.safeconfig.format.ContentEdit.Add;
import io.safeconfig.format.ContentEdit.Replace;
import io.safeconfig.format.KeyStyle;
import org.jspecify.annotations.Nullable;

/** Adds what is not there, below the deepest part of its path that is. */
final class NewKeys {

	private final Places places;

	private final KeyStyle style;

	NewKeys(Places places, KeyStyle style) {
		this.places = places;
		this.style = style;
	}

	/** The edit that adds a value at a path where there is none. */
	ContentEdit add(ConfigPath path, ConfigNode value) {
		for (int steps = path.segments().size() - 1; steps >= 0; steps--) {
			Optional<Place> holder = this.places.find(path.first(steps));
			if (holder.isPresent()) {
				return addTo(holder.get(), path, steps, value);
			}
		}
		throw new IllegalStateException("There is always a root");
	}

	private ContentEdit addTo(Place holder, ConfigPath path, int steps, ConfigNode value) {
		List<PathSegment> rest = path.segments().subList(steps, path.segments().size());
		if (holder.node() instanceof Mapping mapping) {
			return addKey(holder, mapping, path, rest, value);
		}
		if (holder.node() instanceof Sequence sequence) {
			if (!rest.get(0).isIndex()) {
				throw new PlaceException("there is a sequence, whose items have positions and no keys", holder.path());
			}
			if (rest.get(0).position() != sequence.items().size()) {
				throw missing(path);
			}
			return new Add(holder.path().index(sequence.items().size()), nest(path, rest, 1, value));
		}
		if (holder.node() instanceof Scalar scalar && scalar.isNull() && !holder.path().isRoot()) {
			return new Replace(holder.path(), nest(path, rest, 0, value));
		}
		throw new PlaceException("there is a single value, which can have no keys below it", holder.path());
	}

	private ContentEdit addKey(Place holder, Mapping mapping, ConfigPath path, List<PathSegment> rest,
			ConfigNode value) {
		String dotted = dotted(mapping, rest);
		if (dotted != null) {
			return new Add(holder.path().key(dotted), value);
		}
		if (rest.get(0).isIndex()) {
			throw missing(path);
		}
		return new Add(holder.path().key(key(rest.get(0))), nest(path, rest, 1, value));
	}

	/** A file that writes {@code a.b: 1} gets {@code a.c: 2} beside it. */
	private static @Nullable String dotted(Mapping mapping, List<PathSegment> rest) {
		if (rest.stream().anyMatch(PathSegment::isKey)) {
			return null;
		}
		for (int common = rest.size() - 1; common > 0; common--) {
			for (String key : mapping.entries().keySet()) {
				SpelledKey spelled = SpelledKey.of(key);
				if (spelled.parts() != null && spelled.parts().size() > common
						&& spelled.startsWith(rest.subList(0, common))) {
					return continued(key, common, rest);
				}
			}
		}
		return null;
	}

	/** The first parts as that key spells them, and then the rest of the steps. */
	static String continued(String key, int parts, List<PathSegment> steps) {
		StringBuilder name = new StringBuilder(key.substring(0, PropertyNames.end(key, parts)));
		steps.subList(parts, steps.size()).forEach((step) -> PropertyNames.append(name, step));
		return name.toString();
	}

	private ConfigNode nest(ConfigPath path, List<PathSegment> rest, int from, ConfigNode value) {
		ConfigNode nested = value;
		for (int step = rest.size() - 1; step >= from; step--) {
			PathSegment segment = rest.get(step);
			if (segment.isIndex() && segment.position() > 0) {
				throw missing(path);
			}
			nested = segment.isIndex() ? new Sequence(List.of(nested)) : new Mapping(Map.of(key(segment), nested));
		}
		return nested;
	}

	private String key(PathSegment segment) {
		boolean brackets = this.style == KeyStyle.PROPERTY_NAMES && segment.kind() == PathSegment.Kind.BRACKETED;
		return brackets ? "[" + segment.text() + "]" : segment.text();
	}

	/** A key whose last step, which the last of the path leads to, is another one. */
	static String withLastPart(String key, PathSegment last, String part) {
		List<PathSegment> parts = PropertyNames.parse(key);
		if (parts == null || parts.size() == 1 || last.matches(key)) {
			return part;
		}
		return withPart(key, parts.size() - 1, new PathSegment(PathSegment.Kind.NAME, part));
	}

	/** A key of which one part, counted from 0, is another one. */
	static String withPart(String key, int index, PathSegment part) {
		StringBuilder name = new StringBuilder(key.substring(0, PropertyNames.end(key, index)));
		PropertyNames.append(name, part);
		return name.append(key.substring(PropertyNames.end(key, index + 1))).toString();
	}

	static NoSuchElementException missing(ConfigPath path) {
		return new NoSuchElementException("There is no sequence of that size at "
				+ ConfigFileException.quoted(path.toString()) + ": a new item follows the last one");
	}

}
