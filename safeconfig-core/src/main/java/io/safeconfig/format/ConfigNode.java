package io.safeconfig.format;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * What a document says, without how it says it. Two nodes are equal if they say the same:
 * the order of a mapping's keys and the notation of a scalar do not count, the type of a
 * scalar does.
 * <p>
 * Immutable and safe for use by several threads at once. No {@code toString()} shows
 * content, so that a node can be logged by mistake.
 */
public sealed interface ConfigNode {

	/**
	 * Values by key.
	 *
	 * @param entries the values, in the order of the document
	 */
	record Mapping(Map<String, ConfigNode> entries) implements ConfigNode {

		/** A mapping without keys. */
		public static final Mapping EMPTY = new Mapping(Map.of());

		/** Keeps a copy in the same order. */
		public Mapping {
			entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
		}

		@Override
		public String toString() {
			return "Mapping[" + this.entries.size() + " keys]";
		}
	}

	/**
	 * Values by position.
	 *
	 * @param items the values
	 */
	record Sequence(List<ConfigNode> items) implements ConfigNode {

		/** Keeps a copy. */
		public Sequence {
			items = List.copyOf(items);
		}

		@Override
		public String toString() {
			return "Sequence[" + this.items.size() + " items]";
		}
	}

	/**
	 * A single value, or none.
	 */
	final class Scalar implements ConfigNode {

		/** The value that says that there is none. */
		public static final Scalar NULL = new Scalar(null, "");

		private final @Nullable Object value;

		private final String text;

		/**
		 * Creates a scalar.
		 * @param value {@code null}, a {@link String}, a {@link Boolean}, a {@link Long},
		 * a {@link java.math.BigInteger} where a {@code Long} is too small, a
		 * {@link java.math.BigDecimal} for any other finite number, a {@link Double} for
		 * one that is not finite, or another immutable object that equals what says the
		 * same in the same format, such as a date
		 * @param text the value as the document writes it, without quotes and with
		 * escapes decoded
		 */
		public Scalar(@Nullable Object value, String text) {
			this.value = value;
			this.text = Objects.requireNonNull(text, "text must not be null");
		}

		/**
		 * Creates a string.
		 * @param value the string
		 * @return a scalar of which value and text are that string
		 */
		public static Scalar of(String value) {
			return new Scalar(Objects.requireNonNull(value, "value must not be null"), value);
		}

		/**
		 * Returns the value.
		 * @return the value in its type, {@code null} if the document says null
		 */
		public @Nullable Object value() {
			return this.value;
		}

		/**
		 * Returns the value as it is written, so that {@code 1.10} stays {@code 1.10}.
		 * @return the text without quotes, with escapes decoded
		 */
		public String text() {
			return this.text;
		}

		/**
		 * Tells whether the document says null, which is neither absent nor empty.
		 * @return {@code true} if it does
		 */
		public boolean isNull() {
			return this.value == null;
		}

		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof Scalar scalar && Objects.equals(comparable(this.value), comparable(scalar.value));
		}

		@Override
		public int hashCode() {
			return Objects.hashCode(comparable(this.value));
		}

		/** To {@code BigDecimal}, 1.0 and 1.00 are not equal. */
		private static @Nullable Object comparable(@Nullable Object value) {
			return (value instanceof BigDecimal decimal) ? decimal.stripTrailingZeros() : value;
		}

		@Override
		public String toString() {
			return "Scalar[" + ((this.value != null) ? this.value.getClass().getSimpleName() : "null") + "]";
		}

	}

}
