package io.safeconfig.format;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Edits a long commented file and compares it line by line with what the edits should
 * make of it.
 */
class CommentedFileTests {

	private static final int BLOCKS = 20;

	private static final int NAME = 2;

	private static final int LIST = 3;

	private static final int LIST_END = 6;

	private static final int SECOND = 9;

	@Test
	void twentyEditsLeaveEveryOtherLineAsItIs() {
		List<List<String>> blocks = blocks();
		String document = join(blocks);
		assertThat(document.split("\r\n", -1)).hasSize(201);
		ConfigContent content = Latin1.properties(document);
		for (int number = 0; number < BLOCKS; number++) {
			content = edit(content, number);
			editLines(blocks.get(number), number);
			assertThat(Latin1.text(content.toBytes()).split("\r\n", -1)).as("after edit %d", number)
				.isEqualTo(join(blocks).split("\r\n", -1));
			assertThat(content.toBytes()).isEqualTo(Latin1.bytes(join(blocks)));
		}
	}

	private static ConfigContent edit(ConfigContent content, int number) {
		String prefix = "block" + number;
		return switch (number % 5) {
			case 0 -> Keys.set(content, prefix + ".name", "new \u20AC name");
			case 1 -> Keys.set(content, prefix + ".list", "flat");
			case 2 -> Keys.set(content, prefix + ".twice", "third");
			case 3 -> Keys.remove(content, prefix + ".list");
			default -> Keys.set(content, prefix + ".added", "C:\\x");
		};
	}

	@Test
	void twentyEditsAtOnceLeaveTheSame() {
		List<List<String>> blocks = blocks();
		ConfigContent content = Latin1.properties(join(blocks));
		List<ContentEdit> edits = new ArrayList<>();
		for (int number = 0; number < BLOCKS; number++) {
			edits.add(atOnce(number));
			editLines(blocks.get(number), number);
		}
		assertThat(Latin1.text(content.edit(0, edits).toBytes())).isEqualTo(join(blocks));
	}

	private static ContentEdit atOnce(int number) {
		String prefix = "block" + number;
		return switch (number % 5) {
			case 0 -> Keys.replace(prefix + ".name", "new \u20AC name");
			case 1 -> Keys.replace(prefix + ".list", "flat");
			case 2 -> Keys.replace(prefix + ".twice", "third");
			case 3 -> Keys.remove(prefix + ".list");
			default -> Keys.add(prefix + ".added", "C:\\x");
		};
	}

	private static void editLines(List<String> lines, int number) {
		String prefix = "block" + number;
		switch (number % 5) {
			case 0 -> lines.set(NAME, prefix + ".name = new \\u20AC name");
			case 1 -> {
				lines.subList(LIST, LIST_END).clear();
				lines.add(LIST, prefix + ".list=flat");
			}
			case 2 -> lines.set(SECOND, "  " + prefix + ".twice\t=\tthird");
			case 3 -> lines.subList(LIST, LIST_END).clear();
			default -> lines.add("  " + prefix + ".added\t=\tC:\\\\x");
		}
	}

	private static List<List<String>> blocks() {
		List<List<String>> blocks = new ArrayList<>();
		for (int number = 0; number < BLOCKS; number++) {
			String prefix = "block" + number;
			blocks.add(new ArrayList<>(List.of("# Block " + number + ": key = value \\",
					"! caf\u00E9, with blanks behind   ", prefix + ".name = value " + number, prefix + ".list=one,\\",
					"    two,\\", "\t# no comment", "", prefix + ".pa\\u0074h : C:\\\\dir\\\\caf\u00E9\\u00e9",
					prefix + ".twice=first", "  " + prefix + ".twice\t=\tsecond")));
		}
		return blocks;
	}

	private static String join(List<List<String>> blocks) {
		StringBuilder document = new StringBuilder();
		blocks.forEach((lines) -> lines.forEach((line) -> document.append(line).append("\r\n")));
		return document.toString();
	}

}
