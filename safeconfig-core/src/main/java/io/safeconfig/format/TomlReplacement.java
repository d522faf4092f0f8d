package io.safeconfig.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;

import io.safeconfig.format.ConfigNode.Mapping;
import io.safeconfig.format.ConfigNode.Sequence;

/**
 * Replaces values. Of what a table or an array holds, only what differs is touched.
 */
final class TomlReplacement {

	private final TomlOutline outline;

	private final TomlWriter writer;

	private final TomlChanges changes;

	TomlReplacement(TomlOutline outline, TomlWriter writer) {
		this.outline = outline;
		this.writer = writer;
		this.changes = new TomlChanges(outline, writer);
	}

	/** Replace a child of a table. */
	List<Splice> child(TomlNode table, String key, TomlNode node, ConfigNode before, ConfigNode after) {
		if (replacesSections(node, before, after)) {
			return this.changes.change(table, List.of(node), Map.of(key, after));
		}
		boolean inPlace = node.item() != null || inPlace(node, before, after);
		return inPlace ? replace(node, before, after) : dotted(node, after);
	}

	/** Tell whether sections go, and a pair comes for them. */
	private static boolean replacesSections(TomlNode node, ConfigNode before, ConfigNode after) {
		return node.item() == null && !inPlace(node, before, after)
				&& !(node.places().get(0).origin() instanceof TomlPair);
	}

	/** The first pair of a table of dotted keys takes its value, the others go. */
	private List<Splice> dotted(TomlNode node, ConfigNode after) {
		TomlPlace first = node.places().get(0);
		TomlItem value = ((TomlPair) first.origin()).value();
		List<Splice> splices = new ArrayList<>();
		splices.add(new Splice(first.keyPart().end(), first.origin().key().end(), ""));
		splices.add(new Splice(value.start(), value.end(), this.writer.value(after, TomlQuotes.BASIC, value.start())));
		splices.addAll(this.changes.remove(node.places().subList(1, node.places().size())));
		return splices;
	}

	/** Replace a value that is written in one piece, or that has the same form after. */
	List<Splice> replace(TomlNode node, ConfigNode before, ConfigNode after) {
		if (before.equals(after)) {
			return List.of();
		}
		if (before instanceof Mapping from && after instanceof Mapping to && node.isTable()) {
			return mapping(node, from, to);
		}
		if (before instanceof Sequence from && after instanceof Sequence to && inPlace(node, before, after)) {
			return sequence(node, from.items(), to.items());
		}
		TomlItem item = node.item();
		if (item == null) {
			throw this.writer.failure("an element of an array of tables can only be a table", node.start());
		}
		TomlQuotes quotes = TomlQuotes.of(this.outline.text().substring(item.start(), item.end()));
		return List.of(new Splice(item.start(), item.end(), this.writer.value(after, quotes, item.start())));
	}

	private static boolean inPlace(TomlNode node, ConfigNode before, ConfigNode after) {
		return switch (node.kind()) {
			case TABLE, INLINE -> after instanceof Mapping;
			case ARRAY -> after instanceof Sequence;
			case TABLES -> before.equals(after) || (after instanceof Sequence && TomlSections.fits(after));
			case SCALAR -> false;
		};
	}

	private List<Splice> mapping(TomlNode node, Mapping before, Mapping after) {
		List<TomlNode> removed = new ArrayList<>();
		Map<String, ConfigNode> added = new LinkedHashMap<>(after.entries());
		List<Splice> splices = new ArrayList<>();
		node.children().forEach((key, child) -> {
			ConfigNode from = before.entries().get(key);
			ConfigNode to = added.remove(key);
			if (from == null || to == null) {
				removed.add(child);
			}
			else if (replacesSections(child, from, to)) {
				removed.add(child);
				added.put(key, to);
			}
			else {
				splices.addAll(child(node, key, child, from, to));
			}
		});
		TomlItem item = node.item();
		if (item != null && !removed.isEmpty() && !added.isEmpty() && !hasComments(item)) {
			return List
				.of(new Splice(item.start(), item.end(), this.writer.value(after, TomlQuotes.BASIC, item.start())));
		}
		if (!removed.isEmpty() || !added.isEmpty()) {
			splices.addAll(this.changes.change(node, removed, added));
		}
		return splices;
	}

	private boolean hasComments(TomlItem item) {
		return this.outline.comments()
			.stream()
			.anyMatch((comment) -> comment.start() > item.start() && comment.start() < item.end());
	}

	private List<Splice> sequence(TomlNode node, List<ConfigNode> before, List<ConfigNode> after) {
		int least = Math.min(before.size(), after.size());
		int same = 0;
		while (same < least && before.get(same).equals(after.get(same))) {
			same++;
		}
		int tail = 0;
		while (tail < least - same && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
			tail++;
		}
		List<Splice> splices = new ArrayList<>();
		int changed = least - tail;
		for (int index = same; index < changed; index++) {
			splices.addAll(replace(node.elements().get(index), before.get(index), after.get(index)));
		}
		if (before.size() > after.size()) {
			splices.addAll(remove(node, changed, before.size() - tail));
		}
		else {
			splices.addAll(insert(node, changed, after.subList(changed, after.size() - tail)));
		}
		return splices;
	}

	/** Insert items into an array. */
	List<Splice> insert(TomlNode node, int position, List<ConfigNode> items) {
		TomlItem item = node.item();
		if (items.isEmpty()) {
			return List.of();
		}
		if (item == null) {
			return List.of(this.changes.additions().addElements(node, position, mappings(node, items)));
		}
		TomlQuotes quotes = quotes(item);
		return new TomlMembers(this.outline, item).insert(position,
				items.stream().map((value) -> this.writer.value(value, quotes, item.start())).toList());
	}

	/** The quotes of the last item, if it is on one line. */
	private TomlQuotes quotes(TomlItem item) {
		if (item.members().isEmpty()) {
			return TomlQuotes.BASIC;
		}
		TomlItem last = item.members().get(item.members().size() - 1).value();
		TomlQuotes quotes = TomlQuotes.of(this.outline.text().substring(last.start(), last.end()));
		return quotes.marks().equals("'") ? quotes : TomlQuotes.BASIC;
	}

	private List<Mapping> mappings(TomlNode node, List<ConfigNode> items) {
		List<Mapping> mappings = new ArrayList<>();
		for (ConfigNode item : items) {
			if (!(item instanceof Mapping mapping)) {
				throw this.writer.failure("an element of an array of tables can only be a table", node.start());
			}
			mappings.add(mapping);
		}
		return mappings;
	}

	/** Remove items of an array; of an array of tables not all. */
	List<Splice> remove(TomlNode node, int from, int to) {
		if (from == to) {
			return List.of();
		}
		TomlItem item = node.item();
		if (item == null) {
			return this.changes.removeElements(node.elements().subList(from, to));
		}
		TreeSet<Integer> removed = IntStream.range(from, to).collect(TreeSet::new, TreeSet::add, TreeSet::addAll);
		return new TomlMemberRemoval(this.outline, item, removed).splices();
	}

}
