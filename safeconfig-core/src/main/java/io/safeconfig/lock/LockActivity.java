package io.safeconfig.lock;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.safeconfig.ConfigFileListener;
import io.safeconfig.LockAcquisition;
import io.safeconfig.LockListener;
import io.safeconfig.LockOwner;
import io.safeconfig.os.Platform;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens to the locks of one store: who of this process waits and holds, how often
 * and how long. Thread-safe.
 */
public final class LockActivity {

	/** Long enough for any sensible change of a configuration file. */
	public static final Duration DEFAULT_HOLD_WARNING = Duration.ofSeconds(30);

	private static final Logger logger = LoggerFactory.getLogger(LockActivity.class);

	/** Totals are kept for so many files at most. */
	private static final int MAX_NAMES = 1000;

	private final Platform platform;

	private final ConfigFileListener listener;

	private final LongWaits longWaits;

	private final Set<LockWait> waits = ConcurrentHashMap.newKeySet();

	private final Set<LockHold> holds = ConcurrentHashMap.newKeySet();

	private final LockTotals totals = new LockTotals();

	private final Map<String, LockTotals> totalsByName = new ConcurrentHashMap<>();

	private final Set<String> lost = ConcurrentHashMap.newKeySet();

	private final Set<String> broken = ConcurrentHashMap.newKeySet();

	private final List<LockListener> listeners = new CopyOnWriteArrayList<>();

	/**
	 * Create an activity with the default warning.
	 * @param platform the platform
	 * @param listener hears of stale locks
	 */
	public LockActivity(Platform platform, ConfigFileListener listener) {
		this(platform, listener, DEFAULT_HOLD_WARNING);
	}

	/**
	 * Create an activity.
	 * @param platform the platform
	 * @param listener hears of stale locks
	 * @param holdWarning how long a lock may be held, or waited for, before that is
	 * logged
	 */
	public LockActivity(Platform platform, ConfigFileListener listener, Duration holdWarning) {
		this.platform = platform;
		this.listener = listener;
		this.longWaits = new LongWaits(platform, holdWarning);
	}

	LockWait begin(LockTarget target, String operation, Supplier<@Nullable LockOwner> holder) {
		LockWait wait = new LockWait(target.name(), operation, now(),
				(contended) -> this.longWaits.watch(contended, holder));
		this.waits.add(wait);
		return wait;
	}

	LockHold held(LockWait wait) {
		LockHold hold = new LockHold(wait.name(), wait.operation(), wait.thread(), now());
		this.holds.add(hold);
		return hold;
	}

	void ended(LockWait wait, LockAcquisition.Outcome outcome) {
		wait.end();
		this.waits.remove(wait);
		LockAcquisition acquisition = new LockAcquisition(wait.name(), outcome, wait.contention(),
				Duration.ofNanos(now() - wait.start()));
		this.totals.add(acquisition);
		byName(wait.name()).add(acquisition);
		tell((hearing) -> hearing.acquisitionEnded(acquisition));
	}

	/** Beyond the limit all share one that nobody asks for. */
	private LockTotals byName(String name) {
		String key = (this.totalsByName.size() < MAX_NAMES || this.totalsByName.containsKey(name)) ? name : "";
		return this.totalsByName.computeIfAbsent(key, (unknown) -> new LockTotals());
	}

	void released(LockHold hold) {
		if (!this.holds.remove(hold)) {
			return;
		}
		Duration held = Duration.ofNanos(now() - hold.start());
		if (held.compareTo(this.longWaits.limit()) > 0) {
			logger.warn("The lock of {} was held for {} ms by thread {} ({})", hold.name(), held.toMillis(),
					hold.thread(), hold.operation());
		}
		tell((hearing) -> hearing.released(hold.name(), held));
	}

	void recovered(String name, LockOwner previous) {
		this.totals.addRecovered();
		byName(name).addRecovered();
		try {
			this.listener.staleLockRecovered(name, previous);
		}
		catch (RuntimeException | Error ex) {
			logger.warn("A listener failed on the stale lock of {}", name, ex);
		}
	}

	void lost(String name) {
		this.lost.add(name);
	}

	/**
	 * Somebody who lives holds a lock that this process was given, too.
	 * @return whether that is news
	 */
	boolean broken(String name) {
		return this.broken.add(name);
	}

	void excludes(String name) {
		if (!this.broken.isEmpty()) {
			this.broken.remove(name);
		}
	}

