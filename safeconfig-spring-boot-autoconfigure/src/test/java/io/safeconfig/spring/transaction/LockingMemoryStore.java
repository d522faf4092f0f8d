package io.safeconfig.spring.transaction;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import io.safeconfig.LockDeadlockException;
import io.safeconfig.LockTimeoutException;
import io.safeconfig.store.ChangeSet;
import io.safeconfig.store.CommitResult;
import io.safeconfig.store.FileChange;
import io.safeconfig.store.LockedFiles;
import io.safeconfig.store.LockingConfigStore;
import io.safeconfig.store.Revision;
import io.safeconfig.store.StoredFile;

/** A store in memory with a lock for each file, whose commits can be made to fail. */
class LockingMemoryStore implements LockingConfigStore {

	private final Map<String, StoredFile> files = new TreeMap<>();

	private final Map<String, Thread> owners = new HashMap<>();

	RuntimeException failureOfNextCommit;

	/** As somebody with an editor does it. */
	synchronized void edit(String name, String content) {
		byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
		this.files.put(name, new StoredFile(bytes, Revision.of(bytes), Instant.EPOCH));
	}

	/** What is committed, or nothing. */
	String text(String name) {
		return read(name).map((file) -> new String(file.content(), StandardCharsets.UTF_8)).orElse(null);
	}

	synchronized Set<String> locked() {
		return Set.copyOf(this.owners.keySet());
	}

	@Override
	public synchronized Optional<StoredFile> read(String name) {
		return Optional.ofNullable(this.files.get(name));
	}

	@Override
	public synchronized Map<String, StoredFile> readAll(Set<String> names, Duration timeout) {
		Map<String, StoredFile> found = new HashMap<>(this.files);
		found.keySet().retainAll(names);
		return found;
	}

	@Override
	public synchronized List<String> list() {
		return List.copyOf(this.files.keySet());
	}

	@Override
	public CommitResult commit(ChangeSet changes, Duration timeout) {
		try (LockedFiles locked = lock(changes.expected().keySet(), timeout, changes.operation())) {
			return locked.commit(changes);
		}
	}

	@Override
	public int maxChangesPerCommit() {
		return Integer.MAX_VALUE;
	}

	@Override
	public void close() {
	}

	@Override
	public LockedFiles lock(Set<String> names, Duration timeout, Duration unorderedTimeout, String operation) {
		Session session = new Session();
		session.acquire(names, timeout, false);
		return session;
	}

	private final class Session implements LockedFiles {

		private final SortedSet<String> held = new TreeSet<>();

		void acquire(Set<String> names, Duration timeout, boolean unordered) {
			synchronized (LockingMemoryStore.this) {
				Set<String> taken = new TreeSet<>();
				try {
					for (String name : new TreeSet<>(names)) {
						await(name, timeout, unordered);
						LockingMemoryStore.this.owners.put(name, Thread.currentThread());
						taken.add(name);
					}
				}
				catch (RuntimeException ex) {
					LockingMemoryStore.this.owners.keySet().removeAll(taken);
					throw ex;
				}
				this.held.addAll(taken);
			}
		}

		private void await(String name, Duration timeout, boolean unordered) {
			long end = System.nanoTime() + timeout.toNanos();
			while (LockingMemoryStore.this.owners.containsKey(name)) {
				if (LockingMemoryStore.this.owners.get(name) == Thread.currentThread()) {
					throw new LockDeadlockException(name, "lock", LockDeadlockException.Reason.OWN_THREAD,
							Duration.ZERO);
				}
				long left = (end - System.nanoTime()) / 1_000_000;
				if (left <= 0) {
					throw unordered ? new LockDeadlockException(name, "lock",
							LockDeadlockException.Reason.ORDER_TIMEOUT, Duration.ZERO)
							: new LockTimeoutException(name, "lock", timeout, null);
				}
				try {
					LockingMemoryStore.this.wait(left);
				}
				catch (InterruptedException ex) {
					throw new IllegalStateException(ex);
				}
			}
		}

		@Override
		public void add(Set<String> names, Duration timeout, Duration unorderedTimeout) {
			boolean unordered = names.stream().anyMatch((name) -> name.compareTo(this.held.last()) < 0);
			acquire(names, unordered ? unorderedTimeout : timeout, unordered);
		}

		@Override
		public Optional<StoredFile> read(String name) {
			return LockingMemoryStore.this.read(name);
		}

		@Override
		public void makeDurable(String name) {
		}

		@Override
		public Optional<CommitResult.Conflict> prepare(ChangeSet changes) {
			return Optional.empty();
		}

		@Override
		public CommitResult commit(ChangeSet changes) {
			RuntimeException failure = LockingMemoryStore.this.failureOfNextCommit;
			LockingMemoryStore.this.failureOfNextCommit = null;
			if (failure != null) {
				throw failure;
			}
			synchronized (LockingMemoryStore.this) {
				for (Map.Entry<String, Revision> expected : changes.expected().entrySet()) {
					Revision found = read(expected.getKey()).map(StoredFile::revision).orElse(Revision.ABSENT);
					if (!found.equals(expected.getValue())) {
						return new CommitResult.Conflict(expected.getKey(), found);
					}
				}
				changes.changes().forEach((name, change) -> {
					if (change instanceof FileChange.Write write) {
						edit(name, new String(write.content(), StandardCharsets.UTF_8));
					}
					else {
						LockingMemoryStore.this.files.remove(name);
					}
				});
				return new CommitResult.Committed(readAll(changes.changes().keySet(), Duration.ZERO));
			}
		}

		@Override
		public void close() {
			synchronized (LockingMemoryStore.this) {
				LockingMemoryStore.this.owners.keySet().removeAll(this.held);
				this.held.clear();
				LockingMemoryStore.this.notifyAll();
			}
		}

	}

}
