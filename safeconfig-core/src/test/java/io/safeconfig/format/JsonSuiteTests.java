package io.safeconfig.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The JSON Parsing Test Suite, and every edit of each file that it holds valid.
 */
class JsonSuiteTests {

	private static final char REPLACEMENT = '\uFFFD';

	/** The suite accepts keys that stand twice; which value an edit meant is unknown. */
	private static final Set<String> DUPLICATES = Set.of("y_object_duplicated_key.json",
			"y_object_duplicated_key_and_value.json");

	@Test
	void whatMustBeAcceptedIsReadAsTheOracleReadsIt() {
		Map<String, byte[]> cases = cases("y_");
		assertThat(cases).hasSizeGreaterThan(90);
		Set<String> refused = new TreeSet<>();
		cases.forEach((name, bytes) -> {
			try {
				ConfigContent content = ConfigFormat.json().parse(bytes, ConfigLimits.DEFAULTS);
				assertThat(content.toBytes()).isEqualTo(bytes);
				assertThat(JsonOracle.plain(content.documents().get(0))).as(name).isEqualTo(JsonOracle.read(bytes));
			}
			catch (ContentException ex) {
				refused.add(name);
			}
		});
		assertThat(refused).isEqualTo(DUPLICATES);
	}

	@Test
	void whatMustBeRefusedIs() {
		Map<String, byte[]> cases = cases("n_");
		assertThat(cases).hasSizeGreaterThan(180);
		cases.forEach((name, bytes) -> assertThatExceptionOfType(ContentException.class).as(name)
			.isThrownBy(() -> ConfigFormat.json().parse(bytes, ConfigLimits.DEFAULTS)));
	}

	@Test
	void whatIsLeftOpenIsReadOrRefusedButNeverFails(TestReporter reporter) {
		int accepted = 0;
		Map<String, byte[]> cases = cases("i_");
		for (Map.Entry<String, byte[]> entry : cases.entrySet()) {
			try {
				ConfigFormat.json().parse(entry.getValue(), ConfigLimits.DEFAULTS);
				accepted++;
			}
			catch (ContentException ex) {
				assertThat(ex.line()).isPositive();
			}
		}
		reporter.publishEntry("accepted", accepted + " of " + cases.size());
		assertThat(accepted).isPositive();
	}

	@Test
	void everyEditOfEveryValidFileIsExact(TestReporter reporter) {
		editAll(ConfigFormat.json(), reporter);
	}

	@Test
	void everyEditIsExactInTheFormatWithCommentsToo(TestReporter reporter) {
		editAll(ConfigFormat.jsonc(), reporter);
	}

	private void editAll(ConfigFormat format, TestReporter reporter) {
		JsonEditing editing = new JsonEditing(format);
		for (String prefix : List.of("y_", "i_", "number_", "string_", "object_")) {
			cases(prefix).values().forEach((bytes) -> editAll(editing, bytes));
		}
		reporter.publishEntry("applied", String.valueOf(editing.applied()));
		reporter.publishEntry("refused", String.valueOf(editing.refused()));
		assertThat(editing.refused()).isEmpty();
		assertThat(editing.applied()).isGreaterThan(1500);
	}

	private static void editAll(JsonEditing editing, byte[] bytes) {
		ConfigContent content;
		try {
			content = editing.parse(bytes);
		}
		catch (ContentException ex) {
			return;
		}
		JsonEditing.allEdits(content.documents().get(0)).forEach((edit) -> editing.edit(content, edit));
	}

	/** The cases whose names start so; those with damaged bytes in two forms. */
	private static Map<String, byte[]> cases(String prefix) {
		Map<String, byte[]> cases = new LinkedHashMap<>();
		for (String file : List.of("parsing.json", "transform.json")) {
			for (Object item : (List<?>) JsonOracle.read(resource(file))) {
				Map<?, ?> fields = (Map<?, ?>) item;
				String name = (String) fields.get("name");
				if (name.startsWith(prefix)) {
					put(cases, name, (String) fields.get("input"));
				}
			}
		}
		return cases;
	}

	private static void put(Map<String, byte[]> cases, String name, String input) {
		cases.put(name, JsonCase.bytes(input));
		if (input.indexOf(REPLACEMENT) >= 0) {
			byte[] damaged = JsonCase.bytes(input.replace(REPLACEMENT, '\0'));
			for (int index = 0; index < damaged.length; index++) {
				damaged[index] = (damaged[index] == 0) ? (byte) 0xFF : damaged[index];
			}
			cases.put(name + " (bytes)", damaged);
		}
	}

	private static byte[] resource(String name) {
		try (InputStream input = JsonSuiteTests.class.getResourceAsStream("json-test-suite/" + name)) {
			return input.readAllBytes();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
