package io.safeconfig.spring.boot.actuate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.safeconfig.LockOwner;
import io.safeconfig.spring.monitor.Labels;
import io.safeconfig.store.file.LockStatus;
import io.safeconfig.store.file.LockWaiter;
import org.jspecify.annotations.Nullable;

/**
 * A lock as the actuator shows it.
 *
 * @param file the name of the configuration file
 * @param state free, held, stale or broken
 * @param holder who holds it, or left its record
 * @param heartbeat when the holder of a marker last showed that it runs
 * @param waiters who waits for it
 * @param otherFamily the processes that hold a lock which does not exclude ours; null for
 * one whose PID is unknown
 * @param counts what became of the waits of this process
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record LockDescriptor(String file, String state, @Nullable Holder holder, @Nullable Instant heartbeat,
		List<Waiter> waiters, List<@Nullable Long> otherFamily, CountsDescriptor counts) {

	static LockDescriptor of(LockStatus lock) {
		return new LockDescriptor(lock.fileName(), Labels.of(lock.state()), Holder.of(lock), lock.heartbeat(),
				lock.waiters().stream().map(Waiter::of).toList(), foreign(lock), CountsDescriptor.of(lock.counts()));
	}

	private static List<@Nullable Long> foreign(LockStatus lock) {
		List<@Nullable Long> pids = new ArrayList<>();
		lock.foreignHolders().forEach((pid) -> pids.add(known(pid)));
		return pids;
	}

	/** 0 is the number of no process. */
	private static @Nullable Long known(long pid) {
		return (pid > 0) ? pid : null;
	}

	private static @Nullable Long millis(@Nullable Duration duration) {
		return (duration != null) ? duration.toMillis() : null;
	}

	/**
	 * Who holds a lock. Somebody who cannot be named has nothing but a source.
	 *
	 * @param application the name of the application
	 * @param host the host name
	 * @param pid the process; in its own PID namespace if only its record tells it;
	 * absent if unknown
	 * @param thread the name of the thread
	 * @param operation what it does
	 * @param since when it took the lock, by its wall clock
	 * @param heldMillis how long it has held it, in milliseconds
	 * @param source where this is known from: this-process, kernel, owner-record, marker
	 * or lock-attempt
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record Holder(@Nullable String application, @Nullable String host, @Nullable Long pid,
			@Nullable String thread, @Nullable String operation, @Nullable Instant since, @Nullable Long heldMillis,
			@Nullable String source) {

		static @Nullable Holder of(LockStatus lock) {
			LockOwner owner = lock.holder();
			LockStatus.Source source = lock.source();
			if (owner == null) {
				return (source != null) ? new Holder(null, null, null, null, null, null, null, Labels.of(source))
						: null;
			}
			return new Holder(owner.application(), owner.host(), known(owner.pid()), owner.thread(), owner.operation(),
					owner.since(), millis(lock.held()), (source != null) ? Labels.of(source) : null);
		}

	}

	/**
	 * Who waits for a lock.
	 *
	 * @param pid the process; absent if unknown
	 * @param thread the name of the thread, if it is of this process
	 * @param operation what for, if it is of this process
	 * @param waitedMillis how long so far in milliseconds, if it is of this process
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record Waiter(@Nullable Long pid, @Nullable String thread, @Nullable String operation,
			@Nullable Long waitedMillis) {

		static Waiter of(LockWaiter waiter) {
			return new Waiter(known(waiter.pid()), waiter.thread(), waiter.operation(), millis(waiter.waited()));
		}

	}

}
