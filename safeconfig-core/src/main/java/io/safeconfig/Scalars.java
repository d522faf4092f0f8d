package io.safeconfig;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

import io.safeconfig.format.ConfigNode;
import io.safeconfig.format.ConfigNode.Scalar;
import io.safeconfig.format.ContentPosition;

/** Reads single values in the types that callers ask for. */
final class Scalars {

	private Scalars() {
	}

	/** The single value at a path. */
	static Optional<Scalar> find(ConfigValues values, ConfigPath path) {
		Optional<ConfigNode> node = values.node(path);
		if (node.isEmpty()) {
			return Optional.empty();
		}
		if (!(node.get() instanceof Scalar scalar)) {
			throw wrong(values, path, "not a single value");
		}
		if (scalar.isNull()) {
			throw wrong(values, path, "null");
		}
		return Optional.of(scalar);
	}

	static <T> Optional<T> convert(ConfigValues values, ConfigPath path, String type, Function<Scalar, T> conversion) {
		Optional<Scalar> scalar = find(values, path);
		return converted(values, path, type, () -> scalar.map(conversion));
	}

	static <T> T converted(ConfigValues values, ConfigPath path, String type, Supplier<T> conversion) {
		try {
			return conversion.get();
		}
		catch (ArithmeticException | NumberFormatException ex) {
			throw wrong(values, path, "not " + type); // the message of the cause holds it
		}
	}

	static ConfigFormatException wrong(ConfigValues values, ConfigPath path, String what) {
		Optional<ContentPosition> position = values.position(path);
		return ConfigFormatException.wrongValue(values.name(),
				"the value of the key " + ConfigFileException.quoted(path.toString()) + " is " + what,
				position.map(ContentPosition::line).orElse(0), position.map(ContentPosition::column).orElse(0));
	}

	static <T> T integer(Scalar scalar, Function<BigInteger, T> conversion) {
		if (scalar.value() instanceof Long || scalar.value() instanceof BigInteger) {
			return conversion.apply(new BigInteger(scalar.value().toString()));
		}
		return conversion.apply(new BigInteger(string(scalar)));
	}

	static BigDecimal decimal(Scalar scalar) {
		Object value = scalar.value();
		if (value instanceof Long || value instanceof BigInteger || value instanceof BigDecimal) {
			return new BigDecimal(value.toString());
		}
		return new BigDecimal(string(scalar));
	}

	static boolean truth(Scalar scalar) {
		return (scalar.value() instanceof Boolean truth) ? truth : Booleans.parse(string(scalar));
	}

	/** Where a format has strings only, or a user has put quotes around a number. */
	private static String string(Scalar scalar) {
		if (scalar.value() instanceof String string) {
			return string.trim();
		}
		throw new NumberFormatException();
	}

}
