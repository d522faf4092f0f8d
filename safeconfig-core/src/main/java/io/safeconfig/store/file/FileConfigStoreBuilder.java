package io.safeconfig.store.file;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

import io.safeconfig.ConfigFileListener;
import io.safeconfig.LockStrategy;
import io.safeconfig.lock.LockActivity;
import io.safeconfig.os.Platform;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a {@link FileConfigStore}. Each method returns this builder. Not
 * thread-safe.
 */
public final class FileConfigStoreBuilder {

	/** The largest file, unless told otherwise: 10 MiB. */
	public static final int DEFAULT_MAX_FILE_SIZE = 10 * 1024 * 1024;

	/** The largest file that can be allowed: 1 GiB. */
	public static final int LARGEST_MAX_FILE_SIZE = 1024 * 1024 * 1024;

	/**
	 * The suffix of lock files beside their files, unless told otherwise. Not
	 * {@code .lock}: a file of that name keeps {@code git config -f} and other programs
	 * out for good.
	 */
	public static final String DEFAULT_LOCK_SUFFIX = ".lck";

	/** The names that listings leave out, unless told otherwise. */
	public static final List<String> DEFAULT_LIST_IGNORE = List.of("*~", "#*#", "4913", "sed??????", "XX??????",
			"*.XXXX??????", "*.gawk.??????", "*.????????.tmp", "*.orig", "*.rej", "*.augnew", "*.augsave", "*.dpkg-*",
			"*.ucf-*", "*.rpmnew", "*.rpmorig", "*.rpmsave", "*.sync-conflict-*");

	/** How long a lock may be held before that is worth a warning: 30 seconds. */
	public static final Duration DEFAULT_HOLD_WARNING = LockActivity.DEFAULT_HOLD_WARNING;

	private static final int LONGEST_SUFFIX = 32;

	private final Path baseDirectory;

	private LockStrategy lockStrategy = LockStrategy.NATIVE;

	private LockLocation lockLocation = LockLocation.DIRECTORY;

	private String lockSuffix = DEFAULT_LOCK_SUFFIX;

	private int maxFileSize = DEFAULT_MAX_FILE_SIZE;

	private Durability durability = Durability.FULL;

	private @Nullable String application;

	private Duration holdWarning = DEFAULT_HOLD_WARNING;

	private ProbeScope probeScope = ProbeScope.AUTO;

	private boolean removeUnusedLocks = true;

	private IgnoredNames ignored = new IgnoredNames(DEFAULT_LIST_IGNORE);

	private NonAtomicWrite onNonAtomic = NonAtomicWrite.FAIL;

	private boolean readOnly;

	private List<Path> linkTargets = List.of();

	private ConfigFileListener listener = new ConfigFileListener() {
	};

	FileConfigStoreBuilder(Path baseDirectory) {
		this.baseDirectory = Objects.requireNonNull(baseDirectory, "baseDirectory");
	}

	/**
	 * What keeps other processes from changing a file at the same time. All processes
	 * that share the directory must agree.
	 * @param strategy the strategy; {@link LockStrategy#NATIVE} unless set
	 * @return this builder
	 */
	public FileConfigStoreBuilder lockStrategy(LockStrategy strategy) {
		this.lockStrategy = Objects.requireNonNull(strategy, "strategy");
		return this;
	}

	/**
	 * Where lock files live. All processes that share the directory must agree.
	 * @param location the location; {@link LockLocation#DIRECTORY} unless set
	 * @return this builder
	 */
	public FileConfigStoreBuilder lockLocation(LockLocation location) {
		this.lockLocation = Objects.requireNonNull(location, "location");
		return this;
	}

	/**
	 * The suffix of lock files with {@link LockLocation#SIBLING}. Configuration files
	 * must not end with it.
	 * @param suffix a dot and up to 31 letters, digits, {@code -} or {@code _};
	 * {@link #DEFAULT_LOCK_SUFFIX} unless set
	 * @return this builder
	 * @throws IllegalArgumentException if the suffix is anything else
	 */
	public FileConfigStoreBuilder lockSuffix(String suffix) {
		if (suffix.length() > LONGEST_SUFFIX || !suffix.matches("\\.[A-Za-z0-9_-]+")) {
			throw new IllegalArgumentException(
					"The lock suffix must be a dot followed by up to 31 letters, digits, '-' or '_'");
		}
		this.lockSuffix = suffix;
		return this;
	}

