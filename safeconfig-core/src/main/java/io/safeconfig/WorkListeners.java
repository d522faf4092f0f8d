package io.safeconfig;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Several listeners, which may come and go while there is work. Each follows the units of
 * work that begin while it is here. Thread-safe.
 */
public final class WorkListeners implements WorkListener {

	private static final Logger logger = LoggerFactory.getLogger(WorkListeners.class);

	private final List<WorkListener> listeners = new CopyOnWriteArrayList<>();

	/**
	 * Create an empty group.
	 */
	public WorkListeners() {
	}

	/**
	 * Add a listener.
	 * @param listener follows what begins from now on
	 */
	public void add(WorkListener listener) {
		this.listeners.add(Objects.requireNonNull(listener, "listener"));
	}

	/**
	 * Remove a listener.
	 * @param listener follows no more of what begins
	 */
	public void remove(WorkListener listener) {
		this.listeners.remove(listener);
	}

	@Override
	public Work begin(Kind kind) {
		if (this.listeners.isEmpty()) {
			return NONE.begin(kind);
		}
		List<Work> works = new ArrayList<>();
		each(this.listeners, (listener) -> works.add(listener.begin(kind)));
		return new Works(works);
	}

	/** One that fails is no reason not to tell the others. */
	private static <T> void each(List<T> all, Consumer<T> action) {
		for (T one : all) {
			try {
				action.accept(one);
			}
			catch (RuntimeException | Error ex) {
				logger.warn("A listener of work failed", ex);
			}
		}
	}

	/** One unit of work as all of them follow it. */
	private record Works(List<Work> works) implements Work {

		@Override
		public Runnable enter(Phase phase) {
			List<Runnable> ends = new ArrayList<>();
			each(this.works, (work) -> ends.add(work.enter(phase)));
			return () -> each(ends, Runnable::run);
		}

		@Override
		public void committed(Commit commit) {
			each(this.works, (work) -> work.committed(commit));
		}

		@Override
		public void ended(@Nullable Throwable failure) {
			each(this.works, (work) -> work.ended(failure));
		}

	}

}
