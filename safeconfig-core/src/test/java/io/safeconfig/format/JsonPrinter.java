package io.safeconfig.format;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;

/**
 * Makes up files in any layout that the grammar allows, however ugly.
 */
final class JsonPrinter {

	private static final String[] STRINGS = { "", "a", "ü", "🚀", "//", "/*", "*/", ",", "}", "\\n", "\\\"", "\\\\",
			"\\u0041", "\\ud83d\\ude80", "\\ud800", " " };

	private final Random random;

	private final boolean commented;

	private final String lineEnd;

	/** 0 for no white space, 1 for a tidy file, 2 for anything. */
	private final int mess;

	private final StringBuilder text = new StringBuilder();

	private int keys;

	private JsonPrinter(Random random, boolean commented) {
		this.random = random;
		this.commented = commented;
		this.lineEnd = new String[] { "\n", "\r\n", "\r" }[Math.max(0, random.nextInt(6) - 3)];
		this.mess = random.nextInt(3);
	}

	static String print(Random random, boolean commented) {
		JsonPrinter printer = new JsonPrinter(random, commented);
		if (random.nextInt(8) == 0) {
			printer.text.append('\uFEFF');
		}
		printer.trivia(0);
		printer.container(0, random.nextInt(4) > 0);
		printer.trivia(0);
		return printer.text.toString();
	}

	private void container(int level, boolean mapping) {
		this.text.append(mapping ? '{' : '[');
		int size = this.random.nextInt(5);
		boolean lines = this.random.nextInt(3) > 0;
		for (int index = 0; index < size; index++) {
			separate(level + 1, lines);
			if (mapping) {
				key();
			}
			value(level + 1);
			if (index + 1 < size || (this.commented && this.random.nextInt(4) == 0)) {
				messy(level);
				this.text.append(',');
				comment(" ", level, this.random.nextInt(8));
			}
		}
		separate(level, lines && size > 0);
		this.text.append(mapping ? '}' : ']');
	}

	private void key() {
		this.text.append('"')
			.append("k")
			.append(this.keys++)
			.append(STRINGS[this.random.nextInt(STRINGS.length)])
			.append('"');
		messy(0);
		this.text.append(':');
		if (this.mess == 1) {
			this.text.append(' ');
		}
		messy(0);
	}

	private void value(int level) {
		int kind = this.random.nextInt(10);
		if (kind < 3 && level < 5) {
			container(level, kind < 2);
		}
		else {
			this.text.append(scalar(this.random));
		}
	}

	private static String scalar(Random random) {
		return switch (random.nextInt(7)) {
			case 0 -> "null";
			case 1 -> String.valueOf(random.nextBoolean());
			case 2 -> String.valueOf(random.nextInt(2000) - 1000);
			case 3 -> new BigInteger(90, random).toString();
			case 4 -> decimal(random) + (random.nextBoolean() ? "e-1" : "");
			default -> {
				StringBuilder string = new StringBuilder("\"");
				for (int count = random.nextInt(4); count > 0; count--) {
					string.append(STRINGS[random.nextInt(STRINGS.length)]);
				}
				yield string.append('"').toString();
			}
		};
	}

	private static String decimal(Random random) {
		return new BigDecimal(BigInteger.valueOf(random.nextInt(10000)), random.nextInt(8)).toPlainString();
	}

	private void separate(int level, boolean lines) {
		if (this.mess == 2) {
			trivia(level);
		}
		else if (this.mess == 1 && lines) {
			while (this.commented && this.random.nextInt(6) == 0) {
				this.text.append(this.lineEnd).append("  ".repeat(level));
				comment("", level, 0);
			}
			this.text.append(this.lineEnd).append("  ".repeat(level));
		}
		else if (this.mess == 1 && this.text.charAt(this.text.length() - 1) == ',') {
			this.text.append(' ');
		}
	}

	private void messy(int level) {
		if (this.mess == 2 && this.random.nextInt(3) == 0) {
			trivia(level);
		}
	}

	private void trivia(int level) {
		for (int count = this.random.nextInt(4); count > 0; count--) {
			switch (this.random.nextInt(5)) {
				case 0 -> this.text.append(this.lineEnd);
				case 1 -> this.text.append('\t');
				case 2 -> comment("", level, 0);
				case 3 -> this.text.append(this.lineEnd).append("  ".repeat(level));
				default -> this.text.append(' ');
			}
		}
	}

	private void comment(String before, int level, int unlikely) {
		if (!this.commented || unlikely > 0) {
			return;
		}
		this.text.append(before);
		switch (this.random.nextInt(4)) {
			case 0 -> this.text.append("/* ").append(this.keys).append(" \" { */");
			case 1 -> this.text.append("/**/");
			case 2 -> this.text.append("/* 🚀").append(this.lineEnd).append("  ".repeat(level)).append("*/");
			default -> this.text.append("// \"").append(this.keys).append(" , }").append(this.lineEnd);
		}
	}

}
