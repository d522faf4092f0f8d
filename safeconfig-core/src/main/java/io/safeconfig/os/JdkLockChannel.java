package io.safeconfig.os;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;

import org.jspecify.annotations.Nullable;

/** {@link LockChannel} over the JDK's {@link FileChannel}. */
final class JdkLockChannel implements LockChannel {

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

	@Override
	public void close() throws IOException {
		this.channel.close();
	}

}
