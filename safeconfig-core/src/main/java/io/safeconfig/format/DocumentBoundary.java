package io.safeconfig.format;

import java.util.List;

/**
 * Finds where Spring Boot would divide a property file into several documents.
 * <p>
 * This follows Boot's own loader. A comment line of {@code #---} or {@code !---}, perhaps
 * with blanks behind it, starts a new document if it is not indented, if keys have come
 * before it, and if it does not directly follow a comment that starts with the same
 * character. It is taken back if another comment comes before the next key. Escapes in
 * comments, which Boot would resolve, are not looked at.
 */
final class DocumentBoundary {

	private static final int NONE = -1;

	private static final int DASHES = 3;

	private final byte[] bytes;

	private int finishedDocuments;

	private int firstBoundary = NONE;

	private boolean documentHasKeys;

	private int lastCommentCharacter = NONE;

	/**
	 * Set after a separator with blanks behind it. Boot then miscounts the columns of the
	 * next line: it sees no separator there, and no content behind an indentation.
	 */
	private boolean columnLost;

	private DocumentBoundary(byte[] bytes) {
		this.bytes = bytes;
	}

	/**
	 * Returns the offset of the first line that divides the content, or -1 if the content
	 * is one document.
	 */
	static int find(byte[] bytes, int start, List<Entry> entries) {
		DocumentBoundary documents = new DocumentBoundary(bytes);
		int position = start;
		for (Entry entry : entries) {
			documents.visitLines(position, entry.lineStart());
			documents.visitEntry(entry);
			position = entry.lineEnd();
		}
		documents.visitLines(position, bytes.length);
		return (documents.finishedDocuments > 0) ? documents.firstBoundary : NONE;
	}

	private void visitEntry(Entry entry) {
		boolean overlooked = this.columnLost && Lines.isBlank(this.bytes[entry.lineStart()]);
		if (!overlooked && !entry.key().trim().isEmpty()) {
			this.documentHasKeys = true;
		}
		this.lastCommentCharacter = NONE;
		this.columnLost = false;
	}

	private void visitLines(int start, int end) {
		int position = start;
		while (position < end) {
			int lineEnd = Lines.findLineEnd(this.bytes, position);
			visitLine(position, lineEnd);
			position = Lines.skipLineEnd(this.bytes, lineEnd);
		}
	}

	private void visitLine(int start, int end) {
		int content = Math.min(Lines.skipBlanks(this.bytes, start), end);
		boolean overlooked = this.columnLost && content > start;
		int first = (content < end && !overlooked) ? this.bytes[content] : NONE;
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
		for (int position = start + 1; position < dashesEnd; position++) {
			if (position >= end || this.bytes[position] != '-') {
				return false;
			}
		}
		return Math.min(Lines.skipBlanks(this.bytes, dashesEnd), end) == end;
	}

	private void visitSeparator(int start, int end) {
		if (this.documentHasKeys) {
			this.firstBoundary = (this.finishedDocuments == 0) ? start : this.firstBoundary;
			this.finishedDocuments++;
		}
		this.documentHasKeys = false;
		this.columnLost = end > start + 1 + DASHES;
	}

	private void visitComment(int character) {
		if (!this.documentHasKeys && this.finishedDocuments > 0) {
			this.finishedDocuments--;
			this.documentHasKeys = true;
		}
		this.lastCommentCharacter = character;
	}

}
