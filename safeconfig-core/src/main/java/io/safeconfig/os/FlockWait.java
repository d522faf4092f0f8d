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
 * If its turn comes before that, the lock is given back at once.
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
		end(thrown);
	}

	private synchronized void end(@Nullable IOException thrown) {
		this.over = true;
		this.failure = thrown;
		if (this.abandoned) {
			ABANDONED.remove(this.file, this);
			close(this.library, this.path, this.descriptor);
		}
		notifyAll();
	}

	private synchronized boolean adopt() {
		// between the two, its turn may have come, and its file is closed
		boolean adopted = this.abandoned && !this.over;
		this.abandoned = !adopted;
		return adopted;
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

	/** Nobody wants it any more: the file and a lock on it are given back some time. */
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
