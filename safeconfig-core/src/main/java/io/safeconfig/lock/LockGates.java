package io.safeconfig.lock;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

import io.safeconfig.os.FileIdentity;
import io.safeconfig.os.LockChannel;

/**
 * All gates of this JVM, one for each lock file, whatever the path that led to it. A gate
 * that nobody is at keeps its file open for the next turn; past a number of such files
 * the one that was used longest ago is closed.
 */
final class LockGates {

	/** For the whole JVM: locks belong to the process, not to a repository. */
	static final LockGates OF_THIS_JVM = new LockGates(256);

	private final int idleLimit;

	/** In the order of the last use. Guarded by this. */
	private final Map<FileIdentity, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

	LockGates(int idleLimit) {
		this.idleLimit = idleLimit;
	}

	/** How many sources of locks are open. Guarded by this. */
	private int users;

	/** Come to the gate of a lock file; every entry is followed by one leave. */
	synchronized LockGate enter(FileIdentity lockFile) {
		Entry entry = this.entries.computeIfAbsent(lockFile, (key) -> new Entry(new LockGate(key)));
		entry.users++;
		return entry.gate;
	}

	/**
	 * Leave the channel that created a lock file to its gate, which closes it when that
	 * cannot drop a lock.
	 */
	synchronized void closeLater(FileIdentity lockFile, LockChannel created) {
		this.entries.computeIfAbsent(lockFile, (key) -> new Entry(new LockGate(key))).gate.file().closeLater(created);
	}

	/** Leave a gate, without its turn. */
	synchronized void leave(LockGate gate) {
		Entry entry = this.entries.get(gate.identity());
		if (entry != null) {
			entry.users--;
			if (entry.users == 0 && !gate.file().isOpen()) {
				// nothing keeps the number of the file from becoming another file's
				this.entries.remove(gate.identity());
			}
		}
		if (this.users > 0) {
			closeEldestIdle();
		}
		else {
			closeAllIdle(); // the last user left while a caller was still here
		}
	}

	/**
	 * Under the same monitor as enter: nobody can come to a gate that is being closed.
	 */
	private void closeEldestIdle() {
		Iterator<Entry> eldest = this.entries.values().iterator();
		for (int excess = this.entries.size() - this.idleLimit; excess > 0 && eldest.hasNext(); excess--) {
			Entry candidate = eldest.next();
			if (candidate.users == 0 && candidate.gate.file().closeIfUnused()) {
				eldest.remove();
			}
		}
	}

	synchronized void userCame() {
		this.users++;
	}

	/**
	 * When the last user has left, the files are closed: the class loader may be dropped
	 * now, and then the garbage collector would close them at any time, and drop what a
	 * new copy of this class holds by then.
	 */
	synchronized void userLeft() {
		this.users--;
		if (this.users == 0) {
			closeAllIdle();
		}
	}

	private void closeAllIdle() {
		for (Iterator<Entry> all = this.entries.values().iterator(); all.hasNext();) {
			Entry entry = all.next();
			if (entry.users == 0) {
				if (!entry.gate.file().closeIfUnused()) {
					entry.gate.file().keepOpen();
				}
				all.remove();
			}
		}
	}

	/** Whether nobody but the caller is at a gate. */
	synchronized boolean isAlone(LockGate gate) {
		Entry entry = this.entries.get(gate.identity());
		return entry != null && entry.gate == gate && entry.users == 1;
	}

	/** How many gates a thread has the turn of. */
	synchronized int heldBy(Thread thread) {
		int held = 0;
		for (Entry entry : this.entries.values()) {
			if (entry.users > 0 && entry.gate.isTurnOf(thread)) {
				held++;
			}
		}
		return held;
	}

	synchronized boolean isKnown(FileIdentity lockFile) {
		return this.entries.containsKey(lockFile);
	}

	synchronized int size() {
		return this.entries.size();
	}

	/** A gate and how many callers are at it. */
	private static final class Entry {

		private final LockGate gate;

		private int users;

		private Entry(LockGate gate) {
			this.gate = gate;
		}

	}

}
