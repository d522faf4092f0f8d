package io.safeconfig.os;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * {@link LockChannel} over {@code flock}. Such a lock belongs to the open file, not to
 * the process: other descriptors of the file may come and go. To close one drops the
 * record locks that the process has on the file, though.
 */
final class FlockChannel implements LockChannel {

	private static final boolean WINDOWS = System.getProperty("os.name", "").startsWith("Windows");

	private final FlockLibrary library;

	private final Path path;

	private final FileIdentity file;

	/** Guarded by this, as is all that follows. */
	private int descriptor;

	/** In the kernel's queue; {@code null} unless somebody is in {@link #lock()}. */
	private @Nullable FlockWait wait;

	private volatile boolean locked;

	private volatile boolean closed;

	private FlockChannel(FlockLibrary library, Path path, FileIdentity file, int descriptor) {
		this.library = library;
		this.path = path;
		this.file = file;
		this.descriptor = descriptor;
	}

	static FlockChannel open(Path path) throws IOException {
		FlockLibrary library = library(path);
		int descriptor = library.open(path);
		FlockChannel channel = null;
		try {
			channel = new FlockChannel(library, path, identity(path, descriptor), descriptor);
			return channel;
		}
		finally {
			if (channel == null) {
				library.close(path, descriptor);
			}
		}
	}

	/** Not even the class can be loaded without JNA. */
	private static FlockLibrary library(Path path) throws IOException {
		if (WINDOWS) {
			throw new FileSystemException(path.toString(), null, "there is no flock on Windows");
		}
		try {
			return FlockLibrary.load();
		}
		catch (LinkageError ex) {
			FileSystemException failure = new FileSystemException(path.toString(), null,
					"flock needs the library net.java.dev.jna:jna, which is missing or cannot be loaded (" + ex + ")");
			failure.initCause(ex);
			throw failure;
		}
	}

	/** Of the open file, where the system tells: the path may change hands any time. */
	private static FileIdentity identity(Path path, int descriptor) throws IOException {
		try {
			return UnixStamps.of(Path.of("/proc/self/fd/" + descriptor)).identity();
		}
		catch (FileSystemException ex) {
			return UnixStamps.of(path).identity();
		}
	}

	@Override
	public synchronized boolean tryLock() throws IOException {
		requireOpen();
		FlockWait.closeIfOver(this.file);
		this.locked = this.library.tryLock(this.path, this.descriptor);
		return this.locked;
	}

	@Override
	public void lock() throws IOException {
		FlockWait waiting = waiting();
		try {
			waiting.await();
			ended(waiting, true);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			close(); // else the lock would come to nobody
			throw new ClosedByInterruptException();
		}
		catch (IOException ex) {
			ended(waiting, false);
			throw ex;
		}
	}

	private synchronized FlockWait waiting() throws IOException {
		requireOpen();
		FlockWait waiting = adopted();
		if (waiting == null) {
			waiting = FlockWait.begin(this.library, this.path, this.file, this.descriptor);
		}
		this.wait = waiting;
		return waiting;
	}

	/**
	 * Not before somebody waits: a wait that is taken over by who only tries once would
	 * get the lock later, and nobody would give it back.
	 */
	private @Nullable FlockWait adopted() {
		FlockWait left = FlockWait.adopt(this.file);
		if (left != null) {
			FlockWait.close(this.library, this.path, this.descriptor);
			this.descriptor = left.descriptor();
		}
		return left;
	}

	private synchronized void ended(FlockWait waiting, boolean granted) throws IOException {
		if (this.wait == waiting) {
			this.wait = null;
			this.locked = granted;
		}
		if (granted) {
			requireOpen(); // else whoever closed it has given back the lock, too
		}
	}

	private void requireOpen() throws ClosedChannelException {
		if (this.closed) {
			throw new ClosedChannelException();
		}
	}

	@Override
	public boolean isLocked() {
		return this.locked;
	}

	@Override
	public synchronized void unlock() throws IOException {
		if (this.locked) {
			this.locked = false;
			this.library.unlock(this.path, this.descriptor);
		}
	}

	/** Nothing but {@link #close()} closes a bare descriptor. */
	@Override
	public void keepOpen() {
	}

	@Override
	public synchronized void close() throws IOException {
		if (this.closed) {
			return;
		}
		this.closed = true;
		this.locked = false;
		if (this.wait != null) {
			this.wait.abandon();
			this.wait = null;
		}
		else {
			this.library.close(this.path, this.descriptor);
		}
	}

}
