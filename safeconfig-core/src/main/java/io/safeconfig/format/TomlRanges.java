package io.safeconfig.format;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Removes lines and sections, and what would be left of the blank lines around them.
 */
final class TomlRanges {

	private final TomlOutline outline;

	private final List<Range> ranges = new ArrayList<>();

	TomlRanges(TomlOutline outline) {
		this.outline = outline;
	}

	void pair(TomlPair pair) {
		this.ranges.add(new Range(this.outline.lineStart(pair.key().start()), this.outline.nextLine(pair.value().end()),
				false));
	}

	void section(TomlSection section) {
		this.ranges.add(new Range(this.outline.lineStart(section.start()), this.outline.nextLine(section.end()), true));
	}

	List<Splice> splices() {
		this.ranges.sort(Comparator.comparingInt(Range::start));
		List<Range> joined = new ArrayList<>();
		for (Range range : this.ranges) {
			int last = joined.size() - 1;
			if (last >= 0 && belongTogether(joined.get(last), range)) {
				joined.set(last, new Range(joined.get(last).start(), range.end(), range.section()));
			}
			else {
				joined.add(range);
			}
		}
		return joined.stream().map(this::splice).toList();
	}

	private boolean belongTogether(Range one, Range next) {
		return one.end() == next.start()
				|| (one.section() && next.section() && this.outline.isBlank(one.end(), next.start()));
	}

	private Splice splice(Range range) {
		int start = range.start();
		int end = range.end();
		if (range.section()) {
			int above = skipBlankLinesUp(start);
			int below = skipBlankLinesDown(end);
			if (below == this.outline.text().length()) {
				start = above;
			}
			else if (above < start || start == 0) {
				end = below;
			}
		}
		boolean last = range.end() == this.outline.text().length() && !this.outline.text().endsWith("\n");
		return new Splice(last ? withoutLineEnd(start) : start, end, "");
	}

	/** A file that ends without line end still does so. */
	private int withoutLineEnd(int start) {
		return (start == 0) ? 0 : this.outline.lineEnd(this.outline.lineStart(start - 1));
	}

	private int skipBlankLinesUp(int lineStart) {
		int start = lineStart;
		while (start > 0) {
			int above = this.outline.lineStart(start - 1);
			if (!this.outline.isBlank(above, start)) {
				break;
			}
			start = above;
		}
		return start;
	}

	private int skipBlankLinesDown(int lineStart) {
		int end = lineStart;
		while (end < this.outline.text().length()) {
			int next = this.outline.nextLine(end);
			if (!this.outline.isBlank(end, next)) {
				break;
			}
			end = next;
		}
		return end;
	}

	/**
	 * Whole lines.
	 *
	 * @param start where the first one starts
	 * @param end where the first one starts that stays
	 * @param section whether they are a section, not a pair
	 */
	private record Range(int start, int end, boolean section) {

	}

}
