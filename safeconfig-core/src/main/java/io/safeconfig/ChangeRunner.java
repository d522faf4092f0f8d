package io.safeconfig;

import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

import io.safeconfig.store.ChangeSet;
import io.safeconfig.store.CommitResult;
import io.safeconfig.store.CommitResult.Committed;
import io.safeconfig.store.CommitResult.Conflict;
import io.safeconfig.store.ConfigStore;
import io.safeconfig.store.FileChange;
import io.safeconfig.store.LockedFiles;
import io.safeconfig.store.LockingConfigStore;
import io.safeconfig.store.Revision;
import io.safeconfig.store.StoredFile;
import org.jspecify.annotations.Nullable;

/**
 * Runs one read-change-commit of one file: under a lock where the store has locks, and
 * else as compare-and-set, repeated after a conflict until the timeout.
 */
final class ChangeRunner {

	private static final long MAX_PAUSE_MICROS = 5_000;

	private final ConfigStore store;

	private final Duration timeout;

	/**
	 * The file that this thread is changing: a change within a change waits for itself.
	 */
	private final ThreadLocal<String> changing = new ThreadLocal<>();

	ChangeRunner(ConfigStore store, Duration timeout) {
		this.store = store;
		this.timeout = timeout;
	}

	ConfigSnapshot write(String name, String operation, Function<@Nullable StoredFile, byte[]> change) {
		StoredFile result = run(name, operation, (current) -> new FileChange.Write(change.apply(current)));
		return Snapshots.of(name, Objects.requireNonNull(result, "a written file has content"));
	}

	void remove(String name, Consumer<@Nullable StoredFile> check) {
		run(name, "delete", (current) -> {
			check.accept(current);
			return new FileChange.Remove();
		});
	}

	private @Nullable StoredFile run(String name, String operation, Function<@Nullable StoredFile, FileChange> work) {
		Objects.requireNonNull(name, "name");
		String outer = this.changing.get();
		if (outer != null) {
			throw new IllegalStateException("Cannot " + operation + " " + ConfigFileException.quoted(name)
					+ " from within a change of " + ConfigFileException.quoted(outer)
					+ ": this thread holds its lock, and locks taken one after the other can block each other for"
					+ " ever. Make the second change after the first has returned.");
		}
		this.changing.set(name);
		try {
			return (this.store instanceof LockingConfigStore locking) ? locked(locking, name, operation, work)
					: optimistic(name, operation, work);
		}
		finally {
			this.changing.remove();
		}
	}

	private @Nullable StoredFile locked(LockingConfigStore locking, String name, String operation,
			Function<@Nullable StoredFile, FileChange> work) {
		try (LockedFiles files = locking.lock(Set.of(name), this.timeout, operation)) {
			StoredFile current = files.read(name).orElse(null);
			FileChange change = work.apply(current);
			if (isNoChange(current, change)) {
				files.makeDurable(name);
				return current;
			}
			CommitResult result = files.commit(ChangeSet.of(name, revision(current), change, operation));
			if (result instanceof Committed committed) {
				return committed.files().get(name);
			}
			throw conflict(name, operation, current, change, (Conflict) result);
		}
	}

	private @Nullable StoredFile optimistic(String name, String operation,
			Function<@Nullable StoredFile, FileChange> work) {
		long start = System.nanoTime();
		while (true) {
			StoredFile current = this.store.read(name).orElse(null);
			FileChange change = work.apply(current);
			if (isNoChange(current, change)) {
				return current;
			}
			Duration left = this.timeout.minusNanos(System.nanoTime() - start);
			CommitResult result = this.store.commit(ChangeSet.of(name, revision(current), change, operation),
					left.isNegative() ? Duration.ZERO : left);
			if (result instanceof Committed committed) {
				return committed.files().get(name);
			}
			if (left.isNegative() || left.isZero()) {
				throw conflict(name, operation, current, change, (Conflict) result);
			}
			pause(name, operation);
		}
	}

	private static boolean isNoChange(@Nullable StoredFile current, FileChange change) {
		return current != null && change instanceof FileChange.Write write
				&& Arrays.equals(current.content(), write.content());
	}

	private static Revision revision(@Nullable StoredFile file) {
		return (file != null) ? file.revision() : Revision.ABSENT;
	}

	private static ConfigConflictException conflict(String name, String operation, @Nullable StoredFile base,
			FileChange ours, Conflict conflict) {
		Revision made = (ours instanceof FileChange.Write write) ? Revision.of(write.content()) : Revision.ABSENT;
		return new ConfigConflictException(name, operation, Snapshots.version(revision(base)), Snapshots.version(made),
				Snapshots.version(conflict.found()));
	}

	private static void pause(String name, String operation) {
		try {
			TimeUnit.MICROSECONDS.sleep(ThreadLocalRandom.current().nextLong(MAX_PAUSE_MICROS));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new LockInterruptedException(name, operation, ex);
		}
	}

}
