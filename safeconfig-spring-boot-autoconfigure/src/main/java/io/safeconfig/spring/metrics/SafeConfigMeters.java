package io.safeconfig.spring.metrics;

/** The names of all meters and of their tags. They are part of the API. */
public final class SafeConfigMeters {

	/**
	 * Timer: time waited for a lock; tags {@link #MODE}, {@link #OUTCOME} (acquired,
	 * timeout, deadlock, interrupted, failed) and {@link #FILE}.
	 */
	public static final String LOCK_ACQUIRE = "safeconfig.lock.acquire";

	/** Timer: time that a lock was held; tags {@link #MODE} and {@link #FILE}. */
	public static final String LOCK_HOLD = "safeconfig.lock.hold";

	/** Counter: locks that were waited for; tag {@link #SCOPE} (jvm, process). */
	public static final String LOCK_CONTENDED = "safeconfig.lock.contended";

	/** Gauge: locks that this process holds. */
	public static final String LOCK_ACTIVE = "safeconfig.lock.active";

	/** Gauge, in seconds: the time that this process has held one of its locks so far. */
	public static final String LOCK_LONGEST_HOLD = "safeconfig.lock.hold.longest";

	/** Gauge: callers of this process that wait for a lock. */
	public static final String LOCK_WAITING = "safeconfig.lock.waiting";

	/** Gauge: stale owner records, as of the last check. */
	public static final String LOCK_STALE = "safeconfig.lock.stale";

	/** Counter: stale locks that this process took over. */
	public static final String LOCK_RECOVERED = "safeconfig.lock.recovered";

	/**
	 * Counter: what operators did to locks by hand; tag {@link #OUTCOME} (cleared,
	 * nothing, refused, failed).
	 */
	public static final String LOCK_CLEARED = "safeconfig.lock.cleared";

	/**
	 * Timer: commits; tag {@link #OUTCOME} (committed, conflict, rolled-back, failed,
	 * unknown).
	 */
	public static final String COMMIT = "safeconfig.commit";

	/** Summary: files of a commit that took effect. */
	public static final String COMMIT_FILES = "safeconfig.commit.files";

	/** Summary: bytes that a commit that took effect wrote. */
	public static final String COMMIT_SIZE = "safeconfig.commit.size";

	/**
	 * Counter: journals that processes which are gone left; tag {@link #RESULT}
	 * (finished, dropped, quarantined, failed).
	 */
	public static final String RECOVERY = "safeconfig.recovery";

	/** Counter: reads; tag {@link #SOURCE} (cache, disk). */
	public static final String READ = "safeconfig.read";

	/** Tag: {@code exclusive}, for all locks are. */
	public static final String MODE = "mode";

	/** Tag: how something ended. */
	public static final String OUTCOME = "outcome";

	/** Tag: whom a caller had to wait for. */
	public static final String SCOPE = "scope";

	/** Tag: what became of a journal. */
	public static final String RESULT = "result";

	/** Tag: where the answer came from. */
	public static final String SOURCE = "source";

	/**
	 * Tag: the name of the file if it is one of those that the settings name, else
	 * {@link #OTHER_FILES}.
	 */
	public static final String FILE = "file";

	/** The value of {@link #FILE} for all files that the settings do not name. */
	public static final String OTHER_FILES = "other";

	private SafeConfigMeters() {
	}

}
