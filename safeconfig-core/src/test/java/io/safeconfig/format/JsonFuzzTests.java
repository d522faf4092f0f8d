package io.safeconfig.format;

import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Chains of edits of files in any layout, compared with what another reader says.
 */
class JsonFuzzTests {

	private static final int FILES = Integer.getInteger("safeconfig.test.times", 1) * 400;

	private static final int CHAIN = 6;

	@ParameterizedTest
	@ValueSource(longs = { 1, 20, 300 })
	void everyEditOfAStrictFileIsExact(long seed, TestReporter reporter) {
		fuzz(ConfigFormat.json(), false, seed, reporter);
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 20, 300 })
	void everyEditOfAFileWithCommentsIsExact(long seed, TestReporter reporter) {
		fuzz(ConfigFormat.jsonc(), true, seed, reporter);
	}

	private static void fuzz(ConfigFormat format, boolean commented, long seed, TestReporter reporter) {
		Random random = new Random(seed);
		JsonEditing editing = new JsonEditing(format);
		for (int file = 0; file < FILES; file++) {
			byte[] bytes = JsonCase.bytes(JsonPrinter.print(random, commented));
			ConfigContent content = editing.parse(bytes);
			assertThat(JsonOracle.plain(content.documents().get(0))).isEqualTo(JsonOracle.read(bytes));
			assertThat(content.toBytes()).isEqualTo(bytes);
			for (int link = 0; link < CHAIN; link++) {
				List<ContentEdit> edits = JsonEditing.allEdits(content.documents().get(0));
				content = editing.tryEdit(content, edits.get(random.nextInt(edits.size())));
			}
		}
		reporter.publishEntry("applied", String.valueOf(editing.applied()));
		reporter.publishEntry("refused", String.valueOf(editing.refused()));
		assertThat(editing.refused()).isEmpty();
	}

}
