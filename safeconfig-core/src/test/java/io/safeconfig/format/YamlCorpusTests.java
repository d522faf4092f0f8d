package io.safeconfig.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests edits against what a careful person would have written. Each case of
 * {@code corpus.txt} runs with LF, with CRLF, with a byte order mark and, unless it says
 * {@code eol}, without the last line end.
 */
class YamlCorpusTests {

	@TestFactory
	Stream<DynamicTest> everyEditLeavesWhatAPersonWouldHaveWritten() throws IOException {
		return cases().stream().flatMap(this::variants);
	}

	@Test
	void thereAreManyCases() throws IOException {
		assertThat(cases()).hasSizeGreaterThan(100);
	}

	private Stream<DynamicTest> variants(Case example) {
		Stream<DynamicTest> tests = Stream.of(
				DynamicTest.dynamicTest(example.name, () -> example.run("", false, false)),
				DynamicTest.dynamicTest(example.name + " [CRLF]", () -> example.run("", true, false)),
				DynamicTest.dynamicTest(example.name + " [BOM]", () -> example.run("\uFEFF", false, false)));
		DynamicTest cut = DynamicTest.dynamicTest(example.name + " [no last line end]",
				() -> example.run("", false, true));
		return example.name.endsWith(" eol") ? tests : Stream.concat(tests, Stream.of(cut));
	}

	private static List<Case> cases() throws IOException {
		try (InputStream input = YamlCorpusTests.class.getResourceAsStream("yaml/corpus.txt")) {
			String text = new String(input.readAllBytes(), StandardCharsets.UTF_8);
			List<Case> cases = new ArrayList<>();
			for (String part : text.split("(?m)^@@ ")) {
				if (!part.isBlank() && !part.startsWith("#")) {
					cases.add(Case.of(part));
				}
			}
			return cases;
		}
	}

	private record Case(String name, String input, List<String> edits, String refusal, String expected) {

		static Case of(String part) {
			int end = part.indexOf('\n');
			String rest = part.substring(end + 1);
			int edit = rest.indexOf("@ ");
			int result = rest.indexOf("@=");
			String edits = rest.substring(edit, result);
			int resultEnd = rest.indexOf('\n', result);
			return new Case(part.substring(0, end).strip(), rest.substring(0, edit),
					edits.lines().map((line) -> line.substring(2)).toList(),
					rest.substring(result + 2, resultEnd).strip(), rest.substring(resultEnd + 1));
		}

		void run(String mark, boolean carriageReturns, boolean cut) {
			byte[] bytes = bytes(mark, this.input, carriageReturns, cut);
			ConfigContent content = ConfigFormat.yaml().parse(bytes, ConfigLimits.DEFAULTS);
			int document = this.edits.get(0).startsWith("document ") ? Integer.parseInt(this.edits.get(0).substring(9))
					: 0;
			List<ContentEdit> changes = this.edits.stream()
				.filter((line) -> !line.startsWith("document "))
				.map(YamlEdits::edit)
				.toList();
			if (!this.refusal.isEmpty()) {
				assertThatExceptionOfType(ContentException.class).isThrownBy(() -> content.edit(document, changes))
					.withMessageContaining(this.refusal);
				return;
			}
			byte[] edited = content.edit(document, changes).toBytes();
			assertThat(new String(edited, StandardCharsets.UTF_8))
				.isEqualTo(new String(bytes(mark, this.expected, carriageReturns, cut), StandardCharsets.UTF_8));
		}

		private static byte[] bytes(String mark, String text, boolean carriageReturns, boolean cut) {
			String ended = (cut && text.endsWith("\n")) ? text.substring(0, text.length() - 1) : text;
			return (mark + (carriageReturns ? ended.replace("\n", "\r\n") : ended)).getBytes(StandardCharsets.UTF_8);
		}

	}

}
