package io.safeconfig;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.safeconfig.KeyIndex.SpelledKey;
import io.safeconfig.Places.Place;
import io.safeconfig.format.ConfigNode;
import io.safeconfig.format.ConfigNode.Mapping;
import io.safeconfig.format.ConfigNode.Scalar;
import io.safeconfig.format.ConfigNode.Sequence;
import io.safeconfig.format.ContentEdit;
import io.safeconfig.format.ContentEdit.Add;
import io.safeconfig.format.ContentEdit.Remove;
import io.safeconfig.format.ContentEdit.Rename;
import io.safeconfig.format.ContentEdit.Replace;
import io.safeconfig.format.NodePath;

/** Edits of a document whose keys are whole property names. */
final class FlatEdits implements EditPlanner {

	private final Places places;

	private final FlatKeys keys;

	FlatEdits(Places places, FlatKeys keys) {
		this.places = places;
		this.keys = keys;
	}

	@Override
	public List<ContentEdit> set(ConfigPath path, ConfigNode value) {
		if (value instanceof Scalar scalar) {
			return setScalar(path, scalar);
		}
		Optional<Place> list = this.places.find(path);
		if (list.isPresent() && value instanceof Sequence sequence && CommaList.canHold(sequence)) {
			return setScalar(path, CommaList.of(list.get().node()).with(sequence));
		}
		Map<ConfigPath, Scalar> leaves = new LinkedHashMap<>();
		collect(path, value, leaves);
		List<ContentEdit> edits = new ArrayList<>();
		leaves.forEach((leaf, scalar) -> edits.addAll(setScalar(leaf, scalar)));
		Set<NodePath> kept = edits.stream().map(ContentEdit::path).collect(Collectors.toSet());
		leaves.keySet().forEach((leaf) -> this.places.find(leaf).ifPresent((same) -> kept.add(same.path())));
		list.ifPresent((single) -> edits.add(new Remove(single.path())));
		for (SpelledKey key : this.keys.below(path)) {
			if (!kept.contains(at(key.key()))) {
				edits.add(new Remove(at(key.key())));
			}
		}
		return edits;
	}

	private static NodePath at(String key) {
		return NodePath.ROOT.key(key);
	}

	/** As it is written: a property file has no numbers that could be written anew. */
	private List<ContentEdit> setScalar(ConfigPath path, Scalar given) {
		Scalar value = given.isNull() ? given : Scalar.of(given.text());
		Optional<Place> place = this.places.find(path);
		if (place.isEmpty()) {
			return List.of(new Add(at(this.keys.spell(path)), value));
		}
		Scalar present = (Scalar) place.get().node();
		boolean same = !value.isNull() && present.text().equals(value.text());
		return same ? List.of() : List.of(new Replace(place.get().path(), value));
	}

	private static void collect(ConfigPath path, ConfigNode value, Map<ConfigPath, Scalar> leaves) {
		if (value instanceof Mapping mapping && !mapping.entries().isEmpty()) {
			mapping.entries().forEach((key, one) -> collect(path.name(key), one, leaves));
		}
		else if (value instanceof Sequence sequence && !sequence.items().isEmpty()) {
			for (int index = 0; index < sequence.items().size(); index++) {
				collect(path.index(index), sequence.items().get(index), leaves);
			}
		}
		else if (value instanceof Mapping) {
			throw new PlaceException("a property file cannot say that a mapping is empty");
		}
		else {
			// an empty value is a list without items to Spring
			leaves.put(path, (value instanceof Scalar scalar) ? scalar : Scalar.of(""));
		}
	}

	@Override
	public List<ContentEdit> remove(ConfigPath path) {
		Optional<Place> place = this.places.find(path);
		if (place.isPresent()) {
			return removing(path, List.of(new Remove(place.get().path())));
		}
		List<ContentEdit> edits = new ArrayList<>();
		this.keys.below(path).forEach((key) -> edits.add(new Remove(at(key.key()))));
		if (edits.isEmpty()) {
			throw missing(path);
		}
		return removing(path, edits);
	}

	/** What followed a removed item moves up: Spring reads a list up to the first gap. */
	private List<ContentEdit> removing(ConfigPath path, List<ContentEdit> edits) {
		if (path.isRoot() || !path.last().isIndex()) {
			return edits;
		}
		List<ContentEdit> all = new ArrayList<>(edits);
		all.addAll(moved(path.parent(), path.last().position() + 1, -1));
		return all;
	}

	/** Moves the items from a position on by one, those first that make way. */
	private List<ContentEdit> moved(ConfigPath list, int from, int by) {
		int part = list.segments().size();
		List<SpelledKey> items = new ArrayList<>(this.keys.items(list, from));
		items.sort(Comparator.comparingInt((key) -> -by * FlatKeys.position(key, part)));
		List<ContentEdit> edits = new ArrayList<>();
		for (SpelledKey key : items) {
			PathSegment position = PathSegment.index(FlatKeys.position(key, part) + by);
			edits.add(new Rename(at(key.key()), NewKeys.withPart(key.key(), part, position)));
		}
		return edits;
	}

	@Override
	public List<ContentEdit> append(ConfigPath path, ConfigNode value) {
		Optional<Place> list = this.places.find(path);
		if (list.isPresent()) {
			CommaList present = CommaList.of(list.get().node());
			return setScalar(path, present.inserting(present.size(), value));
		}
		int size = this.keys.size(path);
		if (size == 0) {
			throw missing(path);
		}
		return set(path.index(size), value);
	}

