package io.safeconfig;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

import io.safeconfig.Places.Place;
import io.safeconfig.format.ConfigNode;
import io.safeconfig.format.ConfigNode.Mapping;
import io.safeconfig.format.ConfigNode.Sequence;
import io.safeconfig.format.ContentEdit;
import io.safeconfig.format.ContentEdit.Add;
import io.safeconfig.format.ContentEdit.Remove;
import io.safeconfig.format.ContentEdit.Rename;
import io.safeconfig.format.ContentEdit.Replace;
import io.safeconfig.format.KeyStyle;
import io.safeconfig.format.NodePath;

/** Edits of a document in which mappings and sequences lie in each other. */
final class TreeEdits implements EditPlanner {

	private final Places places;

	private final KeyStyle style;

	private final NewKeys newKeys;

	private final ListEdits lists;

	TreeEdits(Places places, KeyStyle style, ListEdits lists) {
		this.lists = lists;
		this.places = places;
		this.style = style;
		this.newKeys = new NewKeys(places, style);
	}

	@Override
	public List<ContentEdit> set(ConfigPath path, ConfigNode value) {
		Optional<Place> place = this.places.find(path);
		if (place.isEmpty()) {
			return List.of(this.newKeys.add(path, value));
		}
		ConfigNode present = place.get().node();
		if (present instanceof Sequence from && value instanceof Sequence to) {
			return SequenceEdits.become(place.get().path(), from, to, this.lists);
		}
		return present.equals(value) ? List.of() : List.of(new Replace(place.get().path(), value));
	}

	@Override
	public List<ContentEdit> remove(ConfigPath path) {
		return List.of(new Remove(require(path).path()));
	}

	@Override
	public List<ContentEdit> append(ConfigPath path, ConfigNode value) {
		Place place = require(path);
		return List.of(new Add(place.path().index(sequence(path, place.node()).items().size()), value));
	}

	@Override
	public List<ContentEdit> insert(ConfigPath path, ConfigNode value) {
		if (path.isRoot() || !path.last().isIndex()) {
			throw new IllegalArgumentException("The path to insert at must end with a position, as in servers[0]");
		}
		Place place = require(path.parent());
		int size = sequence(path.parent(), place.node()).items().size();
		if (path.last().position() > size) {
			throw missing(path);
		}
		return List.of(new Add(place.path().index(path.last().position()), value));
	}

	@Override
	public List<ContentEdit> rename(ConfigPath path, String key) {
		NodePath place = require(path).path();
		if (!(place.last() instanceof NodePath.Key old)) {
			throw new IllegalArgumentException("Only what has a key can be renamed");
		}
		String renamed = NewKeys.withLastPart(old.name(), path.last(), key);
		if (renamed.equals(old.name())) {
			return List.of();
		}
		ConfigPath target = (this.style == KeyStyle.PLAIN) ? path.parent().key(key) : path.parent().name(key);
		this.places.find(target).filter((other) -> !other.path().equals(place)).ifPresent((other) -> {
			throw new PlaceException("there is a key of the new name already", other.path());
		});
		return List.of(new Rename(place, renamed));
	}

	@Override
	public List<ContentEdit> merge(ConfigPath path, Mapping values) {
		return new TreeMerge(this.places, this, true, false, this.lists).merged(path, values);
	}

	@Override
	public List<ContentEdit> mergePatch(ConfigPath path, Mapping patch) {
		return new TreeMerge(this.places, this, this.style != KeyStyle.PLAIN, true, this.lists).merged(path, patch);
	}

	@Override
	public List<ContentEdit> update(ConfigPath path, Mapping changes) {
		return new TreeMerge(this.places, this, true, true, this.lists).merged(path, changes);
	}

	private static Sequence sequence(ConfigPath path, ConfigNode node) {
		if (node instanceof Sequence sequence) {
			return sequence;
		}
		throw new IllegalArgumentException("There is no sequence at " + ConfigFileException.quoted(path.toString()));
	}

	private Place require(ConfigPath path) {
		return this.places.find(path).orElseThrow(() -> missing(path));
	}

	private static NoSuchElementException missing(ConfigPath path) {
		return new NoSuchElementException("There is nothing at " + ConfigFileException.quoted(path.toString()));
	}

}
