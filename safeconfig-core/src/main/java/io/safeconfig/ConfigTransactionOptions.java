package io.safeconfig;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What a transaction will do. Immutable; start from {@link #DEFAULT}.
 *
 * @param files the files that are known to be needed: locked at the beginning in the
 * common order, or read at the beginning by a read-only transaction
 * @param readOnly whether changes are refused
 * @param timeout how long the transaction may take from its beginning to the start of its
 * commit, waits for locks included; {@code null} for no limit
 * @param label what others see of the lock holder, in a few words, and what a change
 * event has as its origin
 */
public record ConfigTransactionOptions(Set<String> files, boolean readOnly, @Nullable Duration timeout, String label) {

	/** No files named, may change, no timeout. */
	public static final ConfigTransactionOptions DEFAULT = new ConfigTransactionOptions(Set.of(), false, null,
			"transaction");

	/**
	 * Create options.
	 * @throws IllegalArgumentException if the timeout is negative or the label is blank
	 */
	public ConfigTransactionOptions {
		files = Collections.unmodifiableSet(new LinkedHashSet<>(files));
		Objects.requireNonNull(label, "label");
		if (timeout != null && timeout.isNegative()) {
			throw new IllegalArgumentException("The timeout of a transaction must not be negative");
		}
		if (label.isBlank()) {
			throw new IllegalArgumentException("The label of a transaction must not be blank");
		}
	}

	/**
	 * Completes a sentence that begins with "Cannot" and ends with the name of a file.
	 */
	String operation() {
		return "run '" + this.label + "' with";
	}

	/**
	 * With other files.
	 * @param files the names of the files
	 * @return the options
	 */
	public ConfigTransactionOptions withFiles(String... files) {
		return withFiles(List.of(files));
	}

	/**
	 * With other files.
	 * @param files the names of the files
	 * @return the options
	 */
	public ConfigTransactionOptions withFiles(Collection<String> files) {
		return new ConfigTransactionOptions(Set.copyOf(files), this.readOnly, this.timeout, this.label);
	}

	/**
	 * Reading alone.
	 * @return the options
	 */
	public ConfigTransactionOptions asReadOnly() {
		return new ConfigTransactionOptions(this.files, true, this.timeout, this.label);
	}

	/**
	 * With another timeout.
	 * @param timeout from the beginning to the start of the commit; {@code null} for no
	 * limit
	 * @return the options
	 */
	public ConfigTransactionOptions withTimeout(@Nullable Duration timeout) {
		return new ConfigTransactionOptions(this.files, this.readOnly, timeout, this.label);
	}

	/**
	 * With another label.
	 * @param label a few words
	 * @return the options
	 */
	public ConfigTransactionOptions withLabel(String label) {
		return new ConfigTransactionOptions(this.files, this.readOnly, this.timeout, label);
	}

}