	@Override
	public List<ContentEdit> insert(ConfigPath path, ConfigNode value) {
		if (path.isRoot() || !path.last().isIndex()) {
			throw new IllegalArgumentException("The path to insert at must end with a position, as in servers[0]");
		}
		int position = path.last().position();
		Optional<Place> list = this.places.find(path.parent());
		if (list.isPresent()) {
			return setScalar(path.parent(), CommaList.of(list.get().node()).inserting(position, value));
		}
		if (position > this.keys.size(path.parent()) || this.keys.size(path.parent()) == 0) {
			throw missing(path);
		}
		List<ContentEdit> edits = new ArrayList<>(moved(path.parent(), position, 1));
		Map<ConfigPath, Scalar> leaves = new LinkedHashMap<>();
		collect(path, value, leaves);
		leaves.forEach((leaf, scalar) -> edits.add(new Add(at(this.keys.spell(leaf)), scalar)));
		return edits;
	}

	@Override
	public List<ContentEdit> rename(ConfigPath path, String key) {
		Optional<Place> place = this.places.find(path);
		List<SpelledKey> renamed = place.map((one) -> List.of(SpelledKey.of(((NodePath.Key) one.path().last()).name())))
			.orElseGet(() -> this.keys.below(path));
		if (renamed.isEmpty()) {
			throw missing(path);
		}
		int part = path.segments().size() - 1;
		PathSegment name = new PathSegment(PathSegment.Kind.NAME, key);
		List<ContentEdit> edits = new ArrayList<>();
		for (SpelledKey one : renamed) {
			boolean whole = path.segments().size() == 1 && path.last().matches(one.key());
			String next = whole ? key : NewKeys.withPart(one.key(), part, name);
			if (!whole && PropertyNames.parse(next) == null) {
				throw new PlaceException(
						"a property file cannot say a key with brackets, or an empty one, in this place");
			}
			if (!next.equals(one.key())) {
				edits.add(new Rename(at(one.key()), next));
			}
		}
		requireFree(path.parent().name(key), edits);
		return edits;
	}

	/** In no spelling, and not as the beginning of other names. */
	private void requireFree(ConfigPath target, List<ContentEdit> renames) {
		Set<NodePath> moved = renames.stream().map(ContentEdit::path).collect(Collectors.toSet());
		Stream
			.concat(this.places.find(target).map(Place::path).stream(),
					this.keys.below(target).stream().map((key) -> at(key.key())))
			.filter((taken) -> !renames.isEmpty() && !moved.contains(taken))
			.findFirst()
			.ifPresent((taken) -> {
				throw new PlaceException("there is a key of the new name already", taken);
			});
	}

	@Override
	public List<ContentEdit> merge(ConfigPath path, Mapping values) {
		List<ContentEdit> edits = new ArrayList<>();
		values.entries().forEach((key, value) -> {
			ConfigPath member = member(path, key);
			edits.addAll((value instanceof Mapping nested) ? merge(member, nested) : set(member, value));
		});
		return edits;
	}

	/** What gets a value is not removed first, so that it keeps its place. */
	@Override
	public List<ContentEdit> mergePatch(ConfigPath path, Mapping patch) {
		List<ContentEdit> sets = new ArrayList<>();
		Set<NodePath> named = new HashSet<>();
		Set<NodePath> removed = new LinkedHashSet<>();
		patchInto(path, patch, sets, named, removed);
		removed.removeAll(named);
		List<ContentEdit> edits = new ArrayList<>();
		removed.forEach((gone) -> edits.add(new Remove(gone)));
		edits.addAll(sets);
		return edits;
	}

	@Override
	public List<ContentEdit> update(ConfigPath path, Mapping changes) {
		return mergePatch(path, changes);
	}

	private void patchInto(ConfigPath path, Mapping patch, List<ContentEdit> sets, Set<NodePath> named,
			Set<NodePath> removed) {
		patch.entries().forEach((key, value) -> {
			ConfigPath member = member(path, key);
			if (value instanceof Mapping nested) {
				patchInto(member, nested, sets, named, removed);
			}
			else if (value instanceof Scalar scalar && scalar.isNull()) {
				this.places.find(member).ifPresent((place) -> removed.add(place.path()));
				this.keys.below(member).forEach((below) -> removed.add(at(below.key())));
			}
			else if (!named
				.add(this.places.find(member).map(Place::path).orElseGet(() -> at(this.keys.spell(member))))) {
				throw new IllegalArgumentException(
						"The patch names the key " + ConfigFileException.quoted(member.toString()) + " twice");
			}
			else {
				sets.addAll(set(member, value));
			}
		});
	}

	/** To a flat file, a key in a key and a name with a dot are the same. */
	private ConfigPath member(ConfigPath parent, String key) {
		ConfigPath exact = parent.key(key);
		boolean present = this.places.find(exact).isPresent() || !this.keys.below(exact).isEmpty();
		return present ? exact : parent.resolve(ConfigPath.lenient(key));
	}

	private static NoSuchElementException missing(ConfigPath path) {
		return new NoSuchElementException("There is nothing at " + ConfigFileException.quoted(path.toString()));
	}

}
