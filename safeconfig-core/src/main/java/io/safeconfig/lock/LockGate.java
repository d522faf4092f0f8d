package io.safeconfig.lock;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import io.safeconfig.lock.KernelWait.End;
import io.safeconfig.os.FileIdentity;
import io.safeconfig.os.FileOperations;
import io.safeconfig.os.FileStamp;
import io.safeconfig.os.LockChannel;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of this JVM to one lock file. Callers take turns here, first come first served;
 * only the one whose turn it is touches the file. There is one channel, and it stays open
 * after a release, because on POSIX systems closing any descriptor of the file would drop
 * a lock that somebody else in this process holds.
 */
final class LockGate {

	private static final Logger logger = LoggerFactory.getLogger(LockGate.class);

	private static final long PAUSE_MICROS = 200;

	private final FileIdentity identity;

	private final Semaphore turn = new Semaphore(1, true);

	/**
	 * Interned strings are the same object for every class loader, so this excludes also
	 * a second copy of this class in the JVM. Guards trying against closing: without it,
	 * a copy could take the lock after our close gave it up and before it closed the
	 * descriptor, and would lose it there.
	 */
	private final Object jvmMonitor;

	/** Touched only by the caller whose turn it is. */
	private @Nullable LockChannel channel;

	/** Channels that were not opened for locking, and that nothing needs any more. */
	private final Queue<LockChannel> closing = new ConcurrentLinkedQueue<>();

	LockGate(FileIdentity identity) {
		this.identity = identity;
		this.jvmMonitor = ("io.safeconfig.lock " + identity).intern();
	}

	FileIdentity identity() {
		return this.identity;
	}

	/** How an attempt to lock ended. */
	enum Outcome {

		/** The lock is held; it must be given back. */
		ACQUIRED,

		/** Others held it until the deadline. */
		TIMED_OUT,

		/** The path leads to another file than the one this gate is for. */
		REPLACED

	}