	/**
	 * Whether lock files of files that are gone are removed, but for the last 64 of each
	 * process. Only ever with {@link LockStrategy#NATIVE} and
	 * {@link LockLocation#DIRECTORY}, on a local file system of Linux. Nobody who looks,
	 * once it has the lock, whether the path still leads to the file that it locked can
	 * be harmed by that, and SafeConfig always does. Turn it off where a program in
	 * another language locks these files and does not.
	 * @param remove whether they are removed; {@code true} unless set
	 * @return this builder
	 */
	public FileConfigStoreBuilder removeUnusedLocks(boolean remove) {
		this.removeUnusedLocks = remove;
		return this;
	}

	/**
	 * The largest file that is read or written.
	 * @param bytes from 1 to {@link #LARGEST_MAX_FILE_SIZE};
	 * {@link #DEFAULT_MAX_FILE_SIZE} unless set
	 * @return this builder
	 * @throws IllegalArgumentException if the size is out of this range
	 */
	public FileConfigStoreBuilder maxFileSize(long bytes) {
		if (bytes < 1 || bytes > LARGEST_MAX_FILE_SIZE) {
			throw new IllegalArgumentException(
					"The maximum file size must be from 1 to " + LARGEST_MAX_FILE_SIZE + " bytes");
		}
		this.maxFileSize = (int) bytes;
		return this;
	}

	/**
	 * What a change waits for before it returns.
	 * @param durability the durability; {@link Durability#FULL} unless set
	 * @return this builder
	 */
	public FileConfigStoreBuilder durability(Durability durability) {
		this.durability = Objects.requireNonNull(durability, "durability");
		return this;
	}

	/**
	 * The name under which others see this process while it holds a lock.
	 * @param application the name; none unless set
	 * @return this builder
	 */
	public FileConfigStoreBuilder application(String application) {
		this.application = Objects.requireNonNull(application, "application");
		return this;
	}

	/**
	 * How long a lock may be held or waited for before that is logged, and told by the
	 * monitor.
	 * @param limit the time; {@link #DEFAULT_HOLD_WARNING} unless set
	 * @return this builder
	 * @throws IllegalArgumentException if the time is not positive
	 */
	public FileConfigStoreBuilder holdWarning(Duration limit) {
		if (limit.isNegative() || limit.isZero()) {
			throw new IllegalArgumentException("The hold warning must be longer than zero");
		}
		this.holdWarning = limit;
		return this;
	}

	/**
	 * How much is looked at when the store is opened.
	 * @param scope the scope; {@link ProbeScope#AUTO} unless set
	 * @return this builder
	 */
	public FileConfigStoreBuilder probe(ProbeScope scope) {
		this.probeScope = Objects.requireNonNull(scope, "scope");
		return this;
	}

	/**
	 * The names that listings leave out: what editors and tools leave beside the files.
	 * Such a file can still be read and changed by its name.
	 * @param patterns for the last part of a name: {@code *} is any number of characters,
	 * {@code ?} one letter, digit or underscore of ASCII; {@link #DEFAULT_LIST_IGNORE}
	 * unless set, and empty to leave nothing out
	 * @return this builder
	 * @throws IllegalArgumentException if a pattern is empty, has a {@code /} or more
	 * than 255 characters
	 */
	public FileConfigStoreBuilder listIgnore(List<String> patterns) {
		this.ignored = new IgnoredNames(patterns);
		return this;
	}

	/**
	 * What happens to a change of a file that cannot be replaced by a rename.
	 * @param choice the choice; {@link NonAtomicWrite#FAIL} unless set.
	 * {@link NonAtomicWrite#IN_PLACE} cannot be combined with
	 * {@link LockStrategy#LOCK_FILE}
	 * @return this builder
	 */
	public FileConfigStoreBuilder onNonAtomic(NonAtomicWrite choice) {
		this.onNonAtomic = Objects.requireNonNull(choice, "choice");
		return this;
	}

