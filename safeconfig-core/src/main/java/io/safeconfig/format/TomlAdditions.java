package io.safeconfig.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.safeconfig.format.ConfigNode.Mapping;
import io.safeconfig.format.ConfigNode.Sequence;
import io.safeconfig.format.TomlNode.Kind;

/**
 * Adds keys to tables, in the way in which the table is written.
 */
final class TomlAdditions {

	private final TomlOutline outline;

	private final TomlWriter writer;

	private final TomlSections sections;

	TomlAdditions(TomlOutline outline, TomlWriter writer) {
		this.outline = outline;
		this.writer = writer;
		this.sections = new TomlSections(outline, writer);
	}

	/** Add keys to a table. */
	List<Splice> add(TomlNode table, Map<String, ConfigNode> entries) {
		if (entries.isEmpty()) {
			return List.of();
		}
		if (table.item() != null) {
			return addInline(table.item(), table.item().members().size(), entries, "");
		}
		TomlPlace dotted = (table.section() == null) ? lastPair(table) : null;
		return (dotted != null) ? addDotted(dotted, entries) : addLines(table, entries);
	}

	private static @Nullable TomlPlace lastPair(TomlNode table) {
		TomlPlace last = null;
		for (TomlPlace place : table.places()) {
			last = (place.origin() instanceof TomlPair) ? place : last;
		}
		return last;
	}

	private List<Splice> addInline(TomlItem item, int position, Map<String, ConfigNode> entries, String prefix) {
		TomlMembers members = new TomlMembers(this.outline, item);
		return members.insert(position, members.pairs(this.writer, entries, prefix));
	}

	private List<Splice> addDotted(TomlPlace place, Map<String, ConfigNode> entries) {
		TomlPair pair = (TomlPair) place.origin();
		String prefix = prefix(place) + ".";
		if (place.inline() != null) {
			List<TomlPair> pairs = new ArrayList<>();
			place.inline().members().forEach((member) -> pairs.add(Objects.requireNonNull(member.pair())));
			return addInline(place.inline(), pairs.indexOf(pair) + 1, entries, prefix);
		}
		return List.of(insertBelow(pair.value().end(), lines(TomlStyle.of(this.outline, pair), prefix, entries)));
	}

	/** The key up to and with the part that names a table. */
	String prefix(TomlPlace place) {
		return this.outline.text().substring(place.keyStart(), place.keyPart().end());
	}

	/** Write pairs, one a line. */
	String lines(TomlStyle style, String prefix, Map<String, ConfigNode> entries) {
		return entries.entrySet().stream().map((entry) -> {
			String value = this.writer.value(entry.getValue(), style.quotes(), this.outline.text().length());
			return style.indent() + style.pair(prefix + style.key(entry.getKey()), value);
		}).collect(Collectors.joining(this.outline.newline()));
	}

	private Splice insertBelow(int offset, String lines) {
		int end = this.outline.lineEnd(offset);
		return new Splice(end, end, this.outline.newline() + lines);
	}

	private List<Splice> addLines(TomlNode table, Map<String, ConfigNode> entries) {
		Map<String, ConfigNode> pairs = new LinkedHashMap<>(entries);
		Map<String, ConfigNode> below = new LinkedHashMap<>();
		entries.forEach((key, value) -> {
			if (TomlSections.fits(value) && !prefersInline(table, value)) {
				below.put(key, value);
				pairs.remove(key);
			}
		});
		List<Splice> splices = new ArrayList<>();
		if (!pairs.isEmpty()) {
			splices.add(addPairs(table, pairs));
		}
		if (!below.isEmpty()) {
			splices.add(addSections(table, below));
		}
		return splices;
	}

	/** Tell whether the tables in a table, or the arrays of such, are written inline. */
	private static boolean prefersInline(TomlNode table, ConfigNode value) {
		boolean inline = false;
		for (TomlNode child : table.children().values()) {
			if (child.kind() == Kind.TABLES || (child.kind() == Kind.TABLE && child.lastSection() != null)) {
				return false;
			}
			inline |= (value instanceof Sequence) ? child.kind() == Kind.ARRAY && !child.elements().isEmpty()
					&& child.elements().get(0).kind() == Kind.INLINE : child.kind() == Kind.INLINE;
		}
		return inline;
	}

	private Splice addPairs(TomlNode table, Map<String, ConfigNode> pairs) {
		TomlSection section = table.section();
		if (section == null) {
			TomlPlace place = table.places().get(0);
			String header = this.outline.indent(place.section().start()) + "[" + prefix(place) + "]";
			String lines = lines(TomlStyle.of(this.outline, place.section()), "", pairs);
			return this.sections.insertAbove(place.section(), header + this.outline.newline() + lines);
		}
		String lines = lines(TomlStyle.of(this.outline, section), "", pairs);
		if (!section.isTop() || !section.pairs().isEmpty()) {
			return insertBelow(section.end(), lines);
		}
		if (this.outline.hasHeaders()) {
			return this.sections.insertAbove(this.outline.sections().get(1), lines);
		}
		int end = this.outline.contentEnd();
		return (end > 0) ? insertBelow(end, lines) : new Splice(0, 0, lines + this.outline.newline());
	}

	private Splice addSections(TomlNode table, Map<String, ConfigNode> below) {
		boolean root = table.section() != null && table.section().isTop();
		TomlSection last = root ? this.outline.last() : Objects.requireNonNull(table.lastSection());
		TomlSection like = like(table, last);
		String prefix = root ? "" : prefix(table.places().get(0)) + ".";
		return this.sections.insert(last, below.entrySet()
			.stream()
			.map((entry) -> this.sections.write(prefix + TomlWriter.key(entry.getKey(), ""), entry.getValue(), like))
			.collect(Collectors.joining(this.sections.separator())));
	}

	/** A section beside the new one, or else the one above it. */
	private static TomlSection like(TomlNode table, TomlSection last) {
		TomlSection like = table.section();
		for (TomlNode child : table.children().values()) {
			TomlNode node = (child.kind() == Kind.TABLES) ? child.elements().get(0) : child;
			like = (node.section() != null) ? node.section() : like;
		}
		return (like != null) ? like : last;
	}

	/** Add elements to an array of tables, in front of the one at a position. */
	Splice addElements(TomlNode tables, int position, List<Mapping> elements) {
		List<TomlNode> present = tables.elements();
		TomlNode neighbour = present.get(Math.min(position, present.size() - 1));
		TomlSection section = Objects.requireNonNull(neighbour.section());
		String key = this.outline.text().substring(section.key().start(), section.key().end());
		String text = this.sections.elements(key, elements, section);
		if (position < present.size()) {
			return this.sections.insertAbove(section, text);
		}
		return this.sections.insert(Objects.requireNonNull(neighbour.lastSection()), text);
	}

}
