package io.safeconfig;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import io.safeconfig.format.ConfigNode;
import io.safeconfig.format.KeyStyle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random operations on random documents, beside a model of plain maps and lists that
 * knows nothing of text: data always as the operation says, comments in place, and no
 * exception but a refusal that changes nothing.
 */
class DocumentFuzzTests {

	private static final int FILES = Integer.getInteger("safeconfig.test.times", 1) * 150;

	private static final int CHAIN = 12;

	private static final Pattern COMMENT = Pattern.compile("(?:#|//) c(\\d+)");

	private Random random = new Random();

	private int edits;

	private int refused;

	@ParameterizedTest
	@ValueSource(strings = { "a.yml", "a.json", "a.jsonc", "a.toml" })
	void dataIsAlwaysAsTheOperationSays(String name) {
		for (int seed = 0; seed < FILES; seed++) {
			this.random = new Random(seed);
			RandomDocument source = new RandomDocument(this.random);
			Map<String, @Nullable Object> model = source.mapping(3, 1);
			String text = text(name, source, model);
			ConfigDocument document = Documents.of(name, text);
			assertThat(document.node(ConfigPath.ROOT)).as("seed %d: %s", seed, text).contains(node(model));
			for (int count = 0; count < CHAIN; count++) {
				model = edit(document, source, model, name + ", seed " + seed + ", edit " + count);
			}
		}
		assertThat(name.startsWith("a.json") ? this.refused : 0).as("refused edits of JSON").isZero();
		System.out.println("Edits of " + name + ": " + this.edits + ", refused " + this.refused);
	}

	private static String text(String name, RandomDocument source, Map<?, ?> model) {
		return switch (name) {
			case "a.yml" -> source.yaml(model);
			case "a.toml" -> source.toml(model);
			default -> source.json(model, name.equals("a.jsonc"));
		};
	}

	private static ConfigNode node(Object value) {
		return JavaValues.of(value, KeyStyle.PLAIN, ConfigBinding.plain());
	}

	private Map<String, @Nullable Object> edit(ConfigDocument document, RandomDocument source,
			Map<String, @Nullable Object> model, String description) {
		String before = document.text();
		Map<String, @Nullable Object> expected = copy(model);
		String operation = "";
		this.edits++;
		try {
			operation = operate(document, source, expected);
		}
		catch (ConfigFormatException ex) {
			this.refused++;
			assertThat(document.text()).as(description).isEqualTo(before);
			return model;
		}
		assertThat(document.node(ConfigPath.ROOT)).as("%s: %s on%n%s", description, operation, before)
			.contains(node(expected));
		assertThat(Documents.of(document.name(), document.text()).node(ConfigPath.ROOT)).as(description)
			.contains(node(expected));
		checkComments(operation, before, document.text(), description);
		return expected;
	}

	/** An operation that takes nothing away leaves all comments, in their order. */
	private static void checkComments(String operation, String before, String after, String description) {
		boolean additive = List.of("add", "append", "insert", "rename", "scalar").contains(operation);
		if (additive) {
			assertThat(comments(after)).as("%s: %s on%n%s%nmakes%n%s", description, operation, before, after)
				.isEqualTo(comments(before));
		}
		if (operation.equals("scalar")) {
			assertThat(changedLines(before, after)).as("%s on%n%s%nmakes%n%s", description, before, after)
				.isLessThanOrEqualTo(1);
		}
	}

	private static List<String> comments(String text) {
		List<String> comments = new ArrayList<>();
		Matcher matcher = COMMENT.matcher(text);
		while (matcher.find()) {
			comments.add(matcher.group(1));
		}
		return comments;
	}

	private static int changedLines(String before, String after) {
		String[] old = before.split("\n", -1);
		String[] now = after.split("\n", -1);
		assertThat(now).hasSameSizeAs(old);
		return (int) IntStream.range(0, old.length).filter((line) -> !old[line].equals(now[line])).count();
	}

