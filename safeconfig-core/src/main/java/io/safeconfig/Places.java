package io.safeconfig;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

import io.safeconfig.format.ConfigNode;
import io.safeconfig.format.ConfigNode.Mapping;
import io.safeconfig.format.ConfigNode.Sequence;
import io.safeconfig.format.KeyStyle;
import io.safeconfig.format.NodePath;

/**
 * Finds where in a document a path leads to. A name can be spelled in several ways, and a
 * way of several steps can be one key with dots, so there may be several such places.
 * <p>
 * Safe for use by several threads at once.
 */
final class Places {

	private final ConfigNode root;

	private final KeyStyle style;

	/** By identity: comparing mappings would take longer than indexing them. */
	private final IdentityHashMap<Mapping, KeyIndex> indexes = new IdentityHashMap<>();

	Places(ConfigNode root, KeyStyle style) {
		this.root = root;
		this.style = style;
	}

	/**
	 * A place to which a path leads.
	 *
	 * @param path where it is
	 * @param node what is there
	 */
	record Place(NodePath path, ConfigNode node) {

	}

	/**
	 * The one place to which a path leads.
	 * @return the place; empty if there is none
	 * @throws PlaceException if there are several
	 */
	Optional<Place> find(ConfigPath path) {
		List<Place> places = new Walk().from(this.root, path);
		if (places.size() > 1) {
			throw new PlaceException("it spells the property " + ConfigFileException.quoted(path.toString()) + " twice",
					places.get(0).path(), places.get(1).path());
		}
		return places.stream().findFirst();
	}

	private KeyIndex index(Mapping mapping) {
		synchronized (this.indexes) {
			return this.indexes.computeIfAbsent(mapping,
					(absent) -> new KeyIndex(absent.entries().keySet(), this.style));
		}
	}

	/** One search for all places. Visits each node of the document once at most. */
	private final class Walk {

		private final List<Place> found = new ArrayList<>(1);

		List<Place> from(ConfigNode root, ConfigPath path) {
			walk(new Place(NodePath.ROOT, root), path.segments());
			return this.found;
		}

		private void walk(Place from, List<PathSegment> steps) {
			if (steps.isEmpty()) {
				this.found.add(from);
			}
			else if (from.node() instanceof Mapping mapping) {
				walkKeys(from.path(), mapping, steps);
			}
			else if (from.node() instanceof Sequence sequence && steps.get(0).isIndex()) {
				int position = steps.get(0).position();
				if (position < sequence.items().size()) {
					walk(new Place(from.path().index(position), sequence.items().get(position)),
							steps.subList(1, steps.size()));
				}
			}
		}

		private void walkKeys(NodePath path, Mapping mapping, List<PathSegment> steps) {
			KeyIndex index = index(mapping);
			for (int length = Math.min(index.longest(), steps.size()); length > 0; length--) {
				for (String key : index.find(steps.subList(0, length))) {
					ConfigNode value = mapping.entries().get(key);
					if (value != null) {
						walk(new Place(path.key(key), value), steps.subList(length, steps.size()));
					}
				}
			}
		}

	}

}
