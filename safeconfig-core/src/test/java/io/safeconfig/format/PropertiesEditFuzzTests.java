package io.safeconfig.format;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Makes random edits in random documents and asks {@link java.util.Properties} what came
 * of them.
 */
class PropertiesEditFuzzTests {

	private static final long SEED = 4_711L;

	private static final int EDITS = 30_000;

	private final Random random = new Random(SEED);

	private final RandomDocuments documents = new RandomDocuments(this.random);

	private int replaced;

	private int added;

	private int removed;

	private int refused;

	@Test
	void randomEditsChangeOnlyWhatTheyMust() {
		for (int number = 0; number < EDITS; number++) {
			String document = editableDocument();
			edit(document, "seed " + SEED + ", edit " + number + ": \"" + Latin1.show(document) + "\", ");
		}
		assertThat(this.replaced).as("replaced").isGreaterThan(5_000);
		assertThat(this.added).as("added").isGreaterThan(5_000);
		assertThat(this.removed).as("removed").isGreaterThan(5_000);
		assertThat(this.refused).as("refused").isLessThan(EDITS / 50);
	}

	private String editableDocument() {
		while (true) {
			String document = this.documents.document();
			try {
				if (!document.isEmpty() && Latin1.properties(document).documents().size() == 1) {
					return document;
				}
			}
			catch (ContentException ex) {
				// Try another document: this one is malformed or divided.
			}
		}
	}

	private void edit(String document, String description) {
		List<String> keys = List.copyOf(Latin1.load(document).keySet());
		int choice = this.random.nextInt(3);
		if (choice == 0 || keys.isEmpty()) {
			set(document, this.documents.text(), this.documents.text(), description);
		}
		else if (choice == 1) {
			set(document, this.documents.pick(keys), this.documents.text(), description);
		}
		else {
			remove(document, this.documents.pick(keys), description);
		}
	}

	private void set(String document, String key, String value, String prefix) {
		String description = prefix + "set " + Latin1.show(key) + " to " + Latin1.show(value);
		ConfigContent content = Latin1.properties(document);
		ConfigContent edited = setOrNull(content, key, value);
		if (edited == null) {
			this.refused++;
			assertThat(mayBeRefused(document, key)).as(description).isTrue();
			assertThat(Latin1.text(content.toBytes())).as(description).isEqualTo(document);
			return;
		}
		Map<String, String> expected = new TreeMap<>(Latin1.load(document));
		String before = expected.put(key, value);
		String result = Latin1.text(edited.toBytes());
		assertThat(Latin1.load(result)).as(description).isEqualTo(expected);
		assertThat(Keys.get(edited, key)).as(description).isEqualTo(value);
		checkBytes(document, key, before, value, result, description);
	}

	private void checkBytes(String document, String key, @Nullable String before, String value, String result,
			String description) {
		if (before == null) {
			this.added++;
			assertThat(unchanged(document, result)).as(description).isGreaterThanOrEqualTo(document.length());
		}
		else if (before.equals(value)) {
			assertThat(result).as(description).isEqualTo(document);
		}
		else {
			this.replaced++;
			checkReplacement(document, key, value, result, description);
		}
	}

	private static @Nullable ConfigContent setOrNull(ConfigContent content, String key, String value) {
		try {
			return Keys.set(content, key, value);
		}
		catch (ContentException ex) {
			return null;
		}
	}

	private static void checkReplacement(String document, String key, String value, String result, String description) {
		Entry entry = Latin1.entries(document)
			.stream()
			.filter((one) -> one.key().equals(key))
			.reduce((one, next) -> next)
			.orElseThrow();
		String suffix = document.substring(entry.valueEnd());
		int start = value.isEmpty() ? entry.emptyValueStart(document) : entry.valueStart();
		assertThat(result).as(description).startsWith(document.substring(0, start)).endsWith(suffix);
		assertThat(result.substring(start, result.length() - suffix.length())).as(description)
			.doesNotContain("\n")
			.doesNotContain("\r")
			.matches("\\p{ASCII}*");
	}

	private void remove(String document, String key, String prefix) {
		String description = prefix + "remove " + Latin1.show(key);
		Map<String, String> expected = new TreeMap<>(Latin1.load(document));
		expected.remove(key);
		ConfigContent content = Keys.remove(Latin1.properties(document), key);
		String result = Latin1.text(content.toBytes());
		assertThat(Latin1.load(result)).as(description).isEqualTo(expected);
		assertThat(result).as(description).isEqualTo(withoutEntries(document, key));
		assertThat(Keys.get(content, key)).as(description).isNull();
		this.removed++;
	}

	/**
	 * A last line with nothing but a backslash is an entry with an empty key only as long
	 * as nothing follows, so that nothing can be added after it. And a key of the group
	 * without a name may turn a part of the file that had no keys for Spring Boot, only
	 * an empty one, into a document.
	 */
	private static boolean mayBeRefused(String document, String key) {
		List<Entry> entries = Latin1.entries(document);
		Entry last = entries.get(entries.size() - 1);
		boolean lastVanishes = last.dangling() && last.key().isEmpty() && !last.hasSeparator();
		return lastVanishes || (key.startsWith(".") && document.contains("---"));
	}

	private static String withoutEntries(String document, String key) {
		StringBuilder result = new StringBuilder();
		int position = 0;
		for (Entry entry : Latin1.entries(document)) {
			if (entry.key().equals(key)) {
				result.append(document, position, entry.lineStart());
				position = entry.lineEnd();
			}
		}
		result.append(document.substring(position));
		return result.isEmpty() ? LineEnds.mostFrequent(document) : result.toString();
	}

	/**
	 * Returns how many characters two texts share at their start and their end.
	 */
	private static int unchanged(String before, String after) {
		int limit = Math.min(before.length(), after.length());
		int prefix = 0;
		while (prefix < limit && before.charAt(prefix) == after.charAt(prefix)) {
			prefix++;
		}
		int suffix = 0;
		while (suffix < limit - prefix
				&& before.charAt(before.length() - 1 - suffix) == after.charAt(after.length() - 1 - suffix)) {
			suffix++;
		}
		return prefix + suffix;
	}

}
