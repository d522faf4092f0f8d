package io.safeconfig.store.file;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.safeconfig.ConfigConflictException;
import io.safeconfig.ConfigStorageException;
import io.safeconfig.InvalidConfigNameException;
import io.safeconfig.lock.Deadline;
import io.safeconfig.lock.FileLocks;
import io.safeconfig.lock.LockActivity;
import io.safeconfig.os.Platform;
import io.safeconfig.store.ChangeSet;
import io.safeconfig.store.CommitResult;
import io.safeconfig.store.LockedFiles;
import io.safeconfig.store.LockingConfigStore;
import io.safeconfig.store.StoredFile;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory of configuration files on a file system of this machine, shared with other
 * processes. Create one with {@link #builder(Path)} and hand it to
 * {@code ConfigFileRepository.using}. Thread-safe; as many stores as wanted may be open
 * on one directory, in one process or in several.
 * <p>
 * The lock of a file excludes, between processes, everybody who takes an {@code fcntl}
 * record lock (POSIX) or a {@code LockFileEx} lock (Windows) on the same lock file. It
 * does not exclude {@code flock}, unless that is the
 * {@linkplain FileConfigStoreBuilder#lockStrategy strategy}.
 */
public final class FileConfigStore implements LockingConfigStore {

	private static final Logger logger = LoggerFactory.getLogger(FileConfigStore.class);

	private final StoreParts parts;

	private final CommittedReader reader;

	private final Recovery recovery;

	private final FileListing listing;

	private final FileLocks locks;

	private final FileStoreMonitor monitor;

	private final LinkTargets links;

	private FileConfigStore(FileStoreOptions options, Platform platform, ProbeReport probed,
			@Nullable Long fineStampsOn, LinkTargets links) {
		this.links = links;
		NameRules rules = new NameRules(options);
		ConfigPaths paths = new ConfigPaths(platform.files(), options, rules);
		Forcing forcing = new Forcing(platform.files(), options.durability());
		LockActivity activity = new LockActivity(platform, options.listener(), options.holdWarning());
		this.locks = new FileLocks(platform, options.lockStrategy(), options.application(), activity);
		Ground ground = Ground.of(platform.files(), options.base());
		Journals journals = new Journals(platform, options.base(), forcing, rules, this.locks::isLockFile);
		FileReader files = new FileReader(platform, paths, options.maxFileSize(), this.locks::isLockFile);
		SavesUnderWay saves = new SavesUnderWay(platform, options, fineStampsOn);
		PutAside putAside = new PutAside(options, platform, forcing);
		UnusedLocks unused = new UnusedLocks(options, platform.files(), this.locks, probed.fileSystem());
		this.parts = new StoreParts(options, platform, paths, files, new QuietReader(platform, files, saves), saves,
				new DisplacedFiles(putAside, platform.nanoTime()),
				new FileLocking(options, platform, ground, this.locks, journals, unused), ground, journals, forcing,
				new RecoveryLog());
		ReadCounts reads = new ReadCounts();
		this.recovery = new Recovery(this.parts);
		this.reader = new CommittedReader(this.parts, this.recovery, reads);
		this.listing = new FileListing(platform.files(), options.base(), rules, paths, options.ignored());
		LockInspector inspector = new LockInspector(options, platform, paths, this.locks);
		LockNames names = new LockNames(options, platform.files(), rules,
				new FileListing(platform.files(), options.base(), rules, paths, IgnoredNames.NONE));
		LockSurvey survey = new LockSurvey(platform, inspector, activity, names,
				new LockRecords(options, platform, rules), new KernelHolds(options, platform, names));
		this.monitor = new FileStoreMonitor(this.parts, activity, reads, inspector, survey, this.recovery, probed,
				links);
		if (!options.readOnly()) {
			this.recovery.start();
		}
	}

	/**
	 * Open one on a directory that has been probed, with those to which its links lead.
	 */
	static FileConfigStore open(FileStoreOptions options, Platform platform, ProbeReport probed,
			@Nullable Long fineStampsOn) {
		LinkTargets links = LinkTargets.open(options, platform);
		boolean done = false;
		try {
			FileConfigStore store = new FileConfigStore(options, platform, probed, fineStampsOn, links);
			done = true;
			return store;
		}
		finally {
			if (!done) {
				links.close();
			}
		}
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

	/**
	 * The directory that holds the files.
	 * @return an absolute path without links
	 */
	public Path baseDirectory() {
		return this.parts.options().base();
	}

	/**
	 * What an operator wants to know of this store.
	 * @return the monitor, as long as the store is open
	 */
	public FileStoreMonitor monitor() {
		return this.monitor;
	}

	@Override
	public String location() {
		return "'" + baseDirectory() + "'";
	}

	@Override
	public Optional<StoredFile> read(String name) {
		return this.links.areNone() ? this.reader.read(name) : this.links.read(name, this.reader::read);
	}

	@Override
	public Map<String, StoredFile> readAll(Set<String> names, Duration timeout) {
		return this.links.areNone() ? readOwn(names, timeout)
				: this.links.readAll(names, Deadline.after(timeout, this.parts.platform().nanoTime()), this::readOwn);
	}

	private Map<String, StoredFile> readOwn(Set<String> names, Duration timeout) {
		Map<String, StoredFile> found = this.reader.readTogether(names);
		if (found == null && this.parts.options().readOnly()) {
			throw new ConfigStorageException(String.join(", ", names),
					"Cannot read the files as they are at one moment: others change them all the time, and with"
							+ " safeconfig.read-only=true they cannot be locked",
					"Retry, or read fewer files together.", null);
		}
		return (found != null) ? found : readLocked(names, timeout);
	}

	private Map<String, StoredFile> readLocked(Set<String> names, Duration timeout) {
		for (int attempt = 0; attempt < TurnedLinks.ATTEMPTS; attempt++) {
			try {
				return readOnce(names, timeout);
			}
			catch (ConfigConflictException ex) {
				if (ex.theirs().isEmpty()) {
					throw ex; // somebody writes to the file, and has been waited for
				}
				logger.debug("A link was turned between locking and reading", ex);
			}
		}
		throw TurnedLinks.allTheTime("read", String.join(", ", names));
	}

	private Map<String, StoredFile> readOnce(Set<String> names, Duration timeout) {
		Map<String, StoredFile> found = new HashMap<>();
		try (LockedFiles locked = lock(names, timeout, "read")) {
			names.forEach((name) -> locked.read(name).ifPresent((file) -> found.put(name, file)));
		}
		return found;
	}

	@Override
	public List<String> list() {
		return this.reader.list(this.listing);
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
	public LockedFiles lock(Set<String> names, Duration timeout, Duration unorderedTimeout, String operation) {
		if (!names.isEmpty()) {
			ReadOnlyOpening.requireWritable(this.parts.options(), operation, names.iterator().next());
		}
		return this.links.areNone() ? lockOwn(names, timeout, unorderedTimeout, operation)
				: lockThroughLinks(names, timeout, unorderedTimeout, operation);
	}

	private LockedFiles lockThroughLinks(Set<String> names, Duration timeout, Duration unorderedTimeout,
			String operation) {
		Deadline deadline = Deadline.after(timeout, this.parts.platform().nanoTime());
		while (true) {
			Map<String, LinkTargets.Route> routes = this.links.routes(names, operation);
			try {
				LockedFiles locked = routes.isEmpty()
						? lockOwn(names, Duration.ofNanos(deadline.remainingNanos()), unorderedTimeout, operation)
						: this.links.lock(routes, deadline, unorderedTimeout, operation, this::read);
				if (locked != null) {
					return locked;
				}
			}
			catch (InvalidConfigNameException ex) {
				if (!LinkTargets.isTurned(ex) || deadline.isExpired()) {
					throw ex;
				}
			}
		}
	}

	private LockedFiles lockOwn(Set<String> names, Duration timeout, Duration unorderedTimeout, String operation) {
		SessionLocks session = new SessionLocks(this.parts, this.recovery, operation);
		session.add(names, timeout, unorderedTimeout);
		return new FileSession(this.parts, session);
	}

	/**
	 * Close the lock files that are held open for later changes, once no other store of
	 * this JVM is open. A class loader must not be dropped before its stores are closed.
	 */
	@Override
	public void close() {
		this.parts.displaced().close();
		this.parts.locking().unused().close();
		this.locks.close();
		this.links.close();
	}

}
