package io.safeconfig.store.file;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import io.safeconfig.os.DetachedThreads;
import io.safeconfig.os.OpenFile;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after files that a change has displaced while somebody without a lock may still
 * write to them: such a program does not know that the file has lost its name. What is
 * written is put aside. Thread-safe.
 * <p>
 * Where the system told that nobody could have such a file open, nothing comes here.
 * Where it does not tell, every displaced file does, for a moment, and under many changes
 * for a shorter one: a bounded number is kept open.
 */
final class DisplacedFiles implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(DisplacedFiles.class);

	private static final int MOST = 16;

	/** A look reads all of them again. */
	private static final long LOOK_MILLIS = 250;

	private static final Duration PATIENCE = Duration.ofSeconds(1);

	/** The thread ends when it has nothing to do. */
	private static final ScheduledThreadPoolExecutor WATCHER = watcher();

	private final PutAside putAside;

	private final LongSupplier nanoTime;

	/** From the eldest to the latest. Guarded by this. */
	private final Deque<DisplacedFile> watched = new ArrayDeque<>();

	/** The next look, if there is to be one. Guarded by this. */
	private @Nullable Future<?> next;

	DisplacedFiles(PutAside putAside, LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
		this.putAside = putAside;
	}

	/** What has been put aside. */
	PutAside putAside() {
		return this.putAside;
	}

	private static ScheduledThreadPoolExecutor watcher() {
		ScheduledThreadPoolExecutor watcher = new ScheduledThreadPoolExecutor(1,
				(work) -> DetachedThreads.create("safeconfig-displaced", work));
		watcher.setKeepAliveTime(1, TimeUnit.SECONDS);
		watcher.allowCoreThreadTimeOut(true);
		return watcher;
	}

	/**
	 * Watch a file that has just been displaced, and let those in who wait to write.
	 * @param before what was in it
	 * @param open the file, which is closed here
	 * @param awaited whether somebody is known to wait
	 */
	void watch(ResolvedFile target, Reading before, OpenFile open, boolean awaited) {
		open.letIn();
		DisplacedFile pushedOut;
		synchronized (this) {
			this.watched.addLast(new DisplacedFile(target, before, open, awaited, this.nanoTime.getAsLong()));
			pushedOut = (this.watched.size() > MOST) ? eldestIdle() : null;
			schedule();
		}
		if (pushedOut != null) {
			end(pushedOut, pushedOut.isChanged());
		}
	}

	/** None that somebody writes to. */
	private @Nullable DisplacedFile eldestIdle() {
		for (Iterator<DisplacedFile> all = this.watched.iterator(); all.hasNext();) {
			DisplacedFile eldest = all.next();
			if (!eldest.isBusy()) {
				all.remove();
				return eldest;
			}
		}
		return null;
	}

	private void schedule() {
		if (this.next == null && !this.watched.isEmpty()) {
			this.next = WATCHER.schedule(this::lookAtAll, LOOK_MILLIS, TimeUnit.MILLISECONDS);
		}
	}

	private void lookAtAll() {
		try {
			look();
		}
		catch (RuntimeException | Error ex) {
			logger.error("Cannot look after displaced files", ex);
		}
		finally {
			synchronized (this) {
				this.next = null;
				schedule();
			}
		}
	}

	/** Nobody but this takes a file out that is busy. */
	private void look() {
		List<DisplacedFile> all;
		synchronized (this) {
			all = new ArrayList<>(this.watched);
		}
		for (DisplacedFile file : all) {
			DisplacedFile.Fate fate = file.look(this.nanoTime.getAsLong());
			if (fate != DisplacedFile.Fate.OPEN && remove(file)) {
				end(file, fate == DisplacedFile.Fate.WRITTEN);
			}
		}
	}

	private synchronized boolean remove(DisplacedFile file) {
		return this.watched.remove(file);
	}

	private void end(DisplacedFile file, boolean written) {
		try {
			if (written) {
				this.putAside.put(file.target(), file.before().stamp(), file.content());
			}
		}
		catch (IOException ex) {
			logger.error("{} was written to by somebody without a lock after a change had displaced it, and what was"
					+ " written cannot be put aside", file.target().name(), ex);
		}
		finally {
			file.close();
		}
	}

	/** Waits a moment for those who are writing, and looks at each a last time. */
	@Override
	public void close() {
		long start = this.nanoTime.getAsLong();
		while (isBusy() && this.nanoTime.getAsLong() - start < PATIENCE.toNanos() && pause()) {
			look();
		}
		List<DisplacedFile> all;
		synchronized (this) {
			all = new ArrayList<>(this.watched);
		}
		for (DisplacedFile file : all) {
			if (remove(file)) {
				end(file, file.isChanged());
			}
		}
	}

	private synchronized boolean isBusy() {
		return this.watched.stream().anyMatch(DisplacedFile::isBusy);
	}

	private static boolean pause() {
		try {
			TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
			return true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

}
