package io.safeconfig.format;

import java.util.ArrayList;
import java.util.List;

/**
 * Goes through the text of a TOML file and knows what ends a line, a comment or a string.
 */
final class TomlCursor {

	static final char END = '\0';

	private final SourceText source;

	private final String text;

	private final List<Splice> comments = new ArrayList<>();

	private int position;

	TomlCursor(SourceText source) {
		this.source = source;
		this.text = source.text();
	}

	int position() {
		return this.position;
	}

	boolean atEnd() {
		return this.position >= this.text.length();
	}

	/** The next character; a text holds no NUL, so this one is the end. */
	char peek() {
		return atEnd() ? END : this.text.charAt(this.position);
	}

	boolean at(String expected) {
		return this.text.startsWith(expected, this.position);
	}

	void skip(int count) {
		this.position += count;
	}

	boolean accept(String expected) {
		if (!at(expected)) {
			return false;
		}
		this.position += expected.length();
		return true;
	}

	void require(String expected, String reason) {
		if (!accept(expected)) {
			throw failure(reason);
		}
	}

	ContentException failure(String reason) {
		return failure(reason, this.position);
	}

	ContentException failure(String reason, int offset) {
		return this.source.failure(reason, offset);
	}

	/** The comments passed so far, each with its text. */
	List<Splice> comments() {
		return this.comments;
	}

	void skipBlanks() {
		while (peek() == ' ' || peek() == '\t') {
			this.position++;
		}
	}

	/** Skip blanks, comments and line ends. */
	void skipLines() {
		do {
			skipBlanks();
			skipComment();
		}
		while (acceptLineEnd());
	}

	/** Skip what may follow on a line, and its end. */
	void finishLine() {
		skipBlanks();
		skipComment();
		if (!atEnd() && !acceptLineEnd()) {
			throw failure("only a comment may follow on this line");
		}
	}

	private boolean acceptLineEnd() {
		return accept("\n") || accept("\r\n");
	}

	private void skipComment() {
		if (peek() != '#') {
			return;
		}
		int start = this.position;
		while (!atEnd() && !at("\n") && !at("\r\n")) {
			this.position++;
		}
		this.comments.add(new Splice(start, this.position, this.text.substring(start, this.position)));
	}

	/** Skip a string on one line. */
	void skipString(char quote) {
		int start = this.position++;
		while (peek() != quote) {
			if (quote == '"' && peek() == '\\') {
				this.position++;
			}
			if (atEnd() || peek() == '\n' || peek() == '\r') {
				throw failure("a string is not closed", start);
			}
			this.position++;
		}
		this.position++;
	}

	/** Skip a string in three quotes; up to two more belong to it before its end. */
	void skipLongString(String quotes) {
		int start = this.position;
		this.position += quotes.length();
		while (!at(quotes)) {
			if (quotes.charAt(0) == '"' && peek() == '\\') {
				this.position++;
			}
			if (atEnd()) {
				throw failure("a string is not closed", start);
			}
			this.position++;
		}
		this.position += quotes.length();
		for (int more = 0; more < 2 && peek() == quotes.charAt(0); more++) {
			this.position++;
		}
	}

	String since(int start) {
		return this.text.substring(start, this.position);
	}

}
