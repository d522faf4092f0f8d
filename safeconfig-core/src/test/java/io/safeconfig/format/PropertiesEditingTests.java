package io.safeconfig.format;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

import io.safeconfig.format.ConfigNode.Mapping;
import io.safeconfig.format.ConfigNode.Scalar;
import io.safeconfig.format.ConfigNode.Sequence;
import io.safeconfig.format.ContentEdit.Add;
import io.safeconfig.format.ContentEdit.Remove;
import io.safeconfig.format.ContentEdit.Replace;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/**
 * What edits of a property file are refused, and what many of them cost.
 */
class PropertiesEditingTests {

	private static final int KEYS = 5_000;

	@Test
	void whatIsNoStringIsRefused() {
		assertRefused(Scalar.NULL, "cannot say null");
		assertRefused(Mapping.EMPTY, "no mappings");
		assertRefused(new Sequence(List.of(Scalar.of("x"))), "no mappings and no sequences");
		assertRefused(new Scalar(Double.NaN, "NaN"), "only strings");
		assertRefused(new Scalar(LocalDate.EPOCH, "1970-01-01"), "only strings");
	}

	private static void assertRefused(ConfigNode value, String reason) {
		ConfigContent content = Latin1.properties("x=1\n a=1\n");
		assertThatExceptionOfType(ContentException.class)
			.isThrownBy(() -> content.edit(0, List.of(new Replace(NodePath.ROOT.key("a"), value))))
			.withMessageContaining(reason)
			.withMessageEndingWith("(line 2, column 2)");
		assertThatExceptionOfType(ContentException.class)
			.isThrownBy(() -> content.edit(0, List.of(new Add(NodePath.ROOT.key("b"), value))))
			.withMessageContaining(reason)
			.withMessageEndingWith("(line 3, column 1)");
	}

	@Test
	void anEditWithoutAPlaceIsTheFaultOfItsCaller() {
		ConfigContent content = Latin1.properties("a=1\nb=2\n");
		List<ContentEdit> edits = List.of(Keys.replace("c", "1"), Keys.remove("c"), Keys.rename("c", "d"),
				Keys.rename("a", "b"), Keys.add("a", "1"), new Remove(NodePath.ROOT.index(0)),
				new Replace(NodePath.ROOT.key("a").key("b"), Scalar.of("1")),
				new Add(NodePath.ROOT.key("c").key("b"), Scalar.of("1")));
		for (ContentEdit edit : edits) {
			assertThatIllegalArgumentException().isThrownBy(() -> content.edit(0, List.of(edit)));
			assertThatIllegalArgumentException()
				.isThrownBy(() -> content.edit(0, List.of(Keys.replace("a", "9"), edit)));
		}
	}

	@Test
	void aKeyWithSeveralEntriesCannotBeRenamed() {
		ConfigContent content = Latin1.properties("a=1\nb=2\n a=3\n");
		assertThatExceptionOfType(ContentException.class)
			.isThrownBy(() -> content.edit(0, List.of(Keys.rename("a", "c"))))
			.withMessageContaining("several times")
			.withMessageEndingWith("(line 3, column 2)");
	}

	@Test
	void eitherAllEditsAreMadeOrNone() {
		ConfigContent content = Latin1.properties("a=1\n\\");
		assertThatExceptionOfType(ContentException.class)
			.isThrownBy(() -> content.edit(0, List.of(Keys.replace("a", "2"), Keys.add("b", "2"))));
		assertThat(Latin1.text(content.toBytes())).isEqualTo("a=1\n\\");
		assertThat(Keys.get(content, "a")).isEqualTo("1");
	}

	@Test
	void entriesThatOthersHideSayWhatTheySaid() {
		String file = "a=hidden\nb=1\na=2\n";
		ConfigContent content = Latin1.properties(file).edit(0, List.of(Keys.replace("b", "9"), Keys.add("c", "3")));
		assertThat(Latin1.entries(Latin1.text(content.toBytes()))).extracting(Entry::value)
			.containsExactly("hidden", "9", "2", "3");
	}

	@Test
	void aThousandEditsOfAnyKindCostAboutAsMuchAsOne() {
		ConfigContent content = Latin1.properties(manyKeys());
		List<ContentEdit> edits = new ArrayList<>();
		for (int number = 0; number < KEYS; number += 5) {
			String key = key(number);
			edits.add(switch (number % 4) {
				case 0 -> Keys.replace(key, "other value of another length");
				case 1 -> Keys.remove(key);
				case 2 -> Keys.rename(key, key + ".renamed");
				default -> Keys.add(key + ".added", "new");
			});
		}
		ConfigContent once = content.edit(0, edits);
		ConfigContent oneByOne = content;
		for (ContentEdit edit : edits.subList(0, 100)) {
			oneByOne = oneByOne.edit(0, List.of(edit));
		}
		assertThat(once.documents()).containsExactly(EditedTree.of(Keys.root(content, 0), edits));
		assertThat(content.edit(0, edits.subList(0, 100)).toBytes()).isEqualTo(oneByOne.toBytes());
		assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
			for (int time = 0; time < 50; time++) {
				content.edit(0, edits);
			}
		});
	}

	private static String manyKeys() {
		StringBuilder file = new StringBuilder();
		for (int number = 0; number < KEYS; number++) {
			file.append(key(number)).append(" = some value of a key ").append(number).append('\n');
		}
		return file.toString();
	}

	private static String key(int number) {
		return "group" + number % 100 + ".key" + number;
	}

	@Test
	void anEntryThatALaterOneHidesMustSayWhatItSaid() {
		PropertiesContent before = (PropertiesContent) Latin1.properties("a=1\na=2\nb=3");
		PropertiesContent after = (PropertiesContent) Latin1.properties("a=9\na=2\nb=4");
		assertThat(after.documents()).isEqualTo(Latin1.properties("a=2\nb=4").documents());
		ContentEdit edit = new Replace(NodePath.ROOT.key("b"), Scalar.of("4"));
		assertThatExceptionOfType(ContentException.class).isThrownBy(() -> before.verify(after, 0, List.of(edit)))
			.withMessageContaining("a line beside it would be read otherwise");
	}

}
