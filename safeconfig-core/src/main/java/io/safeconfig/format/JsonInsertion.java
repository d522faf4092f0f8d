package io.safeconfig.format;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Puts a new value into an object or array. It gets a line of its own if its neighbour
 * has one, and stands on the line of its neighbour otherwise.
 */
final class JsonInsertion {

	private final JsonPlace place;

	private final JsonText text;

	private final JsonNode container;

	private final @Nullable String key;

	private final ConfigNode value;

	JsonInsertion(JsonPlace place, @Nullable String key, ConfigNode value) {
		this.place = place;
		this.text = place.text();
		this.container = place.container();
		this.key = key;
		this.value = value;
	}

	/**
	 * Plans the insertion.
	 * @param index the position before which the value comes; the size for the end
	 */
	List<Splice> plan(int index) {
		if (this.container.isEmpty()) {
			return fill();
		}
		return (index < this.container.children().size()) ? before(index) : append();
	}

	private List<Splice> append() {
		JsonNode last = this.container.last();
		int comma = this.text.comma(last.end());
		int behind = (comma >= 0) ? comma + 1 : last.end();
		if (this.text.startsLine(last.from()) || endsInLineComment(behind)) {
			return appendLine(last.end(), behind);
		}
		String separator = separator(this.container.children().size() - 1);
		String item = write(this.text.indent(last.end()));
		if (comma >= 0) {
			return insert(behind, separator.substring(separator.indexOf(',') + 1) + item + ",");
		}
		return insert(this.text.commentsEnd(behind), separator + item);
	}

	/** A comment behind the last value stays behind it, and the comma comes between. */
	private List<Splice> appendLine(int valueEnd, int behind) {
		String indent = this.place.innerIndent();
		String line = this.place.lineEnd() + indent + write(indent);
		int lineRest = this.text.restOfLine(behind);
		if (behind > valueEnd) {
			return insert(lineRest, line + ",");
		}
		if (lineRest == valueEnd) {
			return insert(valueEnd, "," + line);
		}
		return List.of(new Splice(valueEnd, valueEnd, ","), new Splice(lineRest, lineRest, line));
	}

	private boolean endsInLineComment(int offset) {
		int start = this.text.skipBlanks(offset);
		while (!this.text.isLineComment(start) && this.text.commentEnd(start) > start) {
			start = this.text.skipBlanks(this.text.commentEnd(start));
		}
		return this.text.isLineComment(start);
	}

	/**
	 * The comments in the lines above a value stay with it, so the new one is above them.
	 */
	private List<Splice> before(int index) {
		JsonNode next = this.container.children().get(index);
		if (!this.text.startsLine(next.from())) {
			return insert(next.from(), write(this.text.indent(next.from())) + separator(Math.max(1, index)));
		}
		int behind = (index == 0) ? this.container.start() + 1
				: this.text.comma(this.container.children().get(index - 1).end()) + 1;
		String indent = this.text.indent(next.from());
		return insert(this.text.restOfLine(behind), this.place.lineEnd() + indent + write(indent) + ",");
	}

	/** What stands between a value and the one before it, unless that is a comment. */
	private String separator(int index) {
		if (index > 0 && index < this.container.children().size()) {
			int start = this.container.children().get(index - 1).end();
			int end = this.container.children().get(index).from();
			if (!this.text.hasComment(start, end)) {
				return this.text.between(start, end);
			}
		}
		return this.place.style().comma();
	}

	private List<Splice> fill() {
		int start = this.container.start() + 1;
		int end = this.container.end() - 1;
		if (this.text.hasComment(start, end)) {
			return fillBehindComment(start, end);
		}
		String outer = this.text.indent(this.container.start());
		boolean lines = this.place.fillsLines();
		String item = this.place.write(this.key, this.value, this.place.innerIndent(), lines);
		if (lines) {
			String line = this.place.lineEnd();
			return List.of(new Splice(start, end, line + this.place.innerIndent() + item + line + outer));
		}
		String padding = (end > start) ? this.text.between(start, end)
				: this.place.style().padding(this.container.isMapping());
		return List.of(new Splice(start, end, padding + item + padding));
	}

	private List<Splice> fillBehindComment(int start, int end) {
		int comment = start;
		int commentEnd = start;
		for (int next = start; next < end; next = this.text.nextComment(commentEnd, end)) {
			comment = next;
			commentEnd = Math.max(start, this.text.commentEnd(next));
		}
		if (this.text.hasBreak(commentEnd, end)) {
			String indent = this.text.startsLine(comment) ? this.text.indent(comment) : this.place.innerIndent();
			String item = this.place.write(this.key, this.value, indent, true);
			return insert(commentEnd, this.place.lineEnd() + indent + item);
		}
		return insert(commentEnd, " " + this.place.write(this.key, this.value, "", false));
	}

	private String write(String indent) {
		return this.place.write(this.key, this.value, indent);
	}

	private static List<Splice> insert(int offset, String text) {
		return List.of(new Splice(offset, offset, text));
	}

}