	boolean awaitTurn(Deadline deadline) throws InterruptedException {
		return this.turn.tryAcquire(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
	}

	void endTurn() {
		this.turn.release();
	}

	/**
	 * Take the lock of the operating system. Only for the caller whose turn it is; after
	 * an exception the lock is not held.
	 */
	Outcome lock(FileOperations files, Path lockFile, Deadline deadline) throws IOException, InterruptedException {
		closeIdle();
		while (true) {
			LockChannel open = (this.channel != null) ? this.channel : open(files, lockFile);
			if (open == null) {
				return Outcome.REPLACED;
			}
			Attempt attempt = attempt(open);
			if (attempt == Attempt.LOCKED) {
				return Outcome.ACQUIRED;
			}
			if (deadline.isExpired()) {
				return Outcome.TIMED_OUT;
			}
			if (attempt == Attempt.HELD_IN_THIS_JVM) {
				pause();
			}
			else if (attempt == Attempt.HELD && waitInKernel(open, deadline)) {
				return Outcome.ACQUIRED;
			}
		}
	}

	/** How one attempt to take the lock without waiting ended. */
	private enum Attempt {

		/** It is held. */
		LOCKED,

		/** Another process holds it. */
		HELD,

		/** Another copy of this class holds it, whose release is not signalled. */
		HELD_IN_THIS_JVM,

		/** The channel was closed from outside; the next attempt opens it anew. */
		CLOSED

	}

	private Attempt attempt(LockChannel open) throws IOException {
		try {
			synchronized (this.jvmMonitor) {
				return open.tryLock() ? Attempt.LOCKED : Attempt.HELD;
			}
		}
		catch (OverlappingFileLockException ex) {
			return Attempt.HELD_IN_THIS_JVM;
		}
		catch (ClosedChannelException ex) {
			close();
			return Attempt.CLOSED;
		}
	}

	/** Close a channel of this gate's file as soon as that cannot drop a lock. */
	void closeLater(LockChannel idle) {
		this.closing.add(idle);
	}

	/**
	 * Called by the one whose turn it is before it locks, so nobody holds the lock
	 * through this gate.
	 */
	private void closeIdle() {
		for (int left = this.closing.size(); left > 0; left--) {
			LockChannel idle = this.closing.poll();
			if (idle != null && !closeUnlessUsedElsewhere(idle)) {
				this.closing.add(idle);
			}
		}
	}

	/**
	 * The file that is locked must be the one that everybody finds at the path: look
	 * after opening too, since the path may change hands at any time.
	 */
	private @Nullable LockChannel open(FileOperations files, Path lockFile) throws IOException {
		LockChannel opened = files.openLock(lockFile);
		boolean ours = false;
		try {
			FileStamp stamp = files.stat(lockFile);
			ours = stamp != null && stamp.identity().equals(this.identity);
		}
		finally {
			if (!ours) {
				// it may be of another gate, whose lock would die with this channel
				opened.keepOpen();
			}
		}
		this.channel = ours ? opened : null;
		return this.channel;
	}

	/**
	 * Queue in the kernel; {@code false} asks the caller to try again. Whatever goes
	 * wrong, nobody is left waiting for a lock that nobody wants: the channel is closed.
	 */
	private boolean waitInKernel(LockChannel open, Deadline deadline) throws IOException, InterruptedException {
		Future<?> wait = KernelWait.begin(open);
		End end = null;
		try {
			end = KernelWait.await(wait, deadline);
		}
		finally {
			if (end == null || end == End.TIMED_OUT || end == End.CLOSED) {
				close();
			}
		}
		if (end == End.CONTENDED) {
			pause();
		}
		return end == End.ACQUIRED;
	}

	private static void pause() throws InterruptedException {
		TimeUnit.MICROSECONDS.sleep(PAUSE_MICROS / 2 + ThreadLocalRandom.current().nextLong(PAUSE_MICROS));
	}

	boolean isLocked() {
		return this.channel != null && this.channel.isLocked();
	}

	/** Whatever goes wrong, the lock is not held afterwards. */
	void unlockOrClose() {
		boolean unlocked = false;
		try {
			if (this.channel != null) {
				this.channel.unlock();
			}
			unlocked = true;
		}
		catch (IOException ex) {
			logger.warn("Cannot release the lock of {} in the usual way; closing the lock file", this.identity, ex);
		}
		finally {
			if (!unlocked) {
				close();
			}
		}
	}

	/**
	 * Close the channel, which also ends a wait in the kernel; the next turn opens anew.
	 */
	void close() {
		LockChannel open = this.channel;
		this.channel = null;
		if (open != null) {
			synchronized (this.jvmMonitor) {
				closeLogging(open);
			}
		}
	}

	private void closeLogging(LockChannel open) {
		try {
			open.close();
		}
		catch (IOException ex) {
			// the descriptor is gone all the same (close(2)), and with it every lock
			logger.debug("Closing the lock file {} failed", this.identity, ex);
		}
	}

	/**
	 * Close the channel unless a copy of this class may be using the file. Only while no
	 * caller is at this gate.
	 * @return whether everything is closed
	 */
	boolean closeIfUnused() {
		closeIdle();
		LockChannel open = this.channel;
		if (open != null && closeUnlessUsedElsewhere(open)) {
			this.channel = null;
		}
		return this.channel == null && this.closing.isEmpty();
	}

	/** For a gate that is given up while its file must stay open. */
	void keepOpen() {
		if (this.channel != null) {
			this.channel.keepOpen();
		}
		this.closing.forEach(LockChannel::keepOpen);
	}

	/**
	 * What this can lock, or what another process has locked, nobody in this JVM holds.
	 */
	private boolean closeUnlessUsedElsewhere(LockChannel open) {
		synchronized (this.jvmMonitor) {
			try {
				open.tryLock();
			}
			catch (OverlappingFileLockException ex) {
				return false;
			}
			catch (IOException ex) {
				logger.debug("Locking the unused lock file {} failed", this.identity, ex);
			}
			closeLogging(open);
			return true;
		}
	}

}
