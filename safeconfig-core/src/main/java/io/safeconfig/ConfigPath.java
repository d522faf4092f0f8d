package io.safeconfig;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.safeconfig.PathSegment.Kind;
import org.jspecify.annotations.Nullable;

/**
 * The way to a value in a document, over keys and positions.
 * <p>
 * {@link #of(String)} reads a property name as Spring does. Names are relaxed: the path
 * {@code server.context-path} leads to {@code contextPath}, {@code context_path} and
 * {@code CONTEXT-PATH} in {@code server}, and to a key that is written
 * {@code server.contextPath} as a whole. {@link #at(String...)} and {@link #key(String)}
 * take keys exactly as they are and parse nothing: use them for keys that come from
 * users.
 * <p>
 * Immutable and thread-safe.
 */
public final class ConfigPath {

	/** The whole document. */
	public static final ConfigPath ROOT = new ConfigPath(List.of());

	private final List<PathSegment> segments;

	private ConfigPath(List<PathSegment> segments) {
		this.segments = List.copyOf(segments);
	}

	/**
	 * The path that a property name spells: names are divided by dots, positions stand in
	 * brackets, and so do keys that hold a dot or that are to be taken exactly.
	 * @param name such as {@code servers[0].port} or
	 * {@code logging.level.[com.example.web]}; the empty string for the root
	 * @return the path
	 * @throws IllegalArgumentException if this is not a property name
	 */
	public static ConfigPath of(String name) {
		if (name.isEmpty()) {
			return ROOT;
		}
		List<PathSegment> segments = PropertyNames.parse(name);
		if (segments == null) {
			throw new IllegalArgumentException(
					"Not a property name: " + ConfigFileException.quoted(name) + "; names are divided by single dots,"
							+ " and positions and keys with dots stand in brackets, as in a.b[0].[c.d]");
		}
		return new ConfigPath(segments);
	}

	/** A string that is no property name is one key: property files have such keys. */
	static ConfigPath lenient(String name) {
		List<PathSegment> segments = PropertyNames.parse(name);
		return (segments != null) ? new ConfigPath(segments) : ROOT.key(name);
	}

	/**
	 * The path over keys that are taken exactly as they are.
	 * @param keys the keys, from the root on
	 * @return the path
	 */
	public static ConfigPath at(String... keys) {
		ConfigPath path = ROOT;
		for (String key : keys) {
			path = path.key(key);
		}
		return path;
	}

	/**
	 * Go on to a key that is taken exactly as it is.
	 * @param key the key
	 * @return a new path
	 */
	public ConfigPath key(String key) {
		return with(new PathSegment(Kind.KEY, Objects.requireNonNull(key, "key")));
	}

	/**
	 * Go on to a name, in any of its spellings. It is one step, also with dots in it.
	 * @param name the name
	 * @return a new path
	 */
	public ConfigPath name(String name) {
		return with(new PathSegment(Kind.NAME, Objects.requireNonNull(name, "name")));
	}

	/**
	 * Go on to an item of a sequence.
	 * @param position the position, from 0
	 * @return a new path
	 */
	public ConfigPath index(int position) {
		return with(PathSegment.index(Objects.checkIndex(position, Integer.MAX_VALUE)));
	}

	/**
	 * Go on over another path.
	 * @param rest the path from here
	 * @return a new path
	 */
	public ConfigPath resolve(ConfigPath rest) {
		List<PathSegment> longer = new ArrayList<>(this.segments);
		longer.addAll(rest.segments);
		return new ConfigPath(longer);
	}

	private ConfigPath with(PathSegment segment) {
		List<PathSegment> longer = new ArrayList<>(this.segments);
		longer.add(segment);
		return new ConfigPath(longer);
	}

	/**
	 * Whether this is the whole document.
	 * @return {@code true} if the path has no steps
	 */
	public boolean isRoot() {
		return this.segments.isEmpty();
	}

	/**
	 * The path without its last step.
	 * @return the path of what holds the value
	 * @throws IllegalStateException if this is the root
	 */
	public ConfigPath parent() {
		if (isRoot()) {
			throw new IllegalStateException("The root has no parent");
		}
		return first(this.segments.size() - 1);
	}

	List<PathSegment> segments() {
		return this.segments;
	}

	PathSegment last() {
		return this.segments.get(this.segments.size() - 1);
	}

	ConfigPath first(int steps) {
		return new ConfigPath(this.segments.subList(0, steps));
	}

	/** Two paths are equal if they have the same steps, spelled the same way. */
	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof ConfigPath path && this.segments.equals(path.segments);
	}

	@Override
	public int hashCode() {
		return this.segments.hashCode();
	}

	/**
	 * The path as a property name.
	 * @return the name; {@link #of(String)} understands it unless a key holds a bracket
	 */
	@Override
	public String toString() {
		return PropertyNames.print(this.segments);
	}

}
