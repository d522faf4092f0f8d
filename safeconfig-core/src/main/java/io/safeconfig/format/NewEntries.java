package io.safeconfig.format;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Finds the place of new entries: after the last one of their group, or at the end of the
 * document. A group is the keys that are equal up to their first dot or bracket.
 */
final class NewEntries {

	private final String text;

	private final int end;

	private final Map<String, Entry> groupEnds = new HashMap<>();

	private final Map<String, Lot> behindGroups = new LinkedHashMap<>();

	private final Map<String, Lot> newGroups = new LinkedHashMap<>();

	private @Nullable Entry last;

	private @Nullable EntryStyle styleAtEnd;

	/** The last entry, if it ends with a backslash that would continue a line. */
	private @Nullable Entry dangling;

	/** Whether a line without a line end is the last one, and stays. */
	private boolean unended;

	/**
	 * Creates a collector.
	 * @param text the content
	 * @param end where the document ends
	 */
	NewEntries(String text, int end) {
		this.text = text;
		this.end = end;
		this.unended = !text.isEmpty() && !Lines.endsBefore(text, text.length());
	}

	/**
	 * Takes note of an entry that stays.
	 * @param key its key after the edits
	 * @param replaced whether it gets another value
	 */
	void pass(Entry entry, String key, boolean replaced) {
		if (entry.lineEnd() <= this.end) {
			this.groupEnds.put(group(key), entry);
			this.last = entry;
			this.dangling = (entry.dangling() && !replaced) ? entry : null;
		}
	}

	/** Takes note of an entry that is removed. */
	void passRemoved(Entry entry) {
		this.unended &= entry.lineEnd() < this.text.length();
	}

	void add(String key, String value) {
		String group = group(key);
		Entry neighbour = this.groupEnds.get(group);
		Lot lot = (neighbour != null) ? this.behindGroups.computeIfAbsent(group, (one) -> behind(neighbour))
				: this.newGroups.computeIfAbsent(group, (one) -> atEnd());
		lot.lines.add(lot.style.format(key, value));
	}

	private Lot behind(Entry neighbour) {
		return new Lot(neighbour.lineEnd(), EntryStyle.of(this.text, neighbour));
	}

	private Lot atEnd() {
		if (this.styleAtEnd == null) {
			this.styleAtEnd = EntryStyle.of(this.text, this.last);
		}
		return new Lot(this.end, this.styleAtEnd);
	}

	/** Groups that are there come first: another one may begin where they end. */
	List<Splice> splices() {
		List<Splice> splices = new ArrayList<>();
		this.behindGroups.values().forEach((lot) -> splices.add(splice(lot)));
		this.newGroups.values().forEach((lot) -> splices.add(splice(lot)));
		return splices;
	}

	/**
	 * Ends the line before the first new one if need be. A last line without end leaves
	 * the new last line without end. An entry that ends with a dangling backslash is
	 * given an empty line to continue with, which would otherwise be the new one.
	 */
	private Splice splice(Lot lot) {
		StringBuilder written = new StringBuilder();
		if (this.dangling != null && this.dangling.lineEnd() == lot.position) {
			written.append(lot.style.lineEnd());
			this.dangling = null;
		}
		for (String line : lot.lines) {
			boolean before = this.unended && lot.position == this.text.length();
			written.append(before ? lot.style.lineEnd() : "").append(line).append(before ? "" : lot.style.lineEnd());
		}
		return new Splice(lot.position, lot.position, written.toString());
	}

	private static String group(String key) {
		int end = 0;
		while (end < key.length() && key.charAt(end) != '.' && key.charAt(end) != '[') {
			end++;
		}
		return key.substring(0, end);
	}

	/** Lines for one place. */
	private static final class Lot {

		private final int position;

		private final EntryStyle style;

		private final List<String> lines = new ArrayList<>();

		private Lot(int position, EntryStyle style) {
			this.position = position;
			this.style = style;
		}

	}

}
