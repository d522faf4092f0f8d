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
	 * The JVM holds on to its shutdown hooks, and to nothing of ours but the channel: a
	 * task that runs an empty thread and returns the channel is made of JDK classes
	 * alone, so that the class loader of a redeployed application can be collected.
	 */
	@Override
	public void keepOpen() {
		Thread nothing = detached(null);
		try {
			Runtime.getRuntime().addShutdownHook(detached(new FutureTask<>(Executors.callable(nothing, this.channel))));
		}
		catch (IllegalStateException ex) {
			logger.debug("The JVM is about to end, and with it every lock");
		}
	}

	private static Thread detached(@Nullable Runnable work) {
		Thread thread = new Thread(null, work, "safeconfig-open-lock-file", 0, false);
		thread.setContextClassLoader(null);
		return thread;
	}

	@Override
	public void close() throws IOException {
		this.channel.close();
	}

}
