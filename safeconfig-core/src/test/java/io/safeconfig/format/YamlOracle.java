package io.safeconfig.format;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.safeconfig.format.NodePath.Index;
import io.safeconfig.format.NodePath.Step;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Another reader: SnakeYAML's own constructor, and edits carried out on the objects that
 * it builds.
 */
final class YamlOracle {

	private YamlOracle() {
	}

	/** Empty if SnakeYAML cannot load the text. */
	static Optional<List<Object>> load(byte[] bytes) {
		LoaderOptions options = new LoaderOptions();
		options.setAllowDuplicateKeys(false);
		String text = new String(bytes, StandardCharsets.UTF_8);
		try {
			List<Object> documents = new ArrayList<>();
			new Yaml(new SafeConstructor(options)).loadAll(text.startsWith("\uFEFF") ? text.substring(1) : text)
				.forEach((document) -> documents.add(copy(document)));
			return Optional.of(documents);
		}
		catch (RuntimeException ex) {
			return Optional.empty();
		}
	}

	/** Nothing is shared, and everything can be compared. */
	private static Object copy(Object value) {
		if (value instanceof Map<?, ?> map) {
			Map<Object, Object> copy = new LinkedHashMap<>();
			map.forEach((key, child) -> copy.put(copy(key), copy(child)));
			return copy;
		}
		if (value instanceof List<?> list) {
			List<Object> copy = new ArrayList<>();
			list.forEach((item) -> copy.add(copy(item)));
			return copy;
		}
		if (value instanceof Object[] array) {
			return copy(Arrays.asList(array));
		}
		return (value instanceof byte[] bytes) ? Arrays.toString(bytes) : value;
	}

	/** Empty if a key of the path is not plain to see. */
	@SuppressWarnings("unchecked")
	static Optional<List<Object>> edited(List<Object> documents, int document, ContentEdit edit) {
		List<Object> edited = (List<Object>) copy(documents);
		if (document >= edited.size() || edited.get(document) == null) {
			while (edited.size() <= document) {
				edited.add(null);
			}
			edited.set(document, new LinkedHashMap<>());
		}
		Object node = edited.get(document);
		for (Step step : edit.path().parent().steps()) {
			Optional<Object> next = child(node, step);
			if (next.isEmpty()) {
				return Optional.empty();
			}
			node = next.get();
		}
		if (node instanceof List<?> list) {
			change((List<Object>) list, ((Index) edit.path().last()).position(), edit);
			return Optional.of(edited);
		}
		boolean done = node instanceof Map<?, ?> map
				&& change((Map<Object, Object>) map, ((NodePath.Key) edit.path().last()).name(), edit);
		return done ? Optional.of(edited) : Optional.empty();
	}

	private static Optional<Object> child(Object node, Step step) {
		if (node instanceof List<?> list) {
			return Optional.ofNullable(list.get(((Index) step).position()));
		}
		if (node instanceof Map<?, ?> map) {
			return key(map, ((NodePath.Key) step).name()).map(map::get);
		}
		return Optional.empty();
	}

	private static Optional<Object> key(Map<?, ?> map, String name) {
		if (map.containsKey(name)) {
			return Optional.of(name);
		}
		try {
			Object value = new Yaml(new SafeConstructor(new LoaderOptions())).load(name);
			return (value != null && map.containsKey(value)) ? Optional.of(value) : Optional.empty();
		}
		catch (RuntimeException ex) {
			return Optional.empty();
		}
	}

	private static void change(List<Object> list, int position, ContentEdit edit) {
		if (edit instanceof ContentEdit.Add add) {
			list.add(position, object(add.value()));
		}
		else if (edit instanceof ContentEdit.Replace replace) {
			list.set(position, object(replace.value()));
		}
		else {
			list.remove(position);
		}
	}

	private static boolean change(Map<Object, Object> map, String name, ContentEdit edit) {
		if (edit instanceof ContentEdit.Add add) {
			map.put(name, object(add.value()));
			return true;
		}
		Optional<Object> key = key(map, name);
		if (key.isEmpty()) {
			return false;
		}
		if (edit instanceof ContentEdit.Replace replace) {
			map.put(key.get(), object(replace.value()));
			return true;
		}
		Object old = map.remove(key.get());
		if (edit instanceof ContentEdit.Rename rename) {
			map.put(rename.key(), old);
		}
		return true;
	}

	private static Object object(ConfigNode node) {
		if (node instanceof ConfigNode.Mapping mapping) {
			Map<Object, Object> map = new LinkedHashMap<>();
			mapping.entries().forEach((key, value) -> map.put(key, object(value)));
			return map;
		}
		if (node instanceof ConfigNode.Sequence sequence) {
			List<Object> list = new ArrayList<>();
			sequence.items().forEach((item) -> list.add(object(item)));
			return list;
		}
		Object value = ((ConfigNode.Scalar) node).value();
		if (value instanceof BigDecimal number) {
			return number.doubleValue();
		}
		return (value instanceof Long number && number.intValue() == number) ? (Object) number.intValue() : value;
	}

}
