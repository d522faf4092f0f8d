package io.safeconfig.lock;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import io.safeconfig.os.LockChannel;

/** A lock channel whose answers a test scripts. */
class FakeLockChannel implements LockChannel {

	final AtomicInteger tries = new AtomicInteger();

	final AtomicInteger waits = new AtomicInteger();

	final CountDownLatch closed = new CountDownLatch(1);

	volatile boolean keptOpen;

	private volatile boolean locked;

	boolean answerTry(int number) throws IOException {
		return true;
	}

	void answerWait(int number) throws IOException, InterruptedException {
		this.closed.await();
		throw new IOException("closed");
	}

	@Override
	public boolean tryLock() throws IOException {
		this.locked = answerTry(this.tries.incrementAndGet());
		return this.locked;
	}

	@Override
	public void lock() throws IOException {
		try {
			answerWait(this.waits.incrementAndGet());
			this.locked = true;
		}
		catch (InterruptedException ex) {
			throw new IOException(ex);
		}
	}

	@Override
	public boolean isLocked() {
		return this.locked && this.closed.getCount() > 0;
	}

	@Override
	public void unlock() {
		this.locked = false;
	}

	@Override
	public void keepOpen() {
		this.keptOpen = true;
	}

	@Override
	public void close() {
		this.closed.countDown();
	}

}
