package io.safeconfig.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Edits everything in the YAML test suite: an edit does exactly what it should, or is
 * refused.
 */
class YamlTestSuiteTests {

	@Test
	void everyEditOfTheTestSuiteIsExactOrRefused() throws IOException {
		YamlSweep sweep = new YamlSweep();
		int read = 0;
		for (String line : lines()) {
			byte[] bytes = yaml(line);
			try {
				ConfigFormat.yaml().parse(bytes, ConfigLimits.DEFAULTS);
			}
			catch (ContentException ex) {
				assertThat(ex.line()).isPositive();
				continue;
			}
			read++;
			sweep.everyEdit(bytes);
		}
		System.out.println("YAML test suite: " + read + " cases of " + lines().size() + ": " + sweep.report());
		assertThat(read).isGreaterThan(200);
		assertThat(sweep.applied()).isGreaterThan(4000);
		assertThat(sweep.compared()).isGreaterThan(3000);
	}

	private static byte[] yaml(String line) {
		String json = line.split("\t", 3)[2];
		String text = new Yaml(new SafeConstructor(new LoaderOptions())).load(json);
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static List<String> lines() throws IOException {
		try (InputStream input = YamlTestSuiteTests.class.getResourceAsStream("yaml/yaml-test-suite/cases.tsv")) {
			return new String(input.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
		}
	}

}
