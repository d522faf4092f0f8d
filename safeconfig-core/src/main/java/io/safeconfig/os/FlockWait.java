package io.safeconfig.os;

import java.io.IOException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A wait in the kernel's queue for a lock of {@code flock}. Nothing ends such a call
 * early: no signal that Java could send, and not closing the file. So a wait that nobody
 * wants any more goes on, on a thread of its own. Whoever waits for the file next in this
 * JVM takes it over, with its place in the queue, so there is one for each file at most.
 * If its turn comes before that, the lock is given back at once, and whoever comes to the
 * file next closes it.
 */
final class FlockWait {

	private static final Logger logger = LoggerFactory.getLogger(FlockWait.class);

	/** Those that nobody wants, by file. */
	private static final Map<FileIdentity, FlockWait> ABANDONED = new ConcurrentHashMap<>();

	private final FlockLibrary library;

	private final Path path;

	private final FileIdentity file;

	/** Of whoever wants the wait; of the wait itself while that is nobody. */
	private final int descriptor;

	/** Guarded by this, as is all that follows. */
	private boolean abandoned;

	private boolean over;

	private @Nullable IOException failure;

	private FlockWait(FlockLibrary library, Path path, FileIdentity file, int descriptor) {
		this.library = library;
		this.path = path;
		this.file = file;
		this.descriptor = descriptor;
	}

	static FlockWait begin(FlockLibrary library, Path path, FileIdentity file, int descriptor) {
		FlockWait wait = new FlockWait(library, path, file, descriptor);
		DetachedThreads.create("safeconfig-flock-waiter", wait::run).start();
		return wait;
	}

	/** A wait for this file that nobody wants so far, if there is one. */
	static @Nullable FlockWait adopt(FileIdentity file) {
		FlockWait left = ABANDONED.remove(file);
		return (left != null && left.adopt()) ? left : null;
	}

	int descriptor() {
		return this.descriptor;
	}

	private void run() {
		IOException thrown = null;
		try {
			this.library.lock(this.path, this.descriptor);
		}
		catch (IOException ex) {
			thrown = ex;
		}
		catch (RuntimeException | Error ex) {
			thrown = new IOException("flock failed", ex); // somebody waits for an end
		}
		end(thrown);
	}

	private synchronized void end(@Nullable IOException thrown) {
		this.over = true;
		this.failure = thrown;
		if (this.abandoned) {
			giveBack();
		}
		notifyAll();
	}

	private synchronized boolean adopt() {
		if (this.over) {
			close(this.library, this.path, this.descriptor);
		}
		else {
			this.abandoned = false;
		}
		return !this.over;
	}

	/**
	 * Close what a wait that is over has left open. Only for who may close the file: to
	 * do so drops every record lock that this process has on it.
	 */
	static void closeIfOver(FileIdentity file) {
		FlockWait left = ABANDONED.get(file);
		if (left != null && left.isOver() && ABANDONED.remove(file, left)) {
			close(left.library, left.path, left.descriptor);
		}
	}

	private synchronized boolean isOver() {
		return this.over;
	}

	/** Not by closing the file: another store may have a record lock on it by now. */
	private void giveBack() {
		try {
			if (this.failure == null) {
				this.library.unlock(this.path, this.descriptor);
			}
		}
		catch (IOException ex) {
			logger.warn("Cannot release the lock of {} in the usual way; closing it", this.path, ex);
			if (ABANDONED.remove(this.file, this)) { // else somebody is about to close it
				close(this.library, this.path, this.descriptor);
			}
		}
	}

	/**
	 * Wait for the lock.
	 * @throws AsynchronousCloseException if the wait was abandoned
	 * @throws IOException if the file system cannot lock
	 */
	synchronized void await() throws IOException, InterruptedException {
		while (!this.over && !this.abandoned) {
			wait();
		}
		if (this.abandoned) {
			throw new AsynchronousCloseException();
		}
		if (this.failure != null) {
			throw this.failure;
		}
	}

	/** Nobody wants it any more: a lock is given back as soon as it is there. */
	synchronized void abandon() {
		this.abandoned = true;
		if (this.over) {
			close(this.library, this.path, this.descriptor);
		}
		else {
			ABANDONED.put(this.file, this);
		}
		notifyAll();
	}

	/** The descriptor is gone, whatever the system says (close(2)). */
	static void close(FlockLibrary library, Path path, int descriptor) {
		try {
			library.close(path, descriptor);
		}
		catch (IOException ex) {
			logger.debug("Closing the lock file {} failed", path, ex);
		}
	}

}
