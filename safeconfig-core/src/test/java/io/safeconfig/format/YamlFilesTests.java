package io.safeconfig.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import io.safeconfig.format.ConfigNode.Mapping;
import io.safeconfig.format.ConfigNode.Sequence;
import io.safeconfig.format.ContentEdit.Add;
import io.safeconfig.format.ContentEdit.Remove;
import io.safeconfig.format.ContentEdit.Rename;
import io.safeconfig.format.ContentEdit.Replace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.comments.CommentType;
import org.yaml.snakeyaml.events.CommentEvent;
import org.yaml.snakeyaml.events.Event;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Edits files as they are found in the wild: everything once, and long random chains.
 */
class YamlFilesTests {

	private static final List<String> FILES = List.of("application.yml", "compose.yaml", "deployment.yaml",
			"openapi.yaml", "workflow.yml", "gitlab-ci.yml", "prometheus.yml", "playbook.yml", "plain.json.yaml");

	private static final List<String> VALUES = List.of("abc", "\"yes\"", "\"0644\"", "'a: b # c'", "''", "null", "true",
			"-17", "1.50", "12345678901234567890", "\"two\\nlines\\n\"", "\"tab\\t\\u0007\"", "'{{ x }}'", "'- x'",
			"'@at'", "'🚀 go'", "' padded '", "[]", "{}", "[1, [a, b], {c: d}]", "{a: {b: [x, 'y: z']}, 'c d': \"1\"}",
			"\"C:\\\\dir\"", "'it''s \"quoted\"'", "'*star'", "\"\\n\"", "'2024-01-31'", "[{a: 1, b: 2}, {c: {}}]");

	@Test
	void everyEditOfARealFileIsExactOrRefused() throws IOException {
		YamlSweep sweep = new YamlSweep();
		for (String file : FILES) {
			for (byte[] bytes : variants(file)) {
				sweep.everyEdit(bytes);
			}
		}
		System.out.println("Real files: " + sweep.report());
		assertThat(sweep.applied()).isGreaterThan(6000);
		assertThat(sweep.compared()).isGreaterThan(6000);
		assertThat(sweep.refused()).isLessThan(sweep.applied() / 10);
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4 })
	void longChainsOfRandomEditsAreExact(long seed) throws IOException {
		Random random = new Random(seed);
		YamlSweep sweep = new YamlSweep();
		for (String file : FILES) {
			for (byte[] bytes : variants(file)) {
				ConfigContent content = ConfigFormat.yaml().parse(bytes, ConfigLimits.DEFAULTS);
				for (int count = 0; count < 40; count++) {
					int document = random.nextInt(content.documents().size());
					ContentEdit edit = random(content.documents().get(document), random);
					content = sweep.edit(content, document, edit);
				}
			}
		}
		System.out.println("Random edits, seed " + seed + ": " + sweep.report());
		assertThat(sweep.applied()).isGreaterThan(900);
		assertThat(sweep.refused()).isLessThan(sweep.applied() / 8);
	}

	@Test
	void theParserSeesTheSameComments() throws IOException {
		LoaderOptions options = new LoaderOptions();
		options.setProcessComments(true);
		for (String file : FILES) {
			String text = new String(variants(file).get(0), StandardCharsets.UTF_8);
			List<String> seen = new ArrayList<>();
			for (Event event : new Yaml(options).parse(new StringReader(text))) {
				if (event instanceof CommentEvent comment && comment.getCommentType() != CommentType.BLANK_LINE) {
					seen.add("#" + comment.getValue());
				}
			}
			YamlLines lines = new YamlLines(text);
			YamlComposer composer = new YamlComposer(SourceText.of(text), lines, ConfigLimits.DEFAULTS);
			composer.compose();
			assertThat(YamlComments.of(lines, composer.scalarsWithNumberSign()).all())
				.extracting(YamlComments.Comment::text)
				.containsExactlyElementsOf(seen);
		}
	}

	private static ContentEdit random(ConfigNode root, Random random) {
		List<ContentEdit> edits = YamlSweep.edits(root);
		ContentEdit edit = edits.get(random.nextInt(edits.size()));
		ConfigNode value = YamlEdits.value(VALUES.get(random.nextInt(VALUES.size())));
		if (edit instanceof Add add) {
			NodePath path = (add.path().last() instanceof NodePath.Key)
					? add.path().parent().key("key " + random.nextInt(100_000)) : add.path();
			return new Add(path, value);
		}
		if (edit instanceof Replace replace) {
			return new Replace(replace.path(), value);
		}
		if (edit instanceof Rename rename) {
			return new Rename(rename.path(), "other: " + random.nextInt(100_000));
		}
		boolean large = node(root, edit.path()) instanceof Mapping || node(root, edit.path()) instanceof Sequence;
		return large ? new Replace(edit.path(), value) : new Remove(edit.path());
	}

	private static ConfigNode node(ConfigNode root, NodePath path) {
		ConfigNode node = root;
		for (NodePath.Step step : path.steps()) {
			node = (node instanceof Mapping mapping) ? mapping.entries().get(((NodePath.Key) step).name())
					: ((Sequence) node).items().get(((NodePath.Index) step).position());
		}
		return node;
	}

	private static List<byte[]> variants(String file) throws IOException {
		try (InputStream input = YamlFilesTests.class.getResourceAsStream("yaml/files/" + file)) {
			String text = new String(input.readAllBytes(), StandardCharsets.UTF_8);
			List<byte[]> variants = new ArrayList<>();
			Stream.of(text, text.replace("\n", "\r\n"), text.stripTrailing(), "\uFEFF" + text)
				.forEach((variant) -> variants.add(variant.getBytes(StandardCharsets.UTF_8)));
			return variants;
		}
	}

}
