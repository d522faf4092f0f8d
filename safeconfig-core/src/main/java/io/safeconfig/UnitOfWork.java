package io.safeconfig;

import java.time.Duration;
import java.util.function.Supplier;

import io.safeconfig.WorkListener.Commit;
import io.safeconfig.WorkListener.Kind;
import io.safeconfig.WorkListener.Outcome;
import io.safeconfig.WorkListener.Phase;
import io.safeconfig.WorkListener.Work;
import io.safeconfig.store.ChangeSet;
import io.safeconfig.store.CommitResult;
import io.safeconfig.store.FileChange;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a listener how a unit of work goes, and lets nothing of it reach the work. */
final class UnitOfWork {

	private static final Logger logger = LoggerFactory.getLogger(UnitOfWork.class);

	private final Work work;

	private final long start = System.nanoTime();

	private boolean locked;

	private boolean commitTold;

	private UnitOfWork(Work work) {
		this.work = work;
	}

	static UnitOfWork begin(WorkListener listener, Kind kind) {
		try {
			return new UnitOfWork(listener.begin(kind));
		}
		catch (RuntimeException | Error ex) {
			failed(ex);
			return new UnitOfWork(WorkListener.NONE.begin(kind));
		}
	}

	<T> T lock(Supplier<T> locking) {
		T result = run(Phase.LOCK, locking);
		this.locked = true;
		return result;
	}

	/** A commit that changes nothing is not told. */
	CommitResult commit(ChangeSet changes, Supplier<CommitResult> committing) {
		if (changes.changes().isEmpty()) {
			return committing.get();
		}
		long began = System.nanoTime();
		Outcome outcome = Outcome.FAILED;
		try {
			CommitResult result = run(Phase.COMMIT, committing);
			outcome = (result instanceof CommitResult.Conflict) ? Outcome.CONFLICT : Outcome.COMMITTED;
			return result;
		}
		catch (CommitOutcomeUnknownException ex) {
			outcome = Outcome.UNKNOWN;
			throw ex;
		}
		finally {
			tell(outcome, began, changes.changes().size(), bytes(changes));
		}
	}

	private static long bytes(ChangeSet changes) {
		long bytes = 0;
		for (FileChange change : changes.changes().values()) {
			bytes += (change instanceof FileChange.Write write) ? write.content().length : 0;
		}
		return bytes;
	}

	private <T> T run(Phase phase, Supplier<T> part) {
		Runnable end = enter(phase);
		try {
			return part.get();
		}
		finally {
			safely(end);
		}
	}

	private Runnable enter(Phase phase) {
		try {
			return this.work.enter(phase);
		}
		catch (RuntimeException | Error ex) {
			failed(ex);
			return UnitOfWork::nothing;
		}
	}

	private static void nothing() {
	}

	/**
	 * The end.
	 * @param failure what was thrown, if anything was
	 * @param givenUp whether the caller did not want a commit
	 */
	void end(@Nullable Throwable failure, boolean givenUp) {
		if (this.locked && !this.commitTold && (failure != null || givenUp)) {
			tell(Outcome.ROLLED_BACK, this.start, 0, 0);
		}
		safely(() -> this.work.ended(failure));
	}

	private void tell(Outcome outcome, long began, int files, long bytes) {
		this.commitTold = true;
		Duration took = Duration.ofNanos(System.nanoTime() - began);
		safely(() -> this.work.committed(new Commit(outcome, took, files, bytes)));
	}

	private static void safely(Runnable news) {
		try {
			news.run();
		}
		catch (RuntimeException | Error ex) {
			failed(ex);
		}
	}

	private static void failed(Throwable ex) {
		logger.warn("A listener of work failed", ex);
	}

}
