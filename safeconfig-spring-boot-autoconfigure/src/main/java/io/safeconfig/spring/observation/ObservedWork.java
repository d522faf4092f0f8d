package io.safeconfig.spring.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.safeconfig.WorkListener;
import io.safeconfig.spring.monitor.Labels;
import org.jspecify.annotations.Nullable;

/**
 * An observation for each change and each transaction, and one in it for each wait for
 * locks and for the commit; what lies between them is the time that the locks were held.
 * No key tells the name of a file, of which there may be any number.
 */
public final class ObservedWork implements WorkListener {

	/** The observation of one change of one file. */
	public static final String UPDATE = "safeconfig.update";

	/** The observation of a transaction. */
	public static final String TRANSACTION = "safeconfig.transaction";

	/** The observation of a wait for locks, inside one of the others. */
	public static final String LOCK_WAIT = "safeconfig.lock.wait";

	/** The observation of a commit, inside one of the others. */
	public static final String COMMIT_WRITE = "safeconfig.commit.write";

	/** Key: how the work ended, as for the commit meter, or {@code none}. */
	public static final String OUTCOME = "outcome";

	private final ObservationRegistry registry;

	/**
	 * Create a listener.
	 * @param registry the registry
	 */
	public ObservedWork(ObservationRegistry registry) {
		this.registry = registry;
	}

	@Override
	public Work begin(Kind kind) {
		String name = (kind == Kind.UPDATE) ? UPDATE : TRANSACTION;
		Observation observation = Observation.createNotStarted(name, this.registry)
			.contextualName((kind == Kind.UPDATE) ? "update config file" : "config transaction")
			.lowCardinalityKeyValue(OUTCOME, "none")
			.start();
		return new Observed(observation, kind);
	}

	/**
	 * A change runs on one thread, so that what its function does is part of it. A
	 * transaction may end on another thread than it began, where no scope could be
	 * closed: it has none.
	 */
	private final class Observed implements Work {

		private final Observation observation;

		private final Observation.@Nullable Scope scope;

		private Observed(Observation observation, Kind kind) {
			this.observation = observation;
			this.scope = (kind == Kind.UPDATE) ? observation.openScope() : null;
		}

		@Override
		public Runnable enter(Phase phase) {
			Observation part = Observation
				.createNotStarted((phase == Phase.LOCK) ? LOCK_WAIT : COMMIT_WRITE, ObservedWork.this.registry)
				.contextualName((phase == Phase.LOCK) ? "wait for lock" : "commit")
				.parentObservation(this.observation)
				.start();
			return part::stop;
		}

		@Override
		public void committed(Commit commit) {
			this.observation.lowCardinalityKeyValue(OUTCOME, Labels.of(commit.outcome()));
		}

		@Override
		public void ended(@Nullable Throwable failure) {
			if (this.scope != null) {
				this.scope.close();
			}
			if (failure != null) {
				this.observation.error(failure);
			}
			this.observation.stop();
		}

	}

}
