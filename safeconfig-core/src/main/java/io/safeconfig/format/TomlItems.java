package io.safeconfig.format;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Reads values and pairs.
 */
final class TomlItems {

	private static final int DATE_LENGTH = 10;

	private final TomlCursor cursor;

	private final TomlKeys keys;

	private final int depth;

	private final int numberLength;

	TomlItems(TomlCursor cursor, TomlKeys keys, int depth, int numberLength) {
		this.cursor = cursor;
		this.keys = keys;
		this.depth = depth;
		this.numberLength = numberLength;
	}

	/** Read a key and its value, which lies below as many others as the level says. */
	TomlPair pair(int level) {
		TomlKey key = this.keys.read();
		this.cursor.require("=", "an equals sign is missing behind a key");
		this.cursor.skipBlanks();
		return new TomlPair(key, item(level));
	}

	private TomlItem item(int level) {
		int start = this.cursor.position();
		switch (this.cursor.peek()) {
			case '[' -> {
				return container(TomlItem.Kind.ARRAY, "]", level + 1);
			}
			case '{' -> {
				return container(TomlItem.Kind.INLINE, "}", level + 1);
			}
			case '"', '\'' -> skipString(this.cursor.peek());
			default -> skipWord();
		}
		return TomlItem.scalar(start, this.cursor.position());
	}

	private TomlItem container(TomlItem.Kind kind, String close, int level) {
		int start = this.cursor.position();
		if (level > this.depth) {
			throw this.cursor.failure(TomlLimits.tooDeep(this.depth));
		}
		this.cursor.skip(1);
		this.cursor.skipLines();
		List<TomlMember> members = new ArrayList<>();
		boolean more = true;
		while (!this.cursor.accept(close)) {
			if (!more || this.cursor.atEnd()) {
				throw notClosed(start);
			}
			members.add(member(kind, level));
			more = members.get(members.size() - 1).hasComma();
		}
		return new TomlItem(kind, start, this.cursor.position(), List.copyOf(members));
	}

	private ContentException notClosed(int start) {
		return this.cursor.atEnd() ? this.cursor.failure("an array or inline table is not closed", start)
				: this.cursor.failure("a comma or the end of an array or inline table is missing");
	}

	private TomlMember member(TomlItem.Kind kind, int level) {
		@Nullable TomlPair pair = (kind == TomlItem.Kind.INLINE) ? pair(level) : null;
		TomlItem value = (pair != null) ? pair.value() : item(level);
		this.cursor.skipLines();
		int comma = this.cursor.position();
		boolean found = this.cursor.accept(",");
		this.cursor.skipLines();
		return new TomlMember(pair, value, found ? comma : -1);
	}

	private void skipString(char quote) {
		String three = String.valueOf(quote).repeat(3);
		if (this.cursor.at(three)) {
			this.cursor.skipLongString(three);
		}
		else {
			this.cursor.skipString(quote);
		}
	}

	/** Skip a number, a boolean or a date, which may hold one blank before the time. */
	private void skipWord() {
		int start = this.cursor.position();
		skipWordCharacters(start);
		if (this.cursor.position() == start) {
			throw this.cursor.failure("a value is missing, or starts with a character that no value starts with");
		}
		if (this.cursor.peek() == ' ' && isDate(this.cursor.since(start))) {
			this.cursor.skip(1);
			if (!isDigit(this.cursor.peek())) {
				this.cursor.skip(-1);
			}
			skipWordCharacters(start);
		}
	}

	private void skipWordCharacters(int start) {
		while (isWordCharacter(this.cursor.peek())) {
			this.cursor.skip(1);
			if (this.cursor.position() - start > this.numberLength) {
				throw this.cursor.failure("a number has more than " + this.numberLength + " characters", start);
			}
		}
	}

	private static boolean isDate(String word) {
		return word.length() == DATE_LENGTH && isDigit(word.charAt(0)) && word.charAt(4) == '-';
	}

	private static boolean isDigit(char character) {
		return character >= '0' && character <= '9';
	}

	private static boolean isWordCharacter(char character) {
		return TomlStrings.isBare(character) || character == '+' || character == '.' || character == ':';
	}

}
