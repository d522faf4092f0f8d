package io.safeconfig;

import java.time.Duration;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * The lock of a configuration file was held by others for the whole of the lock timeout.
 * Nothing was changed and a retry is safe. The lock is not broken: its holder may be slow
 * but alive.
 */
public final class LockTimeoutException extends ConfigFileException {

	private static final long serialVersionUID = 1L;

	private final transient @Nullable LockOwner holder;

	private final Duration waited;

	/**
	 * Create an exception.
	 * @param fileName the name of the configuration file
	 * @param operation what was tried, such as {@code update}
	 * @param waited how long the caller waited
	 * @param holder who held the lock when the caller gave up, or {@code null} if unknown
	 */
	public LockTimeoutException(String fileName, String operation, Duration waited, @Nullable LockOwner holder) {
		this(fileName, operation, waited, holder,
				"Retry later, or look at what the holder does; a lock ends when its holder releases it or dies.");
	}

	/**
	 * Create an exception with another advice.
	 * @param fileName the name of the configuration file
	 * @param operation what was tried, such as {@code update}
	 * @param waited how long the caller waited
	 * @param holder who held the lock when the caller gave up, or {@code null} if unknown
	 * @param nextStep what to do
	 */
	public LockTimeoutException(String fileName, String operation, Duration waited, @Nullable LockOwner holder,
			String nextStep) {
		super(fileName,
				"Cannot " + operation + " " + quoted(fileName) + ": its lock was not free within " + waited.toMillis()
						+ " ms; it is held by "
						+ ((holder != null) ? holder.describe() : "a holder that the system does not name"),
				FileState.UNCHANGED, nextStep, null);
		this.holder = holder;
		this.waited = waited;
	}

	/**
	 * Who held the lock when the caller gave up.
	 * @return the holder; empty if the system does not tell
	 */
	public Optional<LockOwner> holder() {
		return Optional.ofNullable(this.holder);
	}

	/**
	 * How long the caller waited.
	 * @return the time waited
	 */
	public Duration waited() {
		return this.waited;
	}

}
