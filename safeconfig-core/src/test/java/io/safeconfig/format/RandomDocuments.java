package io.safeconfig.format;

import java.util.List;
import java.util.Random;

/**
 * Makes documents, keys and values out of the pieces that parsers get wrong.
 */
final class RandomDocuments {

	private static final List<String> PIECES = List.of("\\", "\\", "\\\\", "\n", "\n", "\r", "\r\n", " ", " ", "\t",
			"\f", "=", "=", ":", "#", "!", "a", "a", "b", "b.", "u", "t", "n", "r", "f", "0", "---", "#---\n", "\u00e9",
			"\u0085", "\u00ff", "\\\n", "\\\r\n", "\\\r", "\\\n  ", "\\u0041", "\\u00E9", "\\u000a", "\\u005c",
			"\\u00\\\n  41", "\na=", "\nb:", "\nb.a = ", "\n# c\n", "key");

	private static final List<String> RARE_PIECES = List.of("\\u", "\\u12", "\\uzzzz", "\\u00g0", "\\u-123", "\\u00\n");

	private static final List<String> TEXT_PIECES = List.of("a", "b", ".", "b.", " ", "=", ":", "#", "!", "\\", "\n",
			"\r", "\t", "\f", "\0", "\u007f", "\u00e9", "\u20ac", "\uD83D\uDE80", "\uDC00", "key", "u0041", "---",
			"\uFEFF");

	private final Random random;

	RandomDocuments(Random random) {
		this.random = random;
	}

	String document() {
		StringBuilder document = new StringBuilder();
		int pieces = this.random.nextInt(25);
		for (int piece = 0; piece < pieces; piece++) {
			document.append(pick((this.random.nextInt(60) == 0) ? RARE_PIECES : PIECES));
		}
		return document.toString();
	}

	String text() {
		StringBuilder text = new StringBuilder();
		int pieces = this.random.nextInt(6);
		for (int piece = 0; piece < pieces; piece++) {
			text.append(pick(TEXT_PIECES));
		}
		return text.toString();
	}

	<T> T pick(List<T> choices) {
		return choices.get(this.random.nextInt(choices.size()));
	}

}