	/**
	 * Whether the store only reads. It writes nothing at all, not even when it is opened,
	 * and takes no locks, so that a directory on a read-only mount will do; the directory
	 * must exist. What others commit is read as by every store, but what a process that
	 * is gone left unfinished is left to them. Changes and locks are refused with a
	 * {@link io.safeconfig.ConfigStorageException}.
	 * @param only {@code false} unless set
	 * @return this builder
	 */
	public FileConfigStoreBuilder readOnly(boolean only) {
		this.readOnly = only;
		return this;
	}

	/**
	 * The directories outside the base directory to which symbolic links in it may lead;
	 * a link that leads anywhere else outside is refused. Each of them must exist, and is
	 * used as a base directory is, with the same settings and a {@code .safeconfig} of
	 * its own, so that it excludes whoever else uses it, through links or directly. Files
	 * of two directories cannot be changed in one transaction. A link from one of them
	 * that leads out of it is refused.
	 * @param directories none unless set; a relative path starts at the working directory
	 * of the process. None of them may lie in another one or in the base directory, or
	 * hold it
	 * @return this builder
	 */
	public FileConfigStoreBuilder linkTargets(List<Path> directories) {
		this.linkTargets = directories.stream().map((target) -> target.toAbsolutePath().normalize()).toList();
		return this;
	}

	/**
	 * Who hears of stale locks, and of what was put aside.
	 * @param listener the listener; nobody unless set
	 * @return this builder
	 */
	public FileConfigStoreBuilder listener(ConfigFileListener listener) {
		this.listener = Objects.requireNonNull(listener, "listener");
		return this;
	}

	/**
	 * Find out whether the directory can be used, and open it. The directory is created
	 * if its parent exists, unless the store only reads.
	 * @return the store
	 * @throws io.safeconfig.ConfigStorageException if its parent is missing, if it cannot
	 * be written, if its file system cannot lock or make a directory durable, if others
	 * lock it in another way or that cannot be told, or if the settings exclude each
	 * other
	 */
	public FileConfigStore open() {
		return open(Platform.system());
	}

	/**
	 * A marker can be lost, and its holder may notice too late. A temp of it is gone by
	 * then and its rename fails; nothing would stop a write in place.
	 */
	private static void requireLocksThatStay(FileStoreOptions options) {
		if (options.onNonAtomic() == NonAtomicWrite.IN_PLACE && options.lockStrategy() == LockStrategy.LOCK_FILE) {
			throw BaseDirectory.failure(options.base(),
					"safeconfig.write.on-non-atomic=in-place needs locks that nobody can take away, which those of"
							+ " safeconfig.lock.strategy=lock-file are not",
					"Choose another lock strategy, or leave safeconfig.write.on-non-atomic=fail.", null);
		}
	}

	FileConfigStore open(Platform platform) {
		FileStoreOptions options = new FileStoreOptions(this.baseDirectory.toAbsolutePath().normalize(),
				this.lockStrategy, this.lockLocation, this.lockSuffix, this.maxFileSize, this.durability,
				this.application, this.listener, this.holdWarning, this.probeScope, this.removeUnusedLocks,
				this.ignored, this.onNonAtomic, this.readOnly, this.linkTargets);
		return open(options, platform);
	}

	static FileConfigStore open(FileStoreOptions options, Platform platform) {
		if (options.readOnly()) {
			return ReadOnlyOpening.open(options, platform);
		}
		requireLocksThatStay(options);
		BaseDirectory directory = new BaseDirectory(platform.files(), options.base());
		boolean created = directory.createIfAbsent();
		FileStoreOptions real = LinkTargets.real(options.withBase(directory.real()), platform.files());
		StartupProbe probe = new StartupProbe(platform, real, created);
		return FileConfigStore.open(real, platform, probe.run(), probe.fineStampsOn());
	}

}
