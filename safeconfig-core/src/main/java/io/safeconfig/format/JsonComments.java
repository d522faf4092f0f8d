package io.safeconfig.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

/**
 * The comments of a file. They are compared before and after an edit, since the data does
 * not show them.
 */
final class JsonComments {

	private final String text;

	private final List<Integer> starts = new ArrayList<>();

	private JsonComments(String text) {
		this.text = text;
	}

	/** Finds the comments of a valid file. */
	static JsonComments of(String text) {
		JsonComments comments = new JsonComments(text);
		int position = 0;
		while (position < text.length()) {
			position = comments.pass(position);
		}
		return comments;
	}

	private int pass(int position) {
		char character = this.text.charAt(position);
		if (character == '"') {
			return stringEnd(position);
		}
		if (character == '/') {
			this.starts.add(position);
			return end(position);
		}
		return position + 1;
	}

	private int stringEnd(int start) {
		int position = start + 1;
		while (this.text.charAt(position) != '"') {
			position += (this.text.charAt(position) == '\\') ? 2 : 1;
		}
		return position + 1;
	}

	private int end(int start) {
		if (this.text.charAt(start + 1) == '*') {
			return this.text.indexOf("*/", start + 2) + 2;
		}
		int position = start;
		while (position < this.text.length() && "\r\n".indexOf(this.text.charAt(position)) < 0) {
			position++;
		}
		return position;
	}

	/**
	 * Tells whether exactly those comments are gone that an edit takes along.
	 * @param gone the ranges in which comments go, start to end
	 */
	boolean survive(JsonComments edited, NavigableMap<Integer, Integer> gone) {
		int kept = 0;
		for (int start : this.starts) {
			Map.Entry<Integer, Integer> range = gone.floorEntry(start);
			if (range == null || range.getValue() <= start) {
				if (kept == edited.starts.size() || !edited.isAt(kept, this.text.substring(start, end(start)))) {
					return false;
				}
				kept++;
			}
		}
		return kept == edited.starts.size();
	}

	private boolean isAt(int index, String comment) {
		int start = this.starts.get(index);
		return comment.length() == end(start) - start && this.text.startsWith(comment, start);
	}

}
