package io.safeconfig;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

import io.safeconfig.Places.Place;
import io.safeconfig.format.ConfigNode;
import io.safeconfig.format.ConfigNode.Mapping;
import io.safeconfig.format.ContentEdit;
import io.safeconfig.format.ContentPosition;
import io.safeconfig.format.KeyStyle;
import io.safeconfig.format.NodePath;
import org.jspecify.annotations.Nullable;

/** What one document, or a part of it, says at one moment. Immutable and thread-safe. */
final class DocumentValues implements ConfigValues {

	private final String name;

	private final ConfigNode root;

	private final KeyStyle style;

	private final Function<NodePath, Optional<ContentPosition>> positions;

	private final Places places;

	private final ConfigBinding binding;

	private volatile @Nullable FlatKeys flatKeys;

	DocumentValues(String name, ConfigNode root, KeyStyle style,
			Function<NodePath, Optional<ContentPosition>> positions, ConfigBinding binding) {
		this.binding = binding;
		this.name = name;
		this.root = root;
		this.style = style;
		this.positions = positions;
		this.places = new Places(root, style);
	}

	@Override
	public String name() {
		return this.name;
	}

	private boolean isFlat() {
		return this.style == KeyStyle.WHOLE_NAMES && this.root instanceof Mapping;
	}

	@Override
	public Map<String, ConfigNode> leaves() {
		return translating(() -> Leaves.of(this.root, this.style));
	}

	@Override
	public Optional<ConfigNode> node(ConfigPath path) {
		Optional<Place> place = find(path);
		if (place.isPresent() || !isFlat()) {
			return place.map(Place::node);
		}
		Mapping below = new Mapping(below(path));
		return below.entries().isEmpty() ? Optional.empty() : Optional.of(below);
	}

	@Override
	public ConfigValues sub(ConfigPath path) {
		return isFlat() ? flatSub(path) : treeSub(path);
	}

	private ConfigValues treeSub(ConfigPath path) {
		Place place = find(path).orElseThrow(() -> missing(path));
		return new DocumentValues(this.name, place.node(), this.style,
				(inner) -> this.positions.apply(join(place.path(), inner)), this.binding);
	}

	private static NodePath join(NodePath outer, NodePath inner) {
		NodePath path = outer;
		for (NodePath.Step step : inner.steps()) {
			path = (step instanceof NodePath.Key key) ? path.key(key.name())
					: path.index(((NodePath.Index) step).position());
		}
		return path;
	}

	private ConfigValues flatSub(ConfigPath path) {
		if (path.isRoot()) {
			return this;
		}
		Map<String, String> names = flatKeys().namesBelow(path);
		if (names.isEmpty()) {
			throw missing(path);
		}
		return new DocumentValues(this.name, new Mapping(below(path)), this.style,
				(inner) -> inner.isRoot() ? Optional.empty()
						: this.positions
							.apply(NodePath.ROOT.key(names.getOrDefault(((NodePath.Key) inner.last()).name(), ""))),
				this.binding);
	}

	/** Threads that race make the same of the same keys. */
	private FlatKeys flatKeys() {
		FlatKeys keys = this.flatKeys;
		if (keys == null) {
			keys = new FlatKeys(((Mapping) this.root).entries().keySet());
			this.flatKeys = keys;
		}
		return keys;
	}

	private Map<String, ConfigNode> below(ConfigPath path) {
		Map<String, ConfigNode> entries = new LinkedHashMap<>();
		flatKeys().namesBelow(path).forEach((rest, key) -> {
			ConfigNode value = ((Mapping) this.root).entries().get(key);
			if (value != null) {
				entries.put(rest, value);
			}
		});
		return entries;
	}

	@Override
	public <T> Optional<T> get(ConfigPath path, Class<T> type) {
		if (!contains(path)) {
			return Optional.empty();
		}
		if (isNull(path)) {
			throw Scalars.wrong(this, path, "null");
		}
		return Optional.of(translating(() -> this.binding.bind(this, path, type)));
	}

	@Override
	public Optional<ContentPosition> position(ConfigPath path) {
		return find(path).flatMap((place) -> this.positions.apply(place.path()));
	}

	private Optional<Place> find(ConfigPath path) {
		return translating(() -> this.places.find(path));
	}

	private NoSuchElementException missing(ConfigPath path) {
		return new NoSuchElementException("There is nothing at " + ConfigFileException.quoted(path.toString()) + " in "
				+ ConfigFileException.quoted(this.name));
	}

	/** What an operation of a user means here. */
	List<ContentEdit> plan(Function<EditPlanner, List<ContentEdit>> operation, ListEdits lists) {
		EditPlanner planner = isFlat() ? new FlatEdits(this.places, flatKeys())
				: new TreeEdits(this.places, this.style, lists);
		return translating(() -> operation.apply(planner), this::refused);
	}

	private <T> T translating(Supplier<T> call) {
		return translating(call, (problem) -> new ConfigFormatException(this.name, problem.reason(), problem.line(),
				problem.column(), null));
	}

	private ConfigFormatException refused(Problem problem) {
		return ConfigFormatException.refusedEdit(this.name, problem.reason(), problem.line(), problem.column(), null);
	}

	private <T> T translating(Supplier<T> call, Function<Problem, ConfigFormatException> failure) {
		try {
			return call.get();
		}
		catch (PlaceException ex) {
			throw failure.apply(problem(ex));
		}
	}

	/** Of two places the later one is told in the reason, and the first as usual. */
	private Problem problem(PlaceException ex) {
		List<ContentPosition> found = ex.places()
			.stream()
			.flatMap((path) -> this.positions.apply(path).stream())
			.sorted((one, other) -> Integer.compare(one.line(), other.line()))
			.toList();
		if (found.isEmpty()) {
			return new Problem(ex.reason(), 0, 0);
		}
		String also = (found.size() > 1) ? ", at line " + found.get(1).line() + " and" : "";
		return new Problem(ex.reason() + also, found.get(0).line(), found.get(0).column());
	}

	/**
	 * What stands in the way.
	 *
	 * @param reason one clause
	 * @param line where it is, 0 if nowhere
	 * @param column where it is, 0 if nowhere
	 */
	private record Problem(String reason, int line, int column) {
	}

}
