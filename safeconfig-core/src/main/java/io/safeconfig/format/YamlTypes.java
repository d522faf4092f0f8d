package io.safeconfig.format;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Set;

import io.safeconfig.format.ConfigNode.Scalar;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Turns text into values as SnakeYAML does for Spring Boot, without ever building
 * anything but strings, numbers and booleans.
 */
final class YamlTypes {

	static final String CORE = "tag:yaml.org,2002:";

	private static final Resolver RESOLVER = new Resolver();

	private static final Set<String> KEPT = Set.of("binary", "timestamp", "set", "omap", "pairs", "merge", "value",
			"yaml");

	private YamlTypes() {
	}

	/** The tag that a scalar has without saying so. */
	static String implicit(String text, boolean plain) {
		return RESOLVER.resolve(NodeId.scalar, text, plain).getValue();
	}

	/** Whether a value of this tag can be replaced by one that has no tag. */
	static boolean replaceable(@Nullable String tag) {
		return tag == null || tag.equals("!") || tag.startsWith(CORE);
	}

	/** Whether the tag asks for a class or for what nobody knows. */
	static boolean foreign(String tag) {
		if (!tag.startsWith(CORE)) {
			return false;
		}
		String name = tag.substring(CORE.length());
		return !KEPT.contains(name) && !Set.of("str", "int", "float", "bool", "null", "map", "seq").contains(name);
	}

	/**
	 * Reads a scalar.
	 * @throws NumberFormatException if it cannot be what its tag says
	 */
	static Scalar scalar(String tag, String text, int numberLength) {
		if (!tag.startsWith(CORE)) {
			return new Scalar(new YamlOpaque(tag, text), text);
		}
		return switch (tag.substring(CORE.length())) {
			case "str" -> new Scalar(text, text);
			case "null" -> new Scalar(null, text);
			case "bool" -> new Scalar(bool(text), text);
			case "int" -> new Scalar(integer(limited(text, numberLength)), text);
			case "float" -> new Scalar(decimal(limited(text, numberLength)), text);
			case "merge", "value" -> new Scalar(text, text);
			default -> new Scalar(new YamlOpaque(tag, text), text);
		};
	}

	private static String limited(String text, int numberLength) {
		if (text.length() > numberLength) {
			throw new NumberFormatException("a number is longer than the " + numberLength + " characters allowed");
		}
		String digits = text.replace("_", "");
		if (digits.isEmpty()) {
			throw new NumberFormatException();
		}
		return digits;
	}

	private static Boolean bool(String text) {
		return switch (text.toLowerCase(Locale.ROOT)) {
			case "yes", "true", "on" -> true;
			case "no", "false", "off" -> false;
			default -> throw new NumberFormatException();
		};
	}

	private static Object integer(String text) {
		boolean negative = text.startsWith("-");
		String digits = (negative || text.startsWith("+")) ? text.substring(1) : text;
		BigInteger value = magnitude(digits);
		return compact(negative ? value.negate() : value);
	}

	private static BigInteger magnitude(String digits) {
		if (digits.startsWith("0b")) {
			return new BigInteger(digits.substring(2), 2);
		}
		if (digits.startsWith("0x")) {
			return new BigInteger(digits.substring(2), 16);
		}
		if (digits.indexOf(':') >= 0) {
			return BigInteger.valueOf(sexagesimal(digits));
		}
		boolean octal = digits.startsWith("0") && digits.length() > 1;
		return new BigInteger(digits, octal ? 8 : 10);
	}

	/** As narrow as the original, which overflows. */
	@SuppressWarnings({ "NarrowingCompoundAssignment", "lossy-conversions" })
	private static int sexagesimal(String text) {
		String[] parts = text.split(":", -1);
		int unit = 1;
		int value = 0;
		for (int index = parts.length - 1; index >= 0; index--) {
			value = (int) (value + Long.parseLong(parts[index]) * unit);
			unit *= 60;
		}
		return value;
	}

	private static Object compact(BigInteger value) {
		return (value.bitLength() < Long.SIZE) ? (Object) value.longValue() : value;
	}

	private static Object decimal(String text) {
		boolean negative = text.startsWith("-");
		String digits = ((negative || text.startsWith("+")) ? text.substring(1) : text).toLowerCase(Locale.ROOT);
		if (digits.equals(".inf")) {
			return negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
		}
		if (digits.equals(".nan")) {
			return Double.NaN;
		}
		if (digits.indexOf(':') >= 0) {
			return signed(sexagesimalDecimal(digits), negative);
		}
		try {
			return signed(new BigDecimal(digits), negative);
		}
		catch (NumberFormatException ex) {
			return extreme(negative ? -Double.parseDouble(digits) : Double.parseDouble(digits));
		}
	}

	private static BigDecimal signed(BigDecimal value, boolean negative) {
		return negative ? value.negate() : value;
	}

	/** The exponent is too large for exact numbers. */
	private static Object extreme(double value) {
		return Double.isFinite(value) ? BigDecimal.valueOf(value) : (Object) value;
	}

	private static BigDecimal sexagesimalDecimal(String text) {
		String[] parts = text.split(":", -1);
		BigDecimal value = BigDecimal.ZERO;
		for (String part : parts) {
			value = value.multiply(BigDecimal.valueOf(60)).add(new BigDecimal(part));
		}
		return value;
	}

}
