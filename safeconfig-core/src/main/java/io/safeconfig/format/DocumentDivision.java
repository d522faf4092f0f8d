package io.safeconfig.format;

import java.util.ArrayList;
import java.util.List;

/**
 * Divides a property file into documents where Spring Boot would.
 * <p>
 * This follows Boot's own loader. A comment line of {@code #---} or {@code !---}, perhaps
 * with blanks behind it, starts a new document if it is not indented, if keys have come
 * before it, and if it does not directly follow a comment that starts with the same
 * character. It is taken back if another comment comes before the next key. What holds no
 * keys is no document. Escapes in comments, which Boot would resolve, are not looked at.
 */
final class DocumentDivision {

	private static final int NONE = -1;

	private static final int DASHES = 3;

	private final String text;

	private final List<DocumentRange> finished = new ArrayList<>();

	private int entriesSeen;

	private boolean documentHasKeys;

	private int lastCommentCharacter = NONE;

	/**
	 * Set after a separator with blanks behind it. Boot then miscounts the columns of the
	 * next line: it sees no separator there, and no content behind an indentation.
	 */
	private boolean columnLost;

	private DocumentDivision(String text) {
		this.text = text;
	}

	/**
	 * Returns the documents in the order of the file, at least one. All entries are in
	 * one of them; those that Boot does not see, because they have no name, count for the
	 * next document, or else for the last.
	 */
	static List<DocumentRange> of(String text, List<Entry> entries) {
		DocumentDivision division = new DocumentDivision(text);
		int position = 0;
		for (Entry entry : entries) {
			division.visitLines(position, entry.lineStart());
			division.visitEntry(entry);
			position = entry.lineEnd();
		}
		division.visitLines(position, text.length());
		division.finishLast();
		return division.finished;
	}

	private void finishLast() {
		if (this.documentHasKeys || this.finished.isEmpty()) {
			finish(this.text.length());
		}
		else {
			DocumentRange last = this.finished.remove(this.finished.size() - 1);
			this.finished.add(new DocumentRange(last.firstEntry(), this.entriesSeen, last.end()));
		}
	}

	private void finish(int end) {
		int first = this.finished.isEmpty() ? 0 : this.finished.get(this.finished.size() - 1).endEntry();
		this.finished.add(new DocumentRange(first, this.entriesSeen, end));
	}

	private void visitEntry(Entry entry) {
		boolean overlooked = this.columnLost && Lines.isBlank(this.text.charAt(entry.lineStart()));
		if (!overlooked && !entry.key().trim().isEmpty()) {
			this.documentHasKeys = true;
		}
		this.entriesSeen++;
		this.lastCommentCharacter = NONE;
		this.columnLost = false;
	}

	private void visitLines(int start, int end) {
		int position = start;
		while (position < end) {
			int lineEnd = Lines.findLineEnd(this.text, position);
			visitLine(position, lineEnd);
			position = Lines.skipLineEnd(this.text, lineEnd);
		}
	}

	private void visitLine(int start, int end) {
		int content = Math.min(Lines.skipBlanks(this.text, start), end);
		boolean overlooked = this.columnLost && content > start;
		int first = (content < end && !overlooked) ? this.text.charAt(content) : NONE;
		boolean columnKnown = !this.columnLost;
		this.columnLost = false;
		if (first != '#' && first != '!') {
			this.lastCommentCharacter = (first == '\\') ? this.lastCommentCharacter : NONE;
		}
		else if (columnKnown && content == start && first != this.lastCommentCharacter && isSeparator(start, end)) {
			visitSeparator(start, end);
		}
		else {
			visitComment(first);
		}
	}

	private boolean isSeparator(int start, int end) {
		int dashesEnd = start + 1 + DASHES;
		return dashesEnd <= end && this.text.startsWith("---", start + 1)
				&& Math.min(Lines.skipBlanks(this.text, dashesEnd), end) == end;
	}

	private void visitSeparator(int start, int end) {
		if (this.documentHasKeys) {
			finish(start);
		}
		this.documentHasKeys = false;
		this.columnLost = end > start + 1 + DASHES;
	}

	private void visitComment(int character) {
		if (!this.documentHasKeys && !this.finished.isEmpty()) {
			this.finished.remove(this.finished.size() - 1);
			this.documentHasKeys = true;
		}
		this.lastCommentCharacter = character;
	}

}
