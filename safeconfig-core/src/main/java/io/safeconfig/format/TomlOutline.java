package io.safeconfig.format;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * Where the sections of a TOML file are, and its comments.
 *
 * @param text the text
 * @param sections the pairs above the first header, and then each header with its pairs
 * @param comments the comments, each with its text
 */
record TomlOutline(String text, List<TomlSection> sections, List<Splice> comments) {

	TomlSection top() {
		return this.sections.get(0);
	}

	boolean hasHeaders() {
		return this.sections.size() > 1;
	}

	TomlSection last() {
		return this.sections.get(this.sections.size() - 1);
	}

	/** The section behind one that is not the last. */
	TomlSection next(TomlSection section) {
		return this.sections.get(index(section) + 1);
	}

	private int index(TomlSection section) {
		return Collections.binarySearch(this.sections, section, Comparator.comparingInt(TomlSection::headerEnd));
	}

	/** Where the line starts that an offset is on. */
	int lineStart(int offset) {
		return this.text.lastIndexOf('\n', offset - 1) + 1;
	}

	/** Where the line ends that an offset is on, before its line end. */
	int lineEnd(int offset) {
		int feed = this.text.indexOf('\n', offset);
		if (feed < 0) {
			return this.text.length();
		}
		return (feed > offset && this.text.charAt(feed - 1) == '\r') ? feed - 1 : feed;
	}

	/** Where the line after that of an offset starts, or the text ends. */
	int nextLine(int offset) {
		int feed = this.text.indexOf('\n', offset);
		return (feed < 0) ? this.text.length() : feed + 1;
	}

	/** Where the last line ends that is not blank. */
	int contentEnd() {
		int end = this.text.length();
		while (end > 0 && Character.isWhitespace(this.text.charAt(end - 1))) {
			end--;
		}
		return (end > 0) ? lineEnd(end) : 0;
	}

	boolean isBlank(int from, int to) {
		for (int index = from; index < to; index++) {
			if (!Character.isWhitespace(this.text.charAt(index))) {
				return false;
			}
		}
		return true;
	}

	/** The line end of the first line, which is that of the file. */
	String newline() {
		int feed = this.text.indexOf('\n');
		return (feed > 0 && this.text.charAt(feed - 1) == '\r') ? "\r\n" : "\n";
	}

	/** The blanks in front of an offset, back to the start of its line. */
	String indent(int offset) {
		int start = lineStart(offset);
		int end = start;
		while (end < offset && (this.text.charAt(end) == ' ' || this.text.charAt(end) == '\t')) {
			end++;
		}
		return this.text.substring(start, end);
	}

	/** Where the comment lines start that are directly above a header. */
	int blockStart(TomlSection section) {
		int index = index(section);
		int least = (index > 1 || !top().pairs().isEmpty()) ? nextLine(this.sections.get(index - 1).end()) : 0;
		int start = lineStart(section.start());
		while (start > least) {
			int above = lineStart(start - 1);
			int content = above + indent(lineEnd(above)).length();
			if (this.text.charAt(content) != '#') {
				break;
			}
			start = above;
		}
		return start;
	}

}
