package io.safeconfig.format;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/**
 * Large and malicious content. The time limit only guards against hanging.
 */
class HostileInputTests {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	private static final int TEN_MEGABYTES = 10_000_000;

	private static final int MEGABYTE = 1_000_000;

	@Test
	void tenMegabytesOnOneLineCanBeEdited() {
		assertEditable("a=" + "x".repeat(TEN_MEGABYTES));
		assertEditable("x".repeat(TEN_MEGABYTES));
		assertEditable("a" + " ".repeat(TEN_MEGABYTES));
		assertEditable("#".repeat(TEN_MEGABYTES));
	}

	@Test
	void tenMegabytesOfBlankLinesCanBeEdited() {
		assertEditable("\n".repeat(TEN_MEGABYTES));
		assertEditable("\r".repeat(TEN_MEGABYTES));
	}

	@Test
	void aMillionBackslashesCanBeEdited() {
		assertEditable("a=" + "\\".repeat(MEGABYTE));
		assertEditable("a=" + "\\".repeat(MEGABYTE + 1));
		assertEditable("a=" + "\\".repeat(MEGABYTE + 1) + "\n");
		assertEditable("b" + "\\".repeat(MEGABYTE) + "=1\n");
	}

	@Test
	void aHundredThousandContinuationLinesCanBeEdited() {
		assertEditable("a=" + "x\\\n".repeat(100_000));
		assertEditable("a=" + "\\\r\n ".repeat(100_000) + "x");
		assertEditable("\\\n".repeat(100_000) + "a=1\n");
		assertEditable("b" + "\\\n".repeat(100_000) + "=1\n");
	}

	@Test
	void aHundredThousandDuplicatesCanBeRemoved() {
		assertTimeoutPreemptively(LIMIT, () -> {
			ConfigContent content = Latin1.properties("a=1\n# c\n".repeat(100_000));
			assertThat(Keys.remove(content, "a").toBytes()).isEqualTo(Latin1.bytes("# c\n".repeat(100_000)));
		});
	}

	@Test
	void aMegabyteOfEntriesCanBeEditedManyTimes() {
		StringBuilder document = new StringBuilder();
		for (int number = 0; document.length() < MEGABYTE; number++) {
			document.append("group").append(number % 100).append(".key").append(number).append(" = value\n");
		}
		assertTimeoutPreemptively(LIMIT, () -> {
			ConfigContent content = Latin1.properties(document.toString());
			for (int number = 0; number < 20; number++) {
				content = Keys.set(content, "group" + number + ".added", "1");
			}
			int added = 10 * "group0.added = 1\n".length() + 10 * "group10.added = 1\n".length();
			assertThat(content.toBytes()).hasSize(document.length() + added);
		});
	}

	@Test
	void collidingKeysDoNotSlowDownReading() {
		StringBuilder document = new StringBuilder();
		for (int number = 0; number < 1 << 16; number++) {
			for (int bit = 0; bit < 16; bit++) {
				document.append(((number >> bit & 1) == 0) ? "Aa" : "BB");
			}
			document.append("=1\n");
		}
		assertEditable(document.toString());
	}

	@Test
	void nulAtTheEndOfTenMegabytesIsRefused() {
		assertRefused("a=" + "x".repeat(TEN_MEGABYTES) + '\0', 1, TEN_MEGABYTES + 3);
		assertRefused("\n".repeat(TEN_MEGABYTES) + '\0', TEN_MEGABYTES + 1, 1);
	}

	@Test
	void malformedEscapeAfterAMillionGoodOnesIsRefused() {
		assertRefused("a=" + "\\u0041".repeat(MEGABYTE) + "\\u004", 1, 6 * MEGABYTE + 3);
		assertRefused("a=\\u" + "\\\n".repeat(100_000) + "x", 1, 3);
	}

	private static void assertEditable(String document) {
		assertTimeoutPreemptively(LIMIT, () -> {
			ConfigContent content = Latin1.properties(document);
			assertThat(content.toBytes().length).isEqualTo(document.length());
			content = Keys.set(content, "a", "1");
			content = Keys.set(content, "z.new", "2");
			content = Keys.remove(content, "z.new");
			assertThat(Keys.get(content, "a")).isEqualTo("1");
			assertThat(Keys.get(content, "z.new")).isNull();
		});
	}

	private static void assertRefused(String document, int line, int column) {
		assertTimeoutPreemptively(LIMIT,
				() -> assertThatExceptionOfType(ContentException.class).isThrownBy(() -> Latin1.properties(document))
					.satisfies((failure) -> assertThat(failure.line()).isEqualTo(line))
					.satisfies((failure) -> assertThat(failure.column()).isEqualTo(column)));
	}

}
