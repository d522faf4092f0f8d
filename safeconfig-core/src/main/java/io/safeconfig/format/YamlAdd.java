package io.safeconfig.format;

import java.util.List;

import io.safeconfig.format.YamlQuoting.Place;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;

/**
 * Plans to add a key or an item to what has some already.
 */
final class YamlAdd {

	private final YamlLines lines;

	private final YamlWriter writer;

	YamlAdd(YamlWriter writer) {
		this.lines = writer.lines();
		this.writer = writer;
	}

	/** The first key of a document that holds nothing but comments. */
	Splice toNothing(YamlDocument document, String name, ConfigNode value) {
		String text = entry(List.of(), name, value, 0);
		int end = document.end();
		boolean fresh = end == 0 || this.lines.breaks(end - 1);
		return new Splice(end, end, fresh ? text + this.lines.separator() : this.lines.separator() + text);
	}

	List<Splice> toMapping(YamlMapping mapping, String name, ConfigNode value) {
		if (mapping.flow()) {
			YamlEntry last = mapping.last();
			return appendToFlow(flowEntry(mapping, name, value), last.start(), last.end());
		}
		int indent = this.lines.column(mapping.last().start());
		String text = entry(mapping.entries(), name, value, indent);
		return List.of(below(mapping.last().end(), mapping.last().outerEnd(), indent, text));
	}

	private String entry(List<YamlEntry> entries, String name, ConfigNode value, int indent) {
		String key = this.writer.key(name, Place.KEY, YamlStyle.keys(entries));
		String separator = YamlStyle.separator(this.lines, entries);
		return this.writer.entry(key, separator, value, indent, values(entries));
	}

	private static ScalarStyle values(List<YamlEntry> entries) {
		return YamlStyle.values(entries.stream().map(YamlEntry::value).toList());
	}

	private String flowEntry(YamlMapping mapping, String name, ConfigNode value) {
		List<YamlEntry> entries = mapping.entries();
		String key = this.writer.key(name, Place.FLOW_KEY, YamlStyle.keys(entries));
		return key + YamlStyle.separator(this.lines, entries)
				+ this.writer.flow(value, Place.FLOW_VALUE, values(entries));
	}

	List<Splice> toSequence(YamlSequence sequence, int position, ConfigNode value) {
		List<YamlItem> items = sequence.items();
		ScalarStyle quotes = YamlStyle.values(items.stream().map(YamlItem::value).toList());
		boolean append = position == items.size();
		YamlItem near = items.get(append ? position - 1 : position);
		if (sequence.flow()) {
			String text = this.writer.flow(value, Place.FLOW_VALUE, quotes);
			return append ? appendToFlow(text, near.start(), near.end()) : List.of(beforeInFlow(text, near.start()));
		}
		int indent = this.lines.column(near.dash());
		String text = this.writer.item(value, indent, gap(near), quotes);
		if (append) {
			return List.of(below(near.end(), near.outerEnd(), indent, text));
		}
		return List.of(above(near.dash(), indent, text));
	}

	/** The space behind the dash is that of a neighbour. */
	private String gap(YamlItem item) {
		int start = item.value().start();
		boolean odd = item.value().absent() || !this.lines.sameLine(item.dash(), start)
				|| this.lines.text().substring(item.dash() + 1, start).indexOf('\t') >= 0;
		return odd ? " " : " ".repeat(start - item.dash() - 1);
	}

	/** Comments that lie deeper belong to what is above them. */
	private Splice below(int end, int outerEnd, int indent, String text) {
		String indented = " ".repeat(indent) + text;
		int line = this.lines.end(end);
		if (outerEnd > this.lines.next(end)) {
			return this.lines.breaks(outerEnd - 1) ? new Splice(outerEnd, outerEnd, indented + this.lines.separator())
					: new Splice(outerEnd, outerEnd, this.lines.separator() + indented);
		}
		int position = this.lines.next(line);
		while (position < this.lines.length()) {
			int first = this.lines.skipSpaces(position);
			if (this.lines.at(first) == '#' && first - position > indent) {
				line = this.lines.end(position);
			}
			else if (!this.lines.breaks(first)) {
				break;
			}
			position = this.lines.next(position);
		}
		return new Splice(line, line, this.lines.separator() + indented);
	}

	/** Comments right above an item belong to it. */
	private Splice above(int dash, int indent, String text) {
		if (!this.lines.leads(dash)) {
			return new Splice(dash, dash, text + this.lines.separator() + " ".repeat(indent));
		}
		int start = this.lines.start(dash);
		while (start > 0) {
			int before = this.lines.start(this.lines.previousEnd(start));
			if (before == start || this.lines.at(this.lines.skipSpaces(before)) != '#') {
				break;
			}
			start = before;
		}
		return new Splice(start, start, " ".repeat(indent) + text + this.lines.separator());
	}

	private Splice beforeInFlow(String text, int start) {
		boolean line = this.lines.leads(start);
		String gap = line ? this.lines.separator() + " ".repeat(this.lines.column(start)) : " ";
		return new Splice(start, start, text + "," + gap);
	}

	private List<Splice> appendToFlow(String text, int start, int end) {
		if (!this.lines.leads(start)) {
			return List.of(new Splice(end, end, ", " + text));
		}
		String line = this.lines.separator() + this.lines.text().substring(this.lines.start(start), start) + text;
		int comma = this.lines.skipBlank(end);
		if (this.lines.at(comma) == ',') {
			int behind = this.lines.commented(comma + 1) ? this.lines.end(comma) : comma + 1;
			return List.of(new Splice(behind, behind, line + ","));
		}
		if (this.lines.commented(end)) {
			int behind = this.lines.end(end);
			return List.of(new Splice(end, end, ","), new Splice(behind, behind, line));
		}
		return List.of(new Splice(end, end, "," + line));
	}

}
