package io.safeconfig.os;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@link LockChannel} over the JDK's {@link FileChannel}. */
final class JdkLockChannel implements LockChannel {

	private static final Logger logger = LoggerFactory.getLogger(JdkLockChannel.class);

	private static final String HOOK = "safeconfig-open-lock-file";

	private final FileChannel channel;

	private volatile @Nullable FileLock lock;

	JdkLockChannel(FileChannel channel) {
		this.channel = channel;
	}

	@Override
	public boolean tryLock() throws IOException {
		this.lock = this.channel.tryLock();
		return this.lock != null;
	}

	@Override
	public void lock() throws IOException {
		this.lock = this.channel.lock();
	}

	@Override
	public boolean isLocked() {
		FileLock held = this.lock;
		return held != null && held.isValid();
	}

	@Override
	public void unlock() throws IOException {
		FileLock held = this.lock;
		this.lock = null;
		if (held != null) {
			held.release();
		}
	}

	/**
	 * The JVM holds on to its shutdown hooks: a hook that does nothing holds the channel.
	 * It is made of JDK classes, but up to JDK 23 a thread also remembers the protection
	 * domains of whoever created it, and with them a class loader: that is the price,
	 * paid only for a lock file that could not be closed safely.
	 */
	@Override
	public void keepOpen() {
		Thread nothing = DetachedThreads.create(HOOK, null);
		Runnable holding = new FutureTask<>(Executors.callable(nothing, this.channel));
		try {
			Runtime.getRuntime().addShutdownHook(DetachedThreads.create(HOOK, holding));
		}
		catch (IllegalStateException ex) {
			logger.debug("The JVM is about to end, and with it every lock");
		}
	}

	@Override
	public void close() throws IOException {
		this.channel.close();
	}

}
