package io.safeconfig.format;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.safeconfig.format.ConfigNode.Mapping;
import io.safeconfig.format.ConfigNode.Scalar;
import io.safeconfig.format.ConfigNode.Sequence;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads and edits JSON without the code under test, as maps, lists and plain values.
 */
final class JsonOracle {

	private static final JsonMapper MAPPER = JsonMapper
		.builder(JsonFactory.builder()
			.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
			.enable(JsonReadFeature.ALLOW_JAVA_COMMENTS, JsonReadFeature.ALLOW_TRAILING_COMMA)
			.build())
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.USE_BIG_INTEGER_FOR_INTS,
				DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.build();

	private JsonOracle() {
	}

	static Object read(byte[] bytes) {
		String text = new String(bytes, StandardCharsets.UTF_8);
		return plain(MAPPER.readTree(text.startsWith("\uFEFF") ? text.substring(1) : text));
	}

	private static Object plain(JsonNode node) {
		if (node.isObject()) {
			Map<String, Object> map = new LinkedHashMap<>();
			node.properties().forEach((entry) -> map.put(entry.getKey(), plain(entry.getValue())));
			return map;
		}
		if (node.isArray()) {
			List<Object> list = new ArrayList<>();
			node.values().forEach((item) -> list.add(plain(item)));
			return list;
		}
		if (node.isNumber()) {
			return node.isIntegralNumber() ? node.bigIntegerValue() : node.decimalValue().stripTrailingZeros();
		}
		return node.isNull() ? null : node.isBoolean() ? (Object) node.booleanValue() : node.stringValue();
	}

	/** What a node of the code under test says, as this would read it. */
	static Object plain(ConfigNode node) {
		if (node instanceof Mapping mapping) {
			Map<String, Object> map = new LinkedHashMap<>();
			mapping.entries().forEach((key, value) -> map.put(key, plain(value)));
			return map;
		}
		if (node instanceof Sequence sequence) {
			List<Object> list = new ArrayList<>();
			sequence.items().forEach((item) -> list.add(plain(item)));
			return list;
		}
		Object value = ((Scalar) node).value();
		if (value instanceof BigDecimal decimal) {
			return decimal.stripTrailingZeros();
		}
		return (value instanceof Long number) ? BigInteger.valueOf(number) : value;
	}

	/** Edits what {@link #read} returned. */
	@SuppressWarnings("unchecked")
	static void edit(Object root, ContentEdit edit) {
		Object parent = root;
		for (NodePath.Step step : edit.path().parent().steps()) {
			parent = (step instanceof NodePath.Index index) ? ((List<Object>) parent).get(index.position())
					: ((Map<String, Object>) parent).get(((NodePath.Key) step).name());
		}
		if (edit.path().last() instanceof NodePath.Index index) {
			edit((List<Object>) parent, index.position(), edit);
		}
		else {
			edit((Map<String, Object>) parent, ((NodePath.Key) edit.path().last()).name(), edit);
		}
	}

	private static void edit(List<Object> list, int position, ContentEdit edit) {
		if (edit instanceof ContentEdit.Add add) {
			list.add(position, plain(add.value()));
		}
		else if (edit instanceof ContentEdit.Replace replace) {
			list.set(position, plain(replace.value()));
		}
		else {
			list.remove(position);
		}
	}

	private static void edit(Map<String, Object> map, String key, ContentEdit edit) {
		if (edit instanceof ContentEdit.Add add) {
			map.put(key, plain(add.value()));
		}
		else if (edit instanceof ContentEdit.Replace replace) {
			map.put(key, plain(replace.value()));
		}
		else if (edit instanceof ContentEdit.Rename rename) {
			map.put(rename.key(), map.remove(key));
		}
		else {
			map.remove(key);
		}
	}

}
