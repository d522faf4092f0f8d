package io.safeconfig.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import io.safeconfig.format.ContentEdit.Add;
import io.safeconfig.format.ContentEdit.Remove;
import io.safeconfig.format.ContentEdit.Rename;

import static io.safeconfig.format.TomlSamples.parse;
import static io.safeconfig.format.TomlSamples.text;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random edits of random documents, from fixed seeds.
 */
class TomlEditFuzzTests {

	private static final int DOCUMENTS = Integer.getInteger("safeconfig.test.times", 100) * 20;

	private static final int EDITS = 6;

	private final Map<String, Integer> refused = new TreeMap<>();

	private int documents;

	private int applied;

	@Test
	void anEditSaysWhatItShouldOrIsRefused() {
		for (int seed = 0; seed < DOCUMENTS; seed++) {
			TomlRandom random = new TomlRandom(seed);
			String text = random.document();
			if (!text.isEmpty() && TomlOracle.accepts(text)) {
				this.documents++;
				editRepeatedly(random, text, seed);
			}
		}
		int refusals = this.refused.values().stream().mapToInt(Integer::intValue).sum();
		assertThat(this.documents).isGreaterThan(DOCUMENTS / 5);
		assertThat(refusals).as("%s of %d", this.refused, this.applied).isLessThan(this.applied / 100);
	}

	private void editRepeatedly(TomlRandom random, String text, int seed) {
		ConfigContent content = parse(text);
		assertThat(TomlOracle.plain(content.documents().get(0))).as("seed %d", seed).isEqualTo(TomlOracle.read(text));
		assertThat(text(content)).isEqualTo(text);
		for (int count = 0; count < EDITS; count++) {
			ContentEdit edit = random.edit(content.documents().get(0));
			try {
				ConfigContent edited = content.edit(0, List.of(edit));
				check(content, edit, edited, "seed " + seed + ", edit " + count);
				content = edited;
				this.applied++;
			}
			catch (ContentException ex) {
				this.refused.merge(edit.getClass().getSimpleName() + ": " + ex.reason(), 1, Integer::sum);
			}
			if (text(content).isEmpty()) {
				return;
			}
		}
	}

	private static void check(ConfigContent before, ContentEdit edit, ConfigContent after, String description) {
		Object expected = TomlOracle.plain(edit.applyTo(before.documents().get(0)));
		String hint = description + " " + edit + "\n" + text(before) + "\n=>\n" + text(after);
		assertThat(TomlOracle.read(text(after))).as(hint).isEqualTo(expected);
		List<String> old = lines(text(before));
		List<String> changed = lines(text(after));
		List<String> lost = without(old, changed);
		List<String> gained = without(changed, old);
		if (edit instanceof Add) {
			assertThat(lost).as(hint).hasSizeLessThanOrEqualTo(1);
		}
		else if (edit instanceof Remove) {
			assertThat(gained).as(hint).hasSizeLessThanOrEqualTo(2);
		}
		else if (edit instanceof Rename) {
			assertThat(changed).as(hint).hasSameSizeAs(old);
		}
	}

	private static List<String> lines(String text) {
		return text.lines().map(String::strip).filter((line) -> !line.isEmpty()).toList();
	}

	private static List<String> without(List<String> some, List<String> others) {
		List<String> rest = new ArrayList<>(some);
		others.forEach(rest::remove);
		return rest;
	}

}
