package io.safeconfig.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A node of the tree that a file describes, and where the file does so. Changed only
 * while the tree is built.
 */
final class TomlNode {

	private final Kind kind;

	private final int depth;

	private final @Nullable TomlItem item;

	private final Map<String, TomlNode> children = new LinkedHashMap<>();

	private final List<TomlNode> elements = new ArrayList<>();

	private final List<TomlPlace> places = new ArrayList<>();

	private @Nullable TomlSection section;

	private TomlNode(Kind kind, int depth, @Nullable TomlItem item) {
		this.kind = kind;
		this.depth = depth;
		this.item = item;
	}

	/** A table of headers or dotted keys, or an array of such tables. */
	static TomlNode of(Kind kind, int depth) {
		return new TomlNode(kind, depth, null);
	}

	/** A written value. */
	static TomlNode of(TomlItem item, int depth) {
		Kind kind = switch (item.kind()) {
			case SCALAR -> Kind.SCALAR;
			case ARRAY -> Kind.ARRAY;
			case INLINE -> Kind.INLINE;
		};
		return new TomlNode(kind, depth, item);
	}

	Kind kind() {
		return this.kind;
	}

	/** How many tables and arrays this one is in, with itself. */
	int depth() {
		return this.depth;
	}

	boolean isTable() {
		return this.kind == Kind.TABLE || this.kind == Kind.INLINE;
	}

	/** The value, if this node is one that is written in one piece. */
	@Nullable TomlItem item() {
		return this.item;
	}

	Map<String, TomlNode> children() {
		return this.children;
	}

	List<TomlNode> elements() {
		return this.elements;
	}

	/** Where this node is mentioned, in the order of the file. */
	List<TomlPlace> places() {
		return this.places;
	}

	/** The section whose header is exactly this table. */
	@Nullable TomlSection section() {
		return this.section;
	}

	void section(TomlSection section) {
		this.section = section;
	}

	/** The last section that says something about this table or what is in it. */
	@Nullable TomlSection lastSection() {
		TomlSection last = this.section;
		for (TomlPlace place : this.places) {
			if (place.origin() instanceof TomlSection header && (last == null || header.start() > last.start())) {
				last = header;
			}
		}
		return last;
	}

	/** Where this node begins. */
	int start() {
		if (this.item != null) {
			return this.item.start();
		}
		if (this.section != null) {
			return this.section.start();
		}
		if (this.places.isEmpty()) {
			return 0;
		}
		TomlPlace first = this.places.get(0);
		return (first.origin() instanceof TomlSection header) ? header.start() : first.keyPart().start();
	}

	/** What a node is, and how it is written. */
	enum Kind {

		SCALAR, ARRAY, INLINE, TABLE, TABLES

	}

}