	/** Do something to the document, and the same to the model. */
	private String operate(ConfigDocument document, RandomDocument source, Map<String, @Nullable Object> model) {
		if (this.random.nextInt(4) == 0) {
			Map<String, @Nullable Object> patch = source.patch(model, 2);
			document.mergePatch(node(patch));
			mergePatch(model, patch);
			return "patch " + patch;
		}
		ConfigPath path = ConfigPath.ROOT;
		Object place = model;
		while (true) {
			if (place instanceof List<?>) {
				@SuppressWarnings("unchecked")
				List<@Nullable Object> items = (List<@Nullable Object>) place;
				int index = items.isEmpty() ? 0 : this.random.nextInt(items.size());
				if (items.isEmpty() || !isCollection(items.get(index)) || this.random.nextInt(3) == 0) {
					return operateOnItem(document, source, path, items, index);
				}
				place = items.get(index);
				path = path.index(index);
				continue;
			}
			@SuppressWarnings("unchecked")
			Map<String, @Nullable Object> mapping = (Map<String, @Nullable Object>) place;
			List<String> keys = new ArrayList<>(mapping.keySet());
			String key = keys.isEmpty() ? "a" : keys.get(this.random.nextInt(keys.size()));
			if (keys.isEmpty() || !isCollection(mapping.get(key)) || this.random.nextInt(3) == 0) {
				return operateOnKey(document, source, path, mapping, key);
			}
			place = mapping.get(key);
			path = path.key(key);
		}
	}

	private static boolean isCollection(@Nullable Object value) {
		return value instanceof Map<?, ?> || value instanceof List<?>;
	}

	private String operateOnItem(ConfigDocument document, RandomDocument source, ConfigPath path,
			List<@Nullable Object> items, int index) {
		Object value = source.value(1);
		switch (this.random.nextInt(items.isEmpty() ? 1 : 4)) {
			case 0 -> {
				document.append(path, value);
				items.add(value);
				return "append";
			}
			case 1 -> {
				document.insert(path.index(index), value);
				items.add(index, value);
				return "insert";
			}
			case 2 -> {
				document.remove(path.index(index));
				items.remove(index);
				return "remove item";
			}
			default -> {
				boolean scalar = !isCollection(value) && !isCollection(items.get(index));
				document.set(path.index(index), value);
				items.set(index, value);
				return scalar ? "scalar" : "set item";
			}
		}
	}

	private String operateOnKey(ConfigDocument document, RandomDocument source, ConfigPath path,
			Map<String, @Nullable Object> mapping, String key) {
		Object value = source.value(2);
		String other = RandomDocument.KEYS.get(this.random.nextInt(RandomDocument.KEYS.size()));
		switch (this.random.nextInt(4)) {
			case 0 -> {
				boolean isNew = !mapping.containsKey(other);
				boolean scalar = !isNew && !isCollection(mapping.get(other)) && !isCollection(value);
				document.set(path.key(other), value);
				mapping.put(other, value);
				return isNew ? "add" : scalar ? "scalar" : "set";
			}
			case 1 -> {
				if (mapping.containsKey(key)) {
					document.remove(path.key(key));
					mapping.remove(key);
				}
				return "remove";
			}
			case 2 -> {
				if (mapping.containsKey(key) && !mapping.containsKey(other)) {
					document.rename(path.key(key), other);
					mapping.put(other, mapping.remove(key));
				}
				return "rename";
			}
			default -> {
				boolean scalar = mapping.containsKey(key) && !isCollection(mapping.get(key)) && !isCollection(value);
				document.set(path.key(key), value);
				mapping.put(key, value);
				return scalar ? "scalar" : "set";
			}
		}
	}

	/** As the pseudo code of RFC 7396 has it. */
	@SuppressWarnings("unchecked")
	private static void mergePatch(Map<String, @Nullable Object> target, Map<String, @Nullable Object> patch) {
		patch.forEach((name, value) -> {
			if (value == null) {
				target.remove(name);
			}
			else if (value instanceof Map<?, ?> nested) {
				Object present = target.get(name);
				Map<String, @Nullable Object> inner = (present instanceof Map<?, ?>)
						? (Map<String, @Nullable Object>) present : new LinkedHashMap<>();
				mergePatch(inner, (Map<String, @Nullable Object>) nested);
				target.put(name, inner);
			}
			else {
				target.put(name, value);
			}
		});
	}

	private static Map<String, @Nullable Object> copy(Map<String, @Nullable Object> mapping) {
		Map<String, @Nullable Object> copy = new LinkedHashMap<>();
		mapping.forEach((key, value) -> copy.put(key, copied(value)));
		return copy;
	}

	@SuppressWarnings("unchecked")
	private static @Nullable Object copied(@Nullable Object value) {
		if (value instanceof Map<?, ?>) {
			return copy((Map<String, @Nullable Object>) value);
		}
		if (value instanceof List<?> items) {
			List<@Nullable Object> copy = new ArrayList<>();
			items.forEach((item) -> copy.add(copied(item)));
			return copy;
		}
		return value;
	}

}
