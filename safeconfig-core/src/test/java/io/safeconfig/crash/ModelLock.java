package io.safeconfig.crash;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.OverlappingFileLockException;
import java.util.Map;

import io.safeconfig.os.LockChannel;

/**
 * A lock of the one process that has a model in use. With the model it dies, as locks do
 * with their process.
 */
final class ModelLock implements LockChannel {

	/** Who holds the lock of which inode. */
	private final Map<Integer, ModelLock> holders;

	private final int inode;

	private boolean open = true;

	ModelLock(Map<Integer, ModelLock> holders, int inode) {
		this.holders = holders;
		this.inode = inode;
	}

	@Override
	public boolean tryLock() throws IOException {
		synchronized (this.holders) {
			if (!this.open) {
				throw new ClosedChannelException();
			}
			if (this.holders.putIfAbsent(this.inode, this) != null) {
				throw new OverlappingFileLockException();
			}
			return true;
		}
	}

	@Override
	public void lock() throws IOException {
		tryLock();
	}

	@Override
	public boolean isLocked() {
		synchronized (this.holders) {
			return this.holders.get(this.inode) == this;
		}
	}

	@Override
	public void unlock() {
		synchronized (this.holders) {
			this.holders.remove(this.inode, this);
		}
	}

	@Override
	public void keepOpen() {
	}

	/** As POSIX has it: whatever this process holds of the file is given up. */
	@Override
	public void close() {
		synchronized (this.holders) {
			if (this.open) {
				this.open = false;
				this.holders.remove(this.inode);
			}
		}
	}

}
