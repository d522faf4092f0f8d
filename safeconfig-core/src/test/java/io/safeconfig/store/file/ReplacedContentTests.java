package io.safeconfig.store.file;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an interrupted write in place leaves, and what only somebody else can have saved.
 */
class ReplacedContentTests {

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static boolean interrupted(String old, String next, String content) {
		return new ReplacedContent(bytes(old)).isInterrupted(bytes(content), bytes(next));
	}

	@ParameterizedTest
	@CsvSource({ "a=1;b=1, a=2;b=2, a=2;b=1", "a=1, a=22, a=2", "a=1, a=22, a=1", "a=1, a=22, a=22", "a=11, a=2, a=21",
			"a=11, a=2, a=11", "a=1;b=1, c=2;d=2, c=2;b=1" })
	void aBeginningOfTheNewContentIsAnInterruptedWrite(String old, String next, String content) {
		assertThat(interrupted(old, next, content)).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "a=1;b=1, a=2;b=2, a=1;b=2", "a=1;b=1, a=2;b=2, a=3;b=1", "a=1, a=22, a=222", "a=1, a=2, a=",
			"a=1;b=1, c=2;d=2, x=2;b=1" })
	void anythingElseIsALaterChange(String old, String next, String content) {
		assertThat(interrupted(old, next, content)).isFalse();
	}

	@Test
	void aPowerFailureLeavesAnySectors() {
		byte[] old = new byte[2048];
		byte[] next = new byte[2048];
		Arrays.fill(old, (byte) 'o');
		Arrays.fill(next, (byte) 'n');
		byte[] content = old.clone();
		Arrays.fill(content, 512, 1024, (byte) 'n');
		Arrays.fill(content, 1536, 2048, (byte) 'n');
		assertThat(new ReplacedContent(old).isInterrupted(content, next)).isTrue();
		content[700] = 'x';
		assertThat(new ReplacedContent(old).isInterrupted(content, next)).isFalse();
	}

	@Test
	void aPowerFailureLeavesNulls() {
		byte[] next = new byte[1500];
		Arrays.fill(next, (byte) 'n');
		byte[] content = Arrays.copyOf(bytes("old"), 1500);
		assertThat(new ReplacedContent(bytes("old")).isInterrupted(content, next)).isTrue();
		assertThat(new ReplacedContent(bytes("old")).isInterrupted(new byte[1500], next)).isTrue();
		content[1400] = 'x';
		assertThat(new ReplacedContent(bytes("old")).isInterrupted(content, next)).isFalse();
	}

}
