package io.safeconfig;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.safeconfig.Places.Place;
import io.safeconfig.format.ConfigNode;
import io.safeconfig.format.ConfigNode.Mapping;
import io.safeconfig.format.ConfigNode.Scalar;
import io.safeconfig.format.ConfigNode.Sequence;
import io.safeconfig.format.ContentEdit;
import io.safeconfig.format.ContentEdit.Remove;
import io.safeconfig.format.NodePath;

/** Works values into a tree, leaf by leaf. */
final class TreeMerge {

	private final Places places;

	private final EditPlanner planner;

	private final boolean relaxed;

	private final boolean patch;

	private final ListEdits lists;

	private final List<ContentEdit> edits = new ArrayList<>();

	/**
	 * Create a merge.
	 * @param relaxed whether the names of properties may differ in their spelling
	 * @param patch whether null removes, as in RFC 7396
	 * @param lists how lists are changed
	 */
	TreeMerge(Places places, EditPlanner planner, boolean relaxed, boolean patch, ListEdits lists) {
		this.lists = lists;
		this.places = places;
		this.planner = planner;
		this.relaxed = relaxed;
		this.patch = patch;
	}

	List<ContentEdit> merged(ConfigPath path, Mapping values) {
		if (path.isRoot() && !(this.places.find(path).orElseThrow().node() instanceof Mapping)) {
			throw new PlaceException("the document is no mapping", NodePath.ROOT);
		}
		work(path, values);
		return this.edits;
	}

	private void work(ConfigPath path, ConfigNode value) {
		Optional<Place> place = this.places.find(path);
		ConfigNode present = place.map(Place::node).orElse(null);
		if (isRemoval(value)) {
			place.ifPresent((gone) -> this.edits.add(new Remove(gone.path())));
		}
		else if (present instanceof Mapping && value instanceof Mapping values) {
			values.entries().forEach((key, one) -> work(member(path, key), one));
		}
		else if (present instanceof Sequence sequence && value instanceof Sequence wanted) {
			this.edits.addAll(SequenceEdits.become(place.orElseThrow().path(), sequence, wanted, this.lists));
		}
		else if (present == null && this.relaxed && value instanceof Mapping values) {
			workInto(path, values);
		}
		else {
			this.edits.addAll(this.planner.set(path, withoutRemovals(value)));
		}
	}

	private boolean isRemoval(ConfigNode value) {
		return this.patch && value instanceof Scalar scalar && scalar.isNull();
	}

	/**
	 * The key of that very name; where there is none, and the names of properties may
	 * differ in their spelling, the property that has another one.
	 */
	private ConfigPath member(ConfigPath parent, String key) {
		ConfigPath exact = parent.key(key);
		if (!this.relaxed || this.places.find(exact).isPresent()) {
			return exact;
		}
		ConfigPath byName = parent.resolve(ConfigPath.lenient(key));
		return this.places.find(byName).isPresent() ? byName : parent.name(key);
	}

	/**
	 * There may be no {@code a} and yet an {@code a.b}: what is there somehow is changed
	 * there, and all the rest is added together.
	 */
	private void workInto(ConfigPath path, Mapping values) {
		Map<String, ConfigNode> rest = new LinkedHashMap<>();
		values.entries().forEach((key, value) -> {
			ConfigPath member = member(path, key);
			if (leadsSomewhere(member, value)) {
				work(member, value);
			}
			else {
				rest.put(key, value);
			}
		});
		boolean isAllElsewhere = rest.values().stream().allMatch(this::isRemoval)
				&& rest.size() < values.entries().size();
		if (!isAllElsewhere) {
			this.edits.addAll(this.planner.set(path, withoutRemovals(new Mapping(rest))));
		}
	}

	private boolean leadsSomewhere(ConfigPath path, ConfigNode value) {
		return this.places.find(path).isPresent() || (value instanceof Mapping mapping && mapping.entries()
			.entrySet()
			.stream()
			.anyMatch((entry) -> leadsSomewhere(member(path, entry.getKey()), entry.getValue())));
	}

	/** Null in an object says what to remove; null in an array is a value. */
	private ConfigNode withoutRemovals(ConfigNode value) {
		if (!this.patch || !(value instanceof Mapping mapping)) {
			return value;
		}
		Map<String, ConfigNode> entries = new LinkedHashMap<>();
		mapping.entries().forEach((key, one) -> {
			if (!isRemoval(one)) {
				entries.put(key, withoutRemovals(one));
			}
		});
		return new Mapping(entries);
	}

}
