package io.safeconfig.format;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Takes a value out of an object or array, with its key, one comma, and its lines if they
 * are its own. The comment at the end of its line goes; all others stay.
 */
final class JsonRemoval {

	private final JsonText text;

	private final JsonNode container;

	private final JsonNode node;

	private final @Nullable JsonNode previous;

	private final @Nullable JsonNode next;

	/** Where the comma behind the value is; -1 if there is none. */
	private final int comma;

	/**
	 * The end of the value, or of the comment at the end of its line, if that is its own.
	 */
	private final int end;

	JsonRemoval(JsonText text, JsonNode container, int index) {
		List<JsonNode> children = container.children();
		this.text = text;
		this.container = container;
		this.node = children.get(index);
		this.previous = (index > 0) ? children.get(index - 1) : null;
		this.next = (index + 1 < children.size()) ? children.get(index + 1) : null;
		this.comma = text.comma(this.node.end());
		this.end = findEnd();
	}

	private int findEnd() {
		boolean commaFollows = this.comma >= 0 && !this.text.hasBreak(this.node.end(), this.comma);
		int behind = commaFollows ? this.comma + 1 : this.node.end();
		int commentsEnd = this.text.commentsEnd(behind);
		boolean alone = this.previous == null || this.text.hasBreak(this.previous.end(), this.node.from());
		boolean lastInLine = this.text.isLineEnd(this.text.skipBlanks(commentsEnd));
		boolean owned = alone && lastInLine && !this.text.hasBreak(behind, commentsEnd);
		return owned ? commentsEnd : this.node.end();
	}

	/** Where the removed begins. */
	int start() {
		return this.node.from();
	}

	/** All comments from the start to this end go, and no others. */
	int end() {
		return this.end;
	}

	List<Splice> plan() {
		int start = this.container.start() + 1;
		int close = this.container.end() - 1;
		if (this.previous == null && this.next == null && !hasOtherComment(start, close)) {
			return List.of(new Splice(start, close, ""));
		}
		if (this.text.startsLine(this.node.from()) && this.text.isLineEnd(this.text.skipBlanks(this.end))) {
			return withLines();
		}
		return withinLine();
	}

	private boolean hasOtherComment(int start, int close) {
		return this.text.hasComment(start, this.node.from()) || this.text.hasComment(this.end, close);
	}

	private List<Splice> withLines() {
		List<Splice> splices = new ArrayList<>();
		int lineEnd = this.text.skipLineEnd(this.text.skipBlanks(this.end));
		splices.add(new Splice(this.text.lineStart(this.node.from()), lineEnd, ""));
		if (this.comma >= lineEnd) {
			splices.add(new Splice(this.comma, this.comma + 1, ""));
		}
		else if (this.comma < 0 && this.previous != null) {
			int before = this.text.comma(this.previous.end());
			splices.add(new Splice(before, before + 1, ""));
		}
		return splices;
	}

	private List<Splice> withinLine() {
		if (this.next != null && (this.previous == null || this.text.startsLine(this.node.from()))) {
			return withCommaBehind(this.next);
		}
		if (this.previous != null) {
			return withCommaBefore(this.previous);
		}
		List<Splice> splices = new ArrayList<>();
		splices.add(new Splice(this.node.from(), this.end, ""));
		if (this.comma >= this.end) {
			splices.add(new Splice(this.comma, this.comma + 1, ""));
		}
		return splices;
	}

	private List<Splice> withCommaBehind(JsonNode behind) {
		List<Splice> splices = new ArrayList<>();
		splices.add(new Splice(this.node.from(), this.end, ""));
		int rest = this.end;
		if (this.comma >= rest) {
			clear(splices, rest, this.comma, behind.from());
			splices.add(new Splice(this.comma, this.comma + 1, ""));
			rest = this.comma + 1;
		}
		clear(splices, rest, behind.from(), behind.from());
		return splices;
	}

	/** Of two commas one goes: the one before, unless the one behind is the very last. */
	private List<Splice> withCommaBefore(JsonNode before) {
		List<Splice> splices = new ArrayList<>();
		int commaBefore = this.text.comma(before.end());
		boolean trailing = this.next == null && this.comma >= 0;
		boolean commaStays = !trailing && this.node.end() <= this.comma && this.comma < this.end;
		int blanksEnd = this.text.skipBlanks(this.end);
		int lineRest = this.text.isLineEnd(blanksEnd) ? blanksEnd : this.end;
		int removed = commaStays ? this.comma : lineRest;
		if (!trailing) {
			clear(splices, before.end(), commaBefore, removed);
			splices.add(new Splice(commaBefore, commaBefore + 1, ""));
		}
		clear(splices, commaBefore + 1, this.node.from(), removed);
		splices.add(new Splice(this.node.from(), removed, ""));
		if (commaStays) {
			splices.add(new Splice(this.comma + 1, this.end, ""));
		}
		else if (trailing && this.comma >= this.end) {
			splices.add(new Splice(this.comma, this.comma + 1, ""));
		}
		return splices;
	}

	/**
	 * Removes white space, but no comment and nothing that stands before one. A line
	 * comment keeps its line end unless another one follows what is removed.
	 */
	private void clear(List<Splice> splices, int start, int end, int removed) {
		boolean lineEnds = this.text.isLineEnd(removed);
		int rest = start;
		for (int next = this.text.nextComment(start, end); next < end; next = this.text.nextComment(rest, end)) {
			rest = this.text.commentEnd(next);
			boolean replaced = lineEnds && !this.text.hasComment(rest, this.node.from());
			rest = (this.text.isLineComment(next) && !replaced) ? this.text.skipLineEnd(rest) : rest;
		}
		if (rest < end) {
			splices.add(new Splice(rest, end, ""));
		}
	}

}
