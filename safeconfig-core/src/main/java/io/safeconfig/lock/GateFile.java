package io.safeconfig.lock;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.safeconfig.os.FileIdentity;
import io.safeconfig.os.FileOperations;
import io.safeconfig.os.FileStamp;
import io.safeconfig.os.LockChannel;
import io.safeconfig.os.LockFamily;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one lock file of a gate, as far as this JVM has it open. There is one channel, and
 * it stays open after a release, because on POSIX systems closing any descriptor of the
 * file would drop a lock that somebody else in this process holds. Apart from
 * {@link #closeLater} only for the caller whose turn it is at the gate, or for whoever
 * knows that nobody is there.
 */
final class GateFile {

	private static final Logger logger = LoggerFactory.getLogger(GateFile.class);

	private final FileIdentity identity;

	/**
	 * Interned strings are the same object for every class loader, so this excludes also
	 * a second copy of this class in the JVM. Guards trying against closing: without it,
	 * a copy could take the lock after our close gave it up and before it closed the
	 * descriptor, and would lose it there.
	 */
	private final Object jvmMonitor;

	private @Nullable LockChannel channel;

	/** Which locks the channel takes. */
	private LockFamily family = LockFamily.RECORD;

	/** Channels that were not opened for locking, and that nothing needs any more. */
	private final Queue<LockChannel> closing = new ConcurrentLinkedQueue<>();

	GateFile(FileIdentity identity) {
		this.identity = identity;
		this.jvmMonitor = ("io.safeconfig.lock " + identity).intern();
	}

	/** How one attempt to take the lock without waiting ended. */
	enum Attempt {

		/** It is held. */
		LOCKED,

		/** Another process holds it. */
		HELD,

		/** Another copy of this class holds it, whose release is not signalled. */
		HELD_IN_THIS_JVM,

		/** The channel was closed from outside; it has to be opened anew. */
		CLOSED

	}

	/**
	 * The open channel; {@code null} if the path leads to another file. The file that is
	 * locked must be the one that everybody finds at the path: so look after opening too,
	 * since the path may change hands at any time.
	 */
	@Nullable LockChannel open(FileOperations files, LockFamily wanted, Path lockFile) throws IOException {
		if (this.family != wanted) {
			close(); // it is not locked: the turn is the caller's
			this.family = wanted;
		}
		if (this.channel != null) {
			return this.channel;
		}
		LockChannel opened;
		try {
			opened = (wanted == LockFamily.FLOCK) ? files.openFlock(lockFile) : files.openLock(lockFile);
		}
		catch (NoSuchFileException ex) {
			return null; // removed since it was looked at
		}
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

	/** Whether this JVM has the file open. */
	boolean isOpen() {
		return this.channel != null || !this.closing.isEmpty();
	}

	Attempt tryLock(LockChannel open) throws IOException {
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

	/** Close the channel, which also ends a wait in the kernel. */
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
	 * Close a channel of this file as soon as that cannot drop a lock. For any thread.
	 */
	void closeLater(LockChannel idle) {
		this.closing.add(idle);
	}

	/** Only while the lock is not held through this. */
	void closeIdle() {
		for (int left = this.closing.size(); left > 0; left--) {
			LockChannel idle = this.closing.poll();
			if (idle != null && !closeUnlessUsedElsewhere(idle)) {
				this.closing.add(idle);
			}
		}
	}

	/**
	 * Close everything unless a copy of this class may be using the file.
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

	/**
	 * What this can lock, or another process holds, nobody in this JVM holds. One case is
	 * left open: a copy of this class that already waits in the kernel, and gets the lock
	 * between our attempt and our close.
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

	/**
	 * Close everything: the file has lost its name, so no lock on it means anything any
	 * more, whoever in this JVM has it. Only by who has its lock.
	 */
	void discard() {
		close();
		for (LockChannel idle = this.closing.poll(); idle != null; idle = this.closing.poll()) {
			closeLogging(idle);
		}
	}

	/** For a gate that is given up while its file must stay open. */
	void keepOpen() {
		if (this.channel != null) {
			this.channel.keepOpen();
		}
		this.closing.forEach(LockChannel::keepOpen);
	}

}
