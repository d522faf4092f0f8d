package io.safeconfig.format;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.safeconfig.format.TomlNode.Kind;

/**
 * Builds the tree that the sections of a file describe.
 */
final class TomlTree {

	private final SourceText source;

	private final int limit;

	private final TomlNode root = TomlNode.of(Kind.TABLE, 1);

	private TomlTree(SourceText source, int limit) {
		this.source = source;
		this.limit = limit;
	}

	static TomlNode of(SourceText source, List<TomlSection> sections, int limit) {
		TomlTree tree = new TomlTree(source, limit);
		sections.forEach(tree::add);
		return tree.root;
	}

	private void add(TomlSection section) {
		TomlNode table = section.isTop() ? this.root : header(section);
		table.section(section);
		for (TomlPair pair : section.pairs()) {
			add(table, pair, section, null);
		}
	}

	private TomlNode header(TomlSection section) {
		List<TomlPart> parts = section.key().parts();
		int last = parts.size() - 1;
		TomlNode node = this.root;
		for (int part = 0; part < last; part++) {
			node = enter(node, new TomlPlace(section, part, section, null));
		}
		TomlPlace place = new TomlPlace(section, last, section, null);
		return section.element() ? element(node, place) : enter(node, place);
	}

	private TomlNode element(TomlNode table, TomlPlace place) {
		TomlPart part = place.keyPart();
		TomlNode array = table.children().get(part.name());
		if (array == null) {
			array = TomlNode.of(Kind.TABLES, deeper(table, part.start()));
			table.children().put(part.name(), array);
		}
		if (array.kind() != Kind.TABLES) {
			throw contradiction(part.start());
		}
		TomlNode element = TomlNode.of(Kind.TABLE, deeper(array, part.start()));
		array.elements().add(element);
		array.places().add(place);
		element.places().add(place);
		return element;
	}

	/** Go into a table that a part of a key names, which may be the last of an array. */
	private TomlNode enter(TomlNode table, TomlPlace place) {
		TomlPart part = place.keyPart();
		TomlNode node = table.children().get(part.name());
		if (node == null) {
			node = TomlNode.of(Kind.TABLE, deeper(table, part.start()));
			table.children().put(part.name(), node);
		}
		node.places().add(place);
		if (node.kind() == Kind.TABLES) {
			node = node.elements().get(node.elements().size() - 1);
			node.places().add(place);
		}
		if (node.kind() != Kind.TABLE) {
			throw contradiction(part.start());
		}
		return node;
	}

	private void add(TomlNode table, TomlPair pair, TomlSection section, @Nullable TomlItem inline) {
		int last = pair.key().parts().size() - 1;
		TomlNode node = table;
		for (int part = 0; part < last; part++) {
			node = enter(node, new TomlPlace(pair, part, section, inline));
		}
		TomlPlace place = new TomlPlace(pair, last, section, inline);
		TomlNode value = value(pair.value(), node, section);
		value.places().add(place);
		if (node.children().put(place.keyPart().name(), value) != null) {
			throw contradiction(place.keyPart().start());
		}
	}

	private TomlNode value(TomlItem item, TomlNode parent, TomlSection section) {
		boolean scalar = item.kind() == TomlItem.Kind.SCALAR;
		TomlNode node = TomlNode.of(item, scalar ? parent.depth() : deeper(parent, item.start()));
		for (TomlMember member : item.members()) {
			if (member.pair() != null) {
				add(node, member.pair(), section, item);
			}
			else {
				node.elements().add(value(member.value(), node, section));
			}
		}
		return node;
	}

	private int deeper(TomlNode parent, int offset) {
		if (parent.depth() >= this.limit) {
			throw this.source.failure(TomlLimits.tooDeep(this.limit), offset);
		}
		return parent.depth() + 1;
	}

	private ContentException contradiction(int offset) {
		return this.source.failure("a key or table is defined twice, or as two different things", offset);
	}

}
