package io.safeconfig.format;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Compares the scanner with {@link java.util.Properties} on random documents.
 */
class PropertiesReadingFuzzTests {

	private static final long SEED = 20_261_017L;

	private static final int DOCUMENTS = 60_000;

	@Test
	void randomDocumentsReadAsPropertiesReadsThem() {
		RandomDocuments documents = new RandomDocuments(new Random(SEED));
		int refused = 0;
		for (int number = 0; number < DOCUMENTS; number++) {
			String document = documents.document();
			String description = describe(number, document);
			Map<String, String> expected = loadOrNull(document);
			if (expected == null) {
				refused++;
				assertThatExceptionOfType(ContentException.class).as(description)
					.isThrownBy(() -> Latin1.properties(document));
			}
			else {
				assertThat(read(document)).as(description).isEqualTo(expected);
			}
		}
		assertThat(refused).as("refused documents").isBetween(DOCUMENTS / 100, DOCUMENTS / 2);
	}

	@Test
	void everyRangeMeansByItselfWhatItMeansInItsDocument() {
		RandomDocuments documents = new RandomDocuments(new Random(SEED + 1));
		int checked = 0;
		for (int number = 0; number < DOCUMENTS / 2; number++) {
			String document = documents.document();
			if (loadOrNull(document) != null) {
				checked += checkRanges(document, describe(number, document));
			}
		}
		assertThat(checked).as("checked entries").isGreaterThan(20_000);
	}

	private static int checkRanges(String document, String description) {
		List<Entry> entries = Latin1.entries(document);
		int position = 0;
		for (Entry entry : entries) {
			assertThat(Latin1.load(document.substring(position, entry.lineStart()))).as(description).isEmpty();
			assertThat(Latin1.load(document.substring(entry.lineStart(), entry.lineEnd()))).as(description)
				.isEqualTo(Map.of(entry.key(), entry.value()));
			assertThat(Latin1.load(document.substring(entry.keyStart(), entry.keyEnd()) + "=")).as(description)
				.isEqualTo(Map.of(entry.key(), ""));
			assertThat(Latin1.load("key=" + document.substring(entry.valueStart(), entry.valueEnd()))).as(description)
				.isEqualTo(Map.of("key", entry.value()));
			position = entry.lineEnd();
		}
		assertThat(Latin1.load(document.substring(position))).as(description).isEmpty();
		return entries.size();
	}

	private static Map<String, String> read(String document) {
		Map<String, String> map = new TreeMap<>();
		Latin1.entries(document).forEach((entry) -> map.put(entry.key(), entry.value()));
		return map;
	}

	private static @Nullable Map<String, String> loadOrNull(String document) {
		try {
			return Latin1.load(document);
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	private static String describe(int number, String document) {
		return "seed " + SEED + ", document " + number + ": \"" + Latin1.show(document) + '"';
	}

}
