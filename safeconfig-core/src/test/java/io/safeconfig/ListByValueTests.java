package io.safeconfig;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.safeconfig.store.file.FileConfigStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A list is given as a whole, and each of its items keeps its own comment. */
class ListByValueTests {

	private static final int LISTS = 300;

	@TempDir
	Path base;

	@Test
	void theItemsThatStayKeepTheirComments() {
		assertThat(Documents.edited("a.yml", "blocked:\n  - 1 # scanner\n  - 2 # bot\n  - 3 # office\n",
				(document) -> document.mergePatch("{\"blocked\":[2,3]}")))
			.isEqualTo("blocked:\n  - 2 # bot\n  - 3 # office\n");
		assertThat(Documents.edited("a.jsonc",
				"{\n  \"blocked\": [\n    1, // scanner\n    2, // bot\n    3 // office\n  ]\n}\n",
				(document) -> document.set("blocked", List.of(1, 3))))
			.isEqualTo("{\n  \"blocked\": [\n    1, // scanner\n    3 // office\n  ]\n}\n");
		assertThat(Documents.edited("a.toml", "blocked = [\n  1, # scanner\n  2, # bot\n  3, # office\n]\n",
				(document) -> document.merge(Map.of("blocked", List.of(2, 3, 4)))))
			.contains("  2, # bot\n  3, # office\n")
			.doesNotContain("scanner");
	}

	@Test
	void anItemThatBecomesAnotherKeepsItsPlace() {
		assertThat(Documents.edited("a.yml", "a:\n  - 1 # one\n  - 2 # two\n  - 3 # three\n",
				(document) -> document.set("a", List.of(1, 5, 3))))
			.isEqualTo("a:\n  - 1 # one\n  - 5 # two\n  - 3 # three\n");
	}

	@Test
	void aListWhoseItemsCannotBeEditedIsReplaced() {
		assertThat(Documents.edited("a.yml", "a: &x [1, 2]\nb: *x\n", (document) -> document.set("b", List.of(1, 3))))
			.isEqualTo("a: &x [1, 2]\nb:\n  - 1\n  - 3\n");
		ConfigDocument routes = Documents.of("a.toml", "[[routes]]\nid = 1\n\n[[routes]]\nid = 2\n");
		routes.set("routes", List.of("a", "b"));
		assertThat(routes.get("routes", String[].class)).hasValue(new String[] { "a", "b" });
	}

	@Test
	void aListOfManyNewItemsIsWrittenAtOnce() {
		List<Integer> many = IntStream.range(0, 5_000).boxed().toList();
		for (String text : List.of("list: []\n", "list: [1]\n", "list:\n  - 7 # seven\n")) {
			ConfigDocument document = Documents.of("a.yml", text);
			document.set("list", many);
			assertThat(document.get("list", Integer[].class).orElseThrow())
				.containsExactly(many.toArray(Integer[]::new));
		}
	}

	@Test
	void aRecordThatIsChangedAndMovesUpIsStillTheSame() {
		String servers = """
				servers:
				  # the old one
				  - name: alpha
				    port: 80
				    zone: a
				  # the fast one
				  - name: beta # of Tuesday
				    port: 81
				    zone: b
				""";
		assertThat(Documents.edited("a.yml", servers,
				(document) -> document.mergePatch("{\"servers\":[{\"name\":\"beta\",\"port\":82,\"zone\":\"b\"}]}")))
			.contains("- name: beta # of Tuesday\n    port: 82\n    zone: b\n")
			.doesNotContain("alpha");
	}

	@Test
	void aTypedListKeepsWhatTheFileHasBesideTheFieldsOfItsRecords() {
		String routes = """
				routes:
				  - id: one
				    to: a
				    note: first
				  - id: two
				    to: b
				    note: second
				""";
		try (FileConfigStore store = FileConfigStore.open(this.base)) {
			ConfigFileRepository files = ConfigFileRepository.using(store);
			files.save("a.yml", routes);
			files.file("a.yml", Routes.class).update((all) -> new Routes(List.of(new Route("two", "c"))));
			assertThat(files.get("a.yml").text()).isEqualTo("routes:\n  - id: two\n    to: c\n    note: second\n");
		}
	}

	record Routes(List<Route> routes) {
	}

	record Route(String id, String to) {
	}

	@ParameterizedTest
	@EnumSource
	void commentsStayBesideTheirItemsWhateverGoesAndComes(Syntax syntax) {
		for (int seed = 0; seed < LISTS; seed++) {
			Random random = new Random(seed);
			List<Object> before = items(random, 0, 1 + random.nextInt(8));
			List<Object> after = new ArrayList<>(before);
			after.removeIf((item) -> random.nextInt(3) == 0);
			for (Object item : items(random, 100, random.nextInt(3))) {
				after.add(random.nextInt(after.size() + 1), item);
			}
			if (after.isEmpty()) {
				continue;
			}
			ConfigDocument document = Documents.of(syntax.file, syntax.write(before));
			change(random, document, after);
			assertThat(syntax.read(document)).as("%s: %s to %s", syntax, before, after).isEqualTo(after);
			Map<Object, String> comments = syntax.comments(document.text());
			for (Object item : after) {
				if (before.contains(item)) {
					assertThat(comments).as("%s, %d: %s to %s:%n%s", syntax, seed, before, after, document.text())
						.containsEntry(item, "of " + item);
				}
			}
		}
	}

	/** Far apart, so that a new one is nobody's heir. */
	private static List<Object> items(Random random, int from, int count) {
		return IntStream.range(0, count)
			.mapToObj((index) -> (Object) (from + 10 * index + random.nextInt(10)))
			.collect(Collectors.toCollection(ArrayList::new));
	}

	private static void change(Random random, ConfigDocument document, List<Object> items) {
		switch (random.nextInt(3)) {
			case 0 -> document.set("list", items);
			case 1 -> document.merge(new LinkedHashMap<>(Map.of("list", items)));
			default -> document.mergePatch("{\"list\":" + items + "}");
		}
	}

	/** How a list is written with a comment for each item, and found again. */
	private enum Syntax {

		YAML("a.yml", "list:\n", "  - %s # of %s\n", "", "#"),

		TOML("a.toml", "list = [\n", "  %s, # of %s\n", "]\n", "#"),

		JSONC("a.jsonc", "{ \"list\": [\n", "    %s, // of %s\n", "  ] }\n", "//");

		private final String file;

		private final String start;

		private final String item;

		private final String end;

		private final String comment;

		Syntax(String file, String start, String item, String end, String comment) {
			this.file = file;
			this.start = start;
			this.item = item;
			this.end = end;
			this.comment = comment;
		}

		private String write(List<Object> items) {
			return this.start + items.stream().map((one) -> this.item.formatted(one, one)).collect(Collectors.joining())
					+ this.end;
		}

		private List<Object> read(ConfigDocument document) {
			return Stream.of(document.get("list", Object[].class).orElseThrow())
				.map((item) -> (Object) ((Number) item).intValue())
				.toList();
		}

		private Map<Object, String> comments(String text) {
			Map<Object, String> comments = new LinkedHashMap<>();
			text.lines().filter((line) -> line.contains(this.comment)).forEach((line) -> {
				String number = line.substring(0, line.indexOf(this.comment)).replaceAll("\\D", "");
				comments.put(number.isEmpty() ? line : (Object) Integer.valueOf(number),
						line.substring(line.indexOf(this.comment) + this.comment.length()).trim());
			});
			return comments;
		}

	}

}
