package io.safeconfig;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
import io.safeconfig.store.StoredFile;
import org.jspecify.annotations.Nullable;

/**
 * Commits each change of one file by itself: under a lock where the store has locks, and
 * else as compare-and-set, repeated after a conflict until the timeout.
 */
final class AutoCommit implements FileAccess {

	private static final long MAX_PAUSE_MICROS = 5_000;

	private final StoreAccess access;

	private final ConfigStore store;

	/**
	 * The file that this thread is changing: a change within a change waits for itself.
	 */
	private final ThreadLocal<String> changing = new ThreadLocal<>();

	AutoCommit(StoreAccess access) {
		this.access = access;
		this.store = access.store();
	}

	@Override
	public @Nullable String location() {
		return this.store.location();
	}

	@Override
	public Optional<StoredFile> read(String name) {
		return this.store.read(name);
	}

	@Override
	public Map<String, StoredFile> readAll(Set<String> names) {
		return this.store.readAll(names, this.access.lockTimeout());
	}

	@Override
	public List<String> list() {
		return this.store.list();
	}

	@Override
	public StoredFile write(String name, String operation, Function<@Nullable StoredFile, byte[]> change) {
		StoredFile result = run(name, operation, (current) -> new FileChange.Write(change.apply(current)));
		return Objects.requireNonNull(result, "a written file has content");
	}

	@Override
	public void remove(String name, Consumer<@Nullable StoredFile> check) {
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
					+ " ever. Make the second change after the first has returned, or both in one transaction.");
		}
		Done done;
		this.changing.set(name);
		UnitOfWork unit = UnitOfWork.begin(this.access.work(), WorkListener.Kind.UPDATE);
		Throwable failure = null;
		try {
			done = (this.store instanceof LockingConfigStore locking) ? locked(locking, name, operation, work, unit)
					: optimistic(name, operation, work, unit);
		}
		catch (RuntimeException | Error ex) {
			failure = ex;
			throw ex;
		}
		finally {
			this.changing.remove();
			unit.end(failure, false);
		}
		return announced(done, name);
	}

	/** Only now: the lock is free and this thread may change files again. */
	private @Nullable StoredFile announced(Done done, String name) {
		if (done.changes() == null) {
			return done.before();
		}
		this.access.announcer()
			.announce(done.changes(), done.changes().operation(), Map.of(name, Optional.ofNullable(done.before())),
					done.committed().files());
		return done.committed().files().get(name);
	}

	private Done locked(LockingConfigStore locking, String name, String operation,
			Function<@Nullable StoredFile, FileChange> work, UnitOfWork unit) {
		try (LockedFiles files = unit.lock(() -> locking.lock(Set.of(name), this.access.lockTimeout(),
				this.access.deadlockTimeout(), operation))) {
			StoredFile current = files.read(name).orElse(null);
			FileChange change = work.apply(current);
			if (Changes.isNone(current, change)) {
				files.makeDurable(name);
				return Done.nothing(current);
			}
			ChangeSet changes = ChangeSet.of(name, Changes.revision(current), change, operation);
			CommitResult result = unit.commit(changes, () -> files.commit(changes));
			if (result instanceof Committed committed) {
				return new Done(current, changes, committed);
			}
			throw Changes.conflict(operation, current, change, (Conflict) result);
		}
	}

	private Done optimistic(String name, String operation, Function<@Nullable StoredFile, FileChange> work,
			UnitOfWork unit) {
		long start = System.nanoTime();
		while (true) {
			StoredFile current = this.store.read(name).orElse(null);
			FileChange change = work.apply(current);
			if (Changes.isNone(current, change)) {
				return Done.nothing(current);
			}
			Duration left = this.access.lockTimeout().minusNanos(System.nanoTime() - start);
			ChangeSet changes = ChangeSet.of(name, Changes.revision(current), change, operation);
			CommitResult result = unit.commit(changes,
					() -> this.store.commit(changes, left.isNegative() ? Duration.ZERO : left));
			if (result instanceof Committed committed) {
				return new Done(current, changes, committed);
			}
			if (left.isNegative() || left.isZero()) {
				throw Changes.conflict(operation, current, change, (Conflict) result);
			}
			pause(name, operation);
		}
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

	/** How a change ended; without changes if there was nothing to change. */
	private record Done(@Nullable StoredFile before, @Nullable ChangeSet changes, Committed committed) {

		static Done nothing(@Nullable StoredFile current) {
			return new Done(current, null, new Committed(Map.of()));
		}

	}

}
