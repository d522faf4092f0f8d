package io.safeconfig.spring.monitor;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

import io.safeconfig.ConfigFileException;
import io.safeconfig.LockTimeoutException;
import io.safeconfig.store.file.FileStoreMonitor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What operators do to locks by hand: done, logged with their names, and counted. */
public final class OperatorActions {

	private static final Logger logger = LoggerFactory.getLogger(OperatorActions.class);

	private final FileStoreMonitor store;

	private final Map<Outcome, LongAdder> counts = new EnumMap<>(Outcome.class);

	/**
	 * Create the actions.
	 * @param store the store that they are about
	 */
	public OperatorActions(FileStoreMonitor store) {
		this.store = store;
		for (Outcome outcome : Outcome.values()) {
			this.counts.put(outcome, new LongAdder());
		}
	}

	/** How an action ended. */
	public enum Outcome {

		/** A stale lock was cleared. */
		CLEARED,

		/** There was no stale lock. */
		NOTHING,

		/** The lock is held; nothing was done. */
		REFUSED,

		/** It could not be done. */
		FAILED

	}

	/**
	 * Clear a stale lock.
	 * @param name the name of the file
	 * @param caller who wants it, {@code null} if unknown
	 * @return whether there was one
	 * @throws LockTimeoutException if the lock is held
	 * @throws ConfigFileException if it could not be done
	 */
	public boolean clearStaleLock(String name, @Nullable String caller) {
		String who = (caller != null) ? printable(caller) : "somebody whose name is not known";
		try {
			boolean cleared = this.store.clearStaleLock(name);
			count(cleared ? Outcome.CLEARED : Outcome.NOTHING);
			logger.warn(cleared ? "The stale lock of {} was cleared for {}"
					: "There was no stale lock of {} to clear for {}", name, who);
			return cleared;
		}
		catch (LockTimeoutException ex) {
			throw failed(Outcome.REFUSED, who, ex);
		}
		catch (ConfigFileException ex) {
			throw failed(Outcome.FAILED, who, ex);
		}
	}

	/** The problem names the file, which may have a name that would forge a line. */
	private ConfigFileException failed(Outcome outcome, String who, ConfigFileException ex) {
		count(outcome);
		logger.warn("A lock was not cleared for {}: {}", who, ex.problem());
		return ex;
	}

	/** People may choose their names: none of them may forge a line of the log. */
	private static String printable(String name) {
		return name.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "?");
	}

	private void count(Outcome outcome) {
		LongAdder count = this.counts.get(outcome);
		if (count != null) {
			count.increment();
		}
	}

	/**
	 * How many actions ended in this way.
	 * @param outcome the end
	 * @return the number since the start
	 */
	public long total(Outcome outcome) {
		LongAdder count = this.counts.get(outcome);
		return (count != null) ? count.sum() : 0;
	}

}
