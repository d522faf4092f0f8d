package io.safeconfig.store.file;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import io.safeconfig.lock.Deadline;
import io.safeconfig.lock.FileLocks;
import io.safeconfig.lock.HeldLock;
import io.safeconfig.lock.LockTarget;
import io.safeconfig.os.Platform;
import io.safeconfig.store.ChangeSet;
import io.safeconfig.store.CommitResult;
import io.safeconfig.store.LockedFiles;
import io.safeconfig.store.LockingConfigStore;
import io.safeconfig.store.StoredFile;

/**
 * A directory of configuration files on a file system of this machine, shared with other
 * processes. Create one with {@link #builder(Path)} and hand it to
 * {@code ConfigFileRepository.using}. Thread-safe; as many stores as wanted may be open
 * on one directory, in one process or in several.
 * <p>
 * The lock of a file excludes, between processes, everybody who takes an {@code fcntl}
 * record lock (POSIX) or a {@code LockFileEx} lock (Windows) on the same lock file. It
 * does not exclude {@code flock}.
 */
public final class FileConfigStore implements LockingConfigStore {

	static final int MAX_CHANGES = 1;

	private final FileStoreOptions options;

	private final Platform platform;

	private final ConfigPaths paths;

	private final FileReader reader;

	private final FileListing listing;

	private final AtomicReplace replace;

	private final FileLocks locks;

	FileConfigStore(FileStoreOptions options, Platform platform) {
		this.options = options;
		this.platform = platform;
		NameRules rules = new NameRules(options);
		this.paths = new ConfigPaths(platform.files(), options.base(), rules);
		this.locks = new FileLocks(platform, options.application(), options.listener());
		this.reader = new FileReader(platform, this.paths, options.maxFileSize(), this.locks::isLockFile);
		this.listing = new FileListing(platform.files(), options.base(), rules);
		this.replace = new AtomicReplace(platform, options.base(), options.durability());
	}

	/**
	 * Prepare a store.
	 * @param baseDirectory the directory that holds the files; a relative path starts at
	 * the working directory of the process
	 * @return a builder
	 */
	public static FileConfigStoreBuilder builder(Path baseDirectory) {
		return new FileConfigStoreBuilder(baseDirectory);
	}

	/**
	 * Open a store with all defaults.
	 * @param baseDirectory the directory that holds the files
	 * @return the store
	 * @throws io.safeconfig.ConfigStorageException if the directory cannot be used
	 */
	public static FileConfigStore open(Path baseDirectory) {
		return builder(baseDirectory).open();
	}

	@Override
	public Optional<StoredFile> read(String name) {
		return Optional.ofNullable(this.reader.read(name)).map(Reading::file);
	}

	@Override
	public List<String> list() {
		return this.listing.names();
	}

	@Override
	public CommitResult commit(ChangeSet changes, Duration timeout) {
		try (LockedFiles locked = lock(changes.changes().keySet(), timeout, changes.operation())) {
			return locked.commit(changes);
		}
	}

	@Override
	public int maxChangesPerCommit() {
		return MAX_CHANGES;
	}

	@Override
	public LockedFiles lock(Set<String> names, Duration timeout, String operation) {
		Deadline deadline = Deadline.after(timeout, this.platform.nanoTime());
		while (true) {
			Map<String, ResolvedFile> files = resolve(names);
			SortedMap<String, HeldLock> held = lockAll(files, deadline, operation);
			boolean kept = false;
			try {
				if (files.equals(resolve(names))) { // no link was turned while we waited
					kept = true;
					return new FileSession(this.paths, this.reader, this.replace, this.options.maxFileSize(), files,
							held);
				}
			}
			finally {
				if (!kept) {
					held.values().forEach(HeldLock::release);
				}
			}
		}
	}

	private Map<String, ResolvedFile> resolve(Set<String> names) {
		Map<String, ResolvedFile> files = new HashMap<>();
		for (String name : names) {
			try {
				files.put(name, this.paths.resolve(name));
			}
			catch (IOException ex) {
				throw StorageFailures.of(name, "lock", ex);
			}
		}
		return files;
	}

	/** In the order of canonical names, which is the same for every caller. */
	private SortedMap<String, HeldLock> lockAll(Map<String, ResolvedFile> files, Deadline deadline, String operation) {
		SortedMap<String, ResolvedFile> order = new TreeMap<>();
		files.values().forEach((file) -> order.put(file.canonicalName(), file));
		SortedMap<String, HeldLock> held = new TreeMap<>();
		boolean all = false;
		try {
			for (ResolvedFile file : order.values()) {
				held.put(file.canonicalName(), lockOne(file, deadline, operation));
			}
			all = true;
			return held;
		}
		finally {
			if (!all) {
				held.values().forEach(HeldLock::release);
			}
		}
	}

	private HeldLock lockOne(ResolvedFile file, Deadline deadline, String operation) {
		try {
			LockTarget target = new LockTarget(file.name(), OwnNames.lockFile(this.options, file.canonicalName()),
					OwnNames.ownerFile(this.options, file.canonicalName()), this.options.base(),
					this.platform.files().stat(file.file()));
			HeldLock lock = this.locks.acquire(target, deadline, operation);
			if (lock.isRecovered()) {
				recover(file, lock);
			}
			return lock;
		}
		catch (IOException ex) {
			throw StorageFailures.of(file.name(), operation, ex);
		}
	}

	private void recover(ResolvedFile file, HeldLock lock) throws IOException {
		boolean recovered = false;
		try {
			this.replace.temps().sweep(file.file());
			recovered = true;
		}
		finally {
			if (!recovered) {
				lock.releaseUnrecovered();
			}
		}
	}

	/**
	 * Close the lock files that are held open for later changes, once no other store of
	 * this JVM is open. A class loader must not be dropped before its stores are closed.
	 */
	@Override
	public void close() {
		this.locks.close();
	}

}
