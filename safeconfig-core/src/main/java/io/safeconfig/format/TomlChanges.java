package io.safeconfig.format;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

import io.safeconfig.format.ConfigNode.Mapping;

/**
 * Removes what is in a table and adds something else.
 */
final class TomlChanges {

	private final TomlOutline outline;

	private final TomlWriter writer;

	private final TomlAdditions additions;

	TomlChanges(TomlOutline outline, TomlWriter writer) {
		this.outline = outline;
		this.writer = writer;
		this.additions = new TomlAdditions(outline, writer);
	}

	TomlAdditions additions() {
		return this.additions;
	}

	/**
	 * Removes nodes from a table and adds keys. A table that only they have mentioned is
	 * then mentioned by itself.
	 */
	List<Splice> change(TomlNode table, Collection<TomlNode> removed, Map<String, ConfigNode> added) {
		Set<Integer> gone = new HashSet<>();
		List<TomlPlace> places = new ArrayList<>();
		for (TomlNode node : removed) {
			for (TomlPlace place : node.places()) {
				if (gone.add(place.keyStart())) {
					places.add(place);
				}
			}
		}
		boolean vanishes = table.section() == null && table.item() == null
				&& table.places().stream().allMatch((place) -> gone.contains(place.keyStart()));
		if (!vanishes) {
			return TomlSplices.join(this.outline, remove(places), this.additions.add(table, added));
		}
		TomlPlace first = table.places().get(0);
		places.removeIf((place) -> place.keyStart() == first.keyStart());
		List<Splice> splices = new ArrayList<>(remove(places));
		splices.addAll(reduce(first, added));
		return splices;
	}

	/** Let a header or a dotted key go no further than to a table. */
	private List<Splice> reduce(TomlPlace place, Map<String, ConfigNode> added) {
		if (place.origin() instanceof TomlPair pair) {
			TomlItem value = pair.value();
			String text = this.writer.value(new Mapping(added), TomlQuotes.BASIC, value.start());
			return List.of(new Splice(place.keyPart().end(), pair.key().end(), ""),
					new Splice(value.start(), value.end(), text));
		}
		TomlSection section = place.section();
		String header = "[" + this.additions.prefix(place) + "]";
		String pairs = this.additions.lines(TomlStyle.of(this.outline, section), "", added);
		String text = pairs.isEmpty() ? header : header + this.outline.newline() + pairs;
		return List.of(new Splice(section.start(), section.end(), text));
	}

	/** Remove the headers and pairs that mention something. */
	List<Splice> remove(List<TomlPlace> places) {
		TomlRanges ranges = new TomlRanges(this.outline);
		Map<Integer, TomlItem> items = new LinkedHashMap<>();
		Map<Integer, SortedSet<Integer>> members = new LinkedHashMap<>();
		for (TomlPlace place : places) {
			TomlItem inline = place.inline();
			if (inline != null) {
				items.put(inline.start(), inline);
				members.computeIfAbsent(inline.start(), (start) -> new TreeSet<>())
					.add(index(inline, place.keyStart()));
			}
			else if (place.origin() instanceof TomlPair pair) {
				ranges.pair(pair);
			}
			else {
				ranges.section(place.section());
			}
		}
		List<Splice> splices = new ArrayList<>(ranges.splices());
		members.forEach((start, removed) -> {
			TomlItem item = items.get(start);
			if (item != null) {
				splices.addAll(new TomlMemberRemoval(this.outline, item, removed).splices());
			}
		});
		return splices;
	}

	private static int index(TomlItem item, int keyStart) {
		int index = 0;
		while (item.members().get(index).start() != keyStart) {
			index++;
		}
		return index;
	}

	/** Remove elements of an array of tables, but not all of them. */
	List<Splice> removeElements(Collection<TomlNode> elements) {
		List<TomlPlace> places = new ArrayList<>();
		for (TomlNode element : elements) {
			element.places().stream().filter((place) -> place.origin() instanceof TomlSection).forEach(places::add);
		}
		return remove(places);
	}

}
