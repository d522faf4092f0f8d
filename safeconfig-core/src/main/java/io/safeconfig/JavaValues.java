package io.safeconfig;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.safeconfig.format.ConfigNode;
import io.safeconfig.format.ConfigNode.Mapping;
import io.safeconfig.format.ConfigNode.Scalar;
import io.safeconfig.format.ConfigNode.Sequence;
import io.safeconfig.format.KeyStyle;
import org.jspecify.annotations.Nullable;

/** Turns values of Java into what a document can say. */
final class JavaValues {

	/** What is written as its {@code toString()}, and can be read back from it. */
	private static final List<Class<?>> TEXTUAL = List.of(CharSequence.class, Character.class, UUID.class,
			java.time.Duration.class, java.time.Period.class, java.time.ZoneId.class, java.net.URI.class,
			java.net.URL.class, java.nio.file.Path.class, java.util.Currency.class, TemporalAccessor.class);

	private static final int LONGEST_SCALE = 100;

	/** No limit on documents allows for more. */
	private static final int DEEPEST = 128;

	private static final Set<Class<?>> INTEGRAL = Set.of(Byte.class, Short.class, Integer.class, Long.class,
			AtomicInteger.class, AtomicLong.class);

	private final KeyStyle style;

	private final ConfigBinding binding;

	private JavaValues(KeyStyle style, ConfigBinding binding) {
		this.style = style;
		this.binding = binding;
	}

	/**
	 * What a document says for a value.
	 * @throws IllegalArgumentException if the type of the value has no place in a
	 * document
	 */
	static ConfigNode of(@Nullable Object value, KeyStyle style, ConfigBinding binding) {
		return new JavaValues(style, binding).node(value, 0);
	}

	private ConfigNode node(@Nullable Object value, int depth) {
		if (depth > DEEPEST) {
			throw new IllegalArgumentException("The value is nested too deeply, or in itself");
		}
		if (value instanceof ConfigNode node) {
			return node;
		}
		if (value instanceof Map<?, ?> map) {
			Map<String, ConfigNode> entries = new LinkedHashMap<>();
			map.forEach((key, one) -> entries.put(key(key), node(one, depth + 1)));
			return new Mapping(entries);
		}
		if (value instanceof Collection<?> collection) {
			return new Sequence(collection.stream().map((item) -> node(item, depth + 1)).toList());
		}
		if (value != null && value.getClass().isArray()) {
			return ofArray(value, depth);
		}
		return (value instanceof Optional<?> optional) ? node(optional.orElse(null), depth) : ofSingle(value, depth);
	}

	private ConfigNode ofSingle(@Nullable Object value, int depth) {
		String printed = (value != null) ? this.binding.print(value) : null;
		if (printed != null) {
			return Scalar.of(printed);
		}
		Scalar scalar = ofScalar(value);
		if (scalar != null || value == null) {
			return (scalar != null) ? scalar : Scalar.NULL;
		}
		Map<String, ConfigNode> entries = new LinkedHashMap<>();
		JavaProperties.of(value)
			.forEach((name, one) -> entries.put(JavaProperties.key(name, this.style), node(one, depth + 1)));
		return new Mapping(entries);
	}

	private static String key(@Nullable Object key) {
		if (key instanceof CharSequence || key instanceof Number || key instanceof Boolean) {
			return key.toString();
		}
		if (key instanceof Enum<?> constant) {
			return constant.name();
		}
		throw new IllegalArgumentException("A key must be a string, a number, a truth value or an enum constant");
	}

	private Sequence ofArray(Object array, int depth) {
		List<ConfigNode> items = new ArrayList<>();
		for (int index = 0; index < Array.getLength(array); index++) {
			items.add(node(Array.get(array, index), depth + 1));
		}
		return new Sequence(items);
	}

	private static @Nullable Scalar ofScalar(@Nullable Object value) {
		if (value instanceof Boolean) {
			return new Scalar(value, value.toString());
		}
		if (value instanceof Number number) {
			return ofNumber(number);
		}
		if (value instanceof Enum<?> constant) {
			return Scalar.of(constant.name());
		}
		if (value instanceof Locale locale) {
			return Scalar.of(locale.toLanguageTag());
		}
		if (value instanceof OptionalInt optional) {
			return optional.isPresent() ? ofNumber(optional.getAsInt()) : Scalar.NULL;
		}
		if (value instanceof OptionalLong optional) {
			return optional.isPresent() ? ofNumber(optional.getAsLong()) : Scalar.NULL;
		}
		boolean textual = TEXTUAL.stream().anyMatch((type) -> type.isInstance(value));
		return textual ? Scalar.of(String.valueOf(value)) : null;
	}

	private static Scalar ofNumber(Number number) {
		if (number instanceof BigDecimal decimal) {
			return ofDecimal(decimal);
		}
		if (number instanceof BigInteger integer) {
			return new Scalar((integer.bitLength() < Long.SIZE) ? (Object) integer.longValue() : integer,
					integer.toString());
		}
		if (number instanceof Double || number instanceof Float) {
			double value = number.doubleValue();
			return Double.isFinite(value) ? ofDecimal(new BigDecimal(number.toString()))
					: new Scalar(value, number.toString());
		}
		if (INTEGRAL.contains(number.getClass())) {
			return new Scalar(number.longValue(), number.toString());
		}
		throw new IllegalArgumentException("A number of " + number.getClass().getName() + " cannot be written");
	}

	/** In plain notation, unless a short number would become a very long text. */
	private static Scalar ofDecimal(BigDecimal decimal) {
		boolean plain = Math.abs((long) decimal.scale()) <= LONGEST_SCALE;
		return new Scalar(decimal, plain ? decimal.toPlainString() : decimal.toString());
	}

}
