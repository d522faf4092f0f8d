package io.safeconfig;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Currency;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

import io.safeconfig.format.ConfigNode.Scalar;
import org.jspecify.annotations.Nullable;

/** The types of single values, in the notation that Java has for them. */
final class ScalarTypes {

	private static final Map<Class<?>, Function<Scalar, Object>> READERS = new HashMap<>();

	private static final Map<Class<?>, Object> ZEROS = Map.of(boolean.class, false, byte.class, (byte) 0, short.class,
			(short) 0, int.class, 0, long.class, 0L, float.class, 0f, double.class, 0d, char.class, (char) 0);

	static {
		numbers();
		READERS.put(boolean.class, Scalars::truth);
		READERS.put(Boolean.class, Scalars::truth);
		READERS.put(Object.class, (scalar) -> (scalar.value() != null) ? scalar.value() : scalar.text());
		texts();
	}

	private ScalarTypes() {
	}

	private static void numbers() {
		both(byte.class, Byte.class, (scalar) -> Scalars.integer(scalar, BigInteger::byteValueExact));
		both(short.class, Short.class, (scalar) -> Scalars.integer(scalar, BigInteger::shortValueExact));
		both(int.class, Integer.class, (scalar) -> Scalars.integer(scalar, BigInteger::intValueExact));
		both(long.class, Long.class, (scalar) -> Scalars.integer(scalar, BigInteger::longValueExact));
		both(float.class, Float.class, (scalar) -> floating(scalar).floatValue());
		both(double.class, Double.class, ScalarTypes::floating);
		READERS.put(BigInteger.class, (scalar) -> Scalars.integer(scalar, Function.identity()));
		READERS.put(BigDecimal.class, Scalars::decimal);
	}

	private static void both(Class<?> primitive, Class<?> wrapper, Function<Scalar, Object> reader) {
		READERS.put(primitive, reader);
		READERS.put(wrapper, reader);
	}

	private static Double floating(Scalar scalar) {
		return (scalar.value() instanceof Double infinite) ? infinite : Scalars.decimal(scalar).doubleValue();
	}

	private static void texts() {
		text(String.class, (text) -> text);
		text(CharSequence.class, (text) -> text);
		text(Duration.class, Duration::parse);
		text(Period.class, Period::parse);
		text(Instant.class, Instant::parse);
		text(LocalDate.class, LocalDate::parse);
		text(LocalTime.class, LocalTime::parse);
		text(LocalDateTime.class, LocalDateTime::parse);
		text(OffsetDateTime.class, OffsetDateTime::parse);
		text(ZonedDateTime.class, ZonedDateTime::parse);
		text(ZoneId.class, ZoneId::of);
		text(UUID.class, UUID::fromString);
		text(URI.class, URI::create);
		text(Path.class, Path::of);
		text(Locale.class, Locale::forLanguageTag);
		text(Currency.class, Currency::getInstance);
		text(Charset.class, Charset::forName);
		READERS.put(char.class, ScalarTypes::character);
		READERS.put(Character.class, ScalarTypes::character);
	}

	private static void text(Class<?> type, Function<String, Object> parser) {
		READERS.put(type, (scalar) -> parser.apply(scalar.text()));
	}

	private static Object character(Scalar scalar) {
		if (scalar.text().length() != 1) {
			throw new NumberFormatException();
		}
		return scalar.text().charAt(0);
	}

	static boolean knows(Class<?> type) {
		return READERS.containsKey(type) || type.isEnum();
	}

	/**
	 * Read a value.
	 * @throws NumberFormatException if it is not of the type; without a message, which
	 * would hold the value
	 */
	static Object read(Scalar scalar, Class<?> type) {
		Function<Scalar, Object> reader = READERS.get(type);
		try {
			return (reader != null) ? reader.apply(scalar) : constant(scalar, type);
		}
		catch (DateTimeException | IllegalArgumentException ex) {
			throw new NumberFormatException();
		}
	}

	/** Relaxed as names are: {@code read-only} is {@code READ_ONLY}. */
	private static Object constant(Scalar scalar, Class<?> type) {
		Object[] constants = type.getEnumConstants();
		if (constants == null) {
			throw new NumberFormatException();
		}
		return Arrays.stream(constants)
			.filter((constant) -> PathSegment.uniform(((Enum<?>) constant).name())
				.equals(PathSegment.uniform(scalar.text())))
			.findFirst()
			.orElseThrow(NumberFormatException::new);
	}

	/** What a primitive is without a value; null for other types. */
	static @Nullable Object zero(Class<?> type) {
		return ZEROS.get(type);
	}

}
