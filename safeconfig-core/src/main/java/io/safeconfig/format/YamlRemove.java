package io.safeconfig.format;

import java.util.ArrayList;
import java.util.List;

/**
 * Plans to remove one of several entries or items.
 */
final class YamlRemove {

	private final YamlLines lines;

	YamlRemove(YamlLines lines) {
		this.lines = lines;
	}

	/** Where an entry or an item is. */
	record Range(int start, int end, int outerEnd) {

	}

	List<Splice> from(YamlMapping mapping, YamlEntry entry) {
		List<Range> ranges = mapping.entries()
			.stream()
			.map((one) -> new Range(one.start(), one.end(), one.outerEnd()))
			.toList();
		return plan(ranges, mapping.entries().indexOf(entry), mapping.flow());
	}

	List<Splice> from(YamlSequence sequence, int position) {
		List<Range> ranges = sequence.items()
			.stream()
			.map((one) -> new Range(one.start(), one.end(), one.outerEnd()))
			.toList();
		return plan(ranges, position, sequence.flow());
	}

	private List<Splice> plan(List<Range> ranges, int position, boolean flow) {
		return flow ? flow(ranges, position) : List.of(block(ranges, position));
	}

	/** A block scalar needs the line end behind it. */
	private Splice block(List<Range> ranges, int position) {
		Range range = ranges.get(position);
		int tail = this.lines.next(range.end());
		if (!this.lines.leads(range.start())) {
			return compact(ranges, position);
		}
		int start = this.lines.start(range.start());
		boolean unended = tail == this.lines.length() && !this.lines.breaks(tail - 1);
		boolean needed = position > 0 && ranges.get(position - 1).outerEnd() > this.lines.previousEnd(start);
		return (unended && !needed) ? new Splice(this.lines.previousEnd(start), tail, "") : new Splice(start, tail, "");
	}

	/**
	 * The first entry behind a dash: the next one moves up, unless a comment is between.
	 */
	private Splice compact(List<Range> ranges, int position) {
		Range range = ranges.get(position);
		Range next = ranges.get(position + 1);
		int lineEnd = this.lines.end(range.end());
		String between = this.lines.text().substring(lineEnd, next.start());
		if (between.isBlank()) {
			return new Splice(range.start(), next.start(), "");
		}
		int start = range.start();
		while (this.lines.at(start - 1) == ' ') {
			start--;
		}
		return new Splice(start, lineEnd, "");
	}

	private List<Splice> flow(List<Range> ranges, int position) {
		Range range = ranges.get(position);
		int comma = this.lines.skipBlank(range.end());
		boolean followed = this.lines.at(comma) == ',';
		int behind = followed ? comma + 1 : range.end();
		if (this.lines.leads(range.start()) && ownLine(behind)) {
			List<Splice> splices = new ArrayList<>();
			if (!followed && position > 0) {
				int before = this.lines.skipBlank(ranges.get(position - 1).end());
				splices.add(new Splice(before, before + 1, ""));
			}
			splices.add(new Splice(this.lines.start(range.start()), this.lines.next(behind), ""));
			return splices;
		}
		if (position > 0) {
			return List.of(new Splice(ranges.get(position - 1).end(), range.end(), ""));
		}
		return List.of(new Splice(range.start(), ranges.get(position + 1).start(), ""));
	}

	private boolean ownLine(int behind) {
		return this.lines.commented(behind) || this.lines.breaks(this.lines.skipSpaces(behind));
	}

}