	void intact(String name) {
		if (!this.lost.isEmpty()) {
			this.lost.remove(name);
		}
	}

	private void tell(Consumer<LockListener> news) {
		for (LockListener hearing : this.listeners) {
			try {
				news.accept(hearing);
			}
			catch (RuntimeException | Error ex) {
				logger.warn("A listener of locks failed", ex);
			}
		}
	}

	/**
	 * Let somebody hear of every lock from now on.
	 * @param hearing the listener
	 */
	public void addListener(LockListener hearing) {
		this.listeners.add(hearing);
	}

	/**
	 * Let somebody hear no more.
	 * @param hearing the listener
	 */
	public void removeListener(LockListener hearing) {
		this.listeners.remove(hearing);
	}

	/**
	 * How many locks of this store are held by this process.
	 * @return the number now
	 */
	public int held() {
		return this.holds.size();
	}

	/**
	 * How long this process has held the lock that it has held the longest.
	 * @return the time up to now; zero if it holds none
	 */
	public Duration longestHold() {
		return this.holds.stream().map((hold) -> since(hold.start())).max(Duration::compareTo).orElse(Duration.ZERO);
	}

	/**
	 * How many callers of this process are waiting for a lock of this store.
	 * @return the number now
	 */
	public int waiting() {
		return (int) this.waits.stream().filter(LockActivity::isWaiting).count();
	}

	private static boolean isWaiting(LockWait wait) {
		return wait.contention() != LockAcquisition.Contention.NONE;
	}

	/**
	 * What became of all waits.
	 * @return the totals since the store was opened
	 */
	public LockTotals totals() {
		return this.totals;
	}

	/**
	 * What became of the waits for the lock of one file.
	 * @param name the name of the file
	 * @return the totals since the store was opened
	 */
	public LockTotals totals(String name) {
		return this.totalsByName.getOrDefault(name, new LockTotals());
	}

	/**
	 * The files whose locks this process has waited for or held.
	 * @return the names
	 */
	public Set<String> names() {
		Set<String> names = new TreeSet<>(this.totalsByName.keySet());
		this.waits.forEach((wait) -> names.add(wait.name()));
		names.remove("");
		return Collections.unmodifiableSet(names);
	}

	/**
	 * The files whose locks this process holds or waits for.
	 * @return the names now
	 */
	public Set<String> inUse() {
		Set<String> names = new TreeSet<>();
		this.holds.forEach((hold) -> names.add(hold.name()));
		this.waits.forEach((wait) -> names.add(wait.name()));
		return names;
	}

	/**
	 * The files whose lock file was removed or replaced while its lock was held, and that
	 * have not been changed since.
	 * @return the names
	 */
	public Set<String> lost() {
		return Collections.unmodifiableSet(new TreeSet<>(this.lost));
	}

	/**
	 * The files whose locks this process was given while somebody else held them, and
	 * refused, and has not been given properly since.
	 * @return the names
	 */
	public Set<String> broken() {
		return Collections.unmodifiableSet(new TreeSet<>(this.broken));
	}

	/**
	 * The threads of this process that wait for the lock of a file.
	 * @param name the name of the file
	 * @return who waits
	 */
	public List<LocalUse> waiters(String name) {
		List<LocalUse> uses = new ArrayList<>();
		for (LockWait wait : this.waits) {
			if (wait.name().equals(name) && isWaiting(wait)) {
				uses.add(new LocalUse(wait.thread(), wait.operation(), since(wait.start())));
			}
		}
		return uses;
	}

	/**
	 * Who of this process holds the lock of a file.
	 * @param name the name of the file
	 * @return the holder, or {@code null}
	 */
	public @Nullable LocalUse holder(String name) {
		for (LockHold hold : this.holds) {
			if (hold.name().equals(name)) {
				return new LocalUse(hold.thread(), hold.operation(), since(hold.start()));
			}
		}
		return null;
	}

	private Duration since(long start) {
		return Duration.ofNanos(Math.max(0, now() - start));
	}

	private long now() {
		return this.platform.nanoTime().getAsLong();
	}

	/**
	 * A thread of this process that holds a lock or waits for it.
	 *
	 * @param thread its name
	 * @param operation what it does
	 * @param age how long it has held or waited, on a monotonic clock
	 */
	public record LocalUse(String thread, String operation, Duration age) {
	}

}
