package io.safeconfig.format;

import java.math.BigDecimal;
import java.math.BigInteger;

import io.safeconfig.format.ConfigNode.Scalar;
import org.jspecify.annotations.Nullable;

/**
 * Turns values into the strings that are all a property file can hold.
 *
 * @param source the text that is edited
 * @param offset where in it
 * @param limits what the text may demand
 */
record PropertiesValues(SourceText source, int offset, ConfigLimits limits) {

	/**
	 * Returns the string that a value becomes.
	 * @throws ContentException if there is none
	 */
	Scalar string(ConfigNode value) {
		if (value instanceof Scalar scalar) {
			return (scalar.value() instanceof String) ? scalar : Scalar.of(plainText(scalar.value()));
		}
		throw this.source.failure("a property file holds no mappings and no sequences, only strings", this.offset);
	}

	private String plainText(@Nullable Object value) {
		if (value instanceof Boolean || value instanceof Long || value instanceof BigInteger) {
			return value.toString();
		}
		if (value instanceof BigDecimal decimal) {
			// A short number with a huge exponent must not become a text of gigabytes.
			boolean plain = Math.abs((long) decimal.scale()) <= this.limits.numberLength();
			return plain ? decimal.toPlainString() : decimal.toString();
		}
		throw this.source.failure((value == null) ? "a property file cannot say null: a key is absent, or has a string"
				: "a property file holds only strings, numbers, true and false as text", this.offset);
	}

}
