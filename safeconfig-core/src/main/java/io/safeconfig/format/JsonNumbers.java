package io.safeconfig.format;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;

import io.safeconfig.format.ConfigNode.Scalar;

/**
 * Turns numbers into values and back. No number is ever written out in full: one of ten
 * characters can have a thousand million digits.
 */
final class JsonNumbers {

	private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9][0-9]*+)(?:\\.[0-9]++)?(?:[eE][+-]?[0-9]++)?");

	/** So many digits fit into a long, with a sign. */
	private static final int SAFE_LENGTH = 18;

	private static final int LONG_BITS = 63;

	private JsonNumbers() {
	}

	/**
	 * Reads a number.
	 * @param text the number as JSON writes it
	 * @throws ArithmeticException if its exponent is beyond all measure
	 */
	static Scalar read(String text) {
		return new Scalar(value(text), text);
	}

	private static Number value(String text) {
		if (!isIntegral(text)) {
			return decimal(text);
		}
		if (text.length() <= SAFE_LENGTH) {
			return Long.valueOf(text);
		}
		BigInteger value = new BigInteger(text);
		return (value.bitLength() <= LONG_BITS) ? (Number) value.longValue() : value;
	}

	private static BigDecimal decimal(String text) {
		try {
			return new BigDecimal(text).stripTrailingZeros();
		}
		catch (NumberFormatException ex) {
			throw new ArithmeticException("exponent");
		}
	}

	private static boolean isIntegral(String text) {
		for (int index = 0; index < text.length(); index++) {
			char character = text.charAt(index);
			if (character == '.' || character == 'e' || character == 'E') {
				return false;
			}
		}
		return true;
	}

	/** Writes a number, in the notation it comes with if JSON has that too. */
	static String write(Scalar scalar) {
		String text = scalar.text();
		if (NUMBER.matcher(text).matches() && saysTheSame(text, scalar)) {
			return text;
		}
		String plain = String.valueOf(scalar.value());
		return (scalar.value() instanceof BigDecimal && isIntegral(plain)) ? plain + ".0" : plain;
	}

	private static boolean saysTheSame(String text, Scalar scalar) {
		try {
			return read(text).equals(scalar);
		}
		catch (ArithmeticException ex) {
			return false;
		}
	}

}
