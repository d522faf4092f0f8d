package io.safeconfig.store.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.safeconfig.ConfigStorageException;
import io.safeconfig.LockStrategy;
import io.safeconfig.os.FileOperations;
import io.safeconfig.os.FileStamp;
import io.safeconfig.os.Leases;
import io.safeconfig.os.MountPoints;
import io.safeconfig.os.Platform;
import io.safeconfig.os.SystemErrors;
import io.safeconfig.store.file.ProbeReport.Finding;
import io.safeconfig.store.file.ProbeReport.Result;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out once, when a store is opened, whether the base directory can do what the
 * store relies on, so that a wrong place is an error then and not at the first change.
 */
final class StartupProbe {

	private static final Logger logger = LoggerFactory.getLogger(StartupProbe.class);

	private final Platform platform;

	private final FileOperations files;

	/** With the real path of the directory. */
	private final FileStoreOptions options;

	private final boolean created;

	private @Nullable Long fineStamps;

	/**
	 * Look at a directory that is there.
	 * @param options the options with its real path
	 * @param created whether it has just been created
	 */
	StartupProbe(Platform platform, FileStoreOptions options, boolean created) {
		this.platform = platform;
		this.files = platform.files();
		this.options = options;
		this.created = created;
	}

	/** The device with time stamps that need no help; {@code null} if none is known. */
	@Nullable Long fineStampsOn() {
		return this.fineStamps;
	}

	/**
	 * Look at everything.
	 * @throws ConfigStorageException if the directory cannot be used
	 */
	ProbeReport run() {
		MountPoints mounts = mounts();
		String fileSystem = mounts.typeOf(this.options.base());
		List<Finding> findings = new ArrayList<>();
		boolean off = this.options.probeScope() == ProbeScope.OFF;
		if (!off) {
			findings.add(writeAndRename());
		}
		// not only a check: the directory may be new
		findings.add(directorySync());
		if (!off) {
			findings.add(locks(fileSystem));
		}
		// no check either; and only a store that is opened says how all lock
		findings.add(agreement());
		if (!off) {
			lockSuffix().ifPresent(findings::add);
			findings.add(mountPoints(mounts));
			findings.add(stamps());
			if (Leases.expectation() != Leases.Expectation.USABLE) {
				// an exchange, unlike a rename, leaves the times of a file alone on XFS
				this.fineStamps = new FineStamps(this.platform, this.options.base()).device();
			}
			findings.add(writers());
		}
		ProbeReport report = new ProbeReport(fileSystem, findings);
		logger.info("Configuration files in {}: {}", this.options.base(), report.describe());
		return report;
	}

	private MountPoints mounts() {
		try {
			return new MountPoints(this.files);
		}
		catch (IOException ex) {
			throw failure("the mount points cannot be read: " + SystemErrors.reason(ex), SystemErrors.nextStep(ex), ex);
		}
	}

	/** Other processes may be at the same, with the same files. */
	private Finding writeAndRename() {
		Path target = OwnNames.probe(this.options.base());
		Path source = target.resolveSibling(target.getFileName() + "-new");
		try {
			createIfAbsent(target);
			createIfAbsent(source);
		}
		catch (IOException ex) {
			throw failure("files cannot be created in it: " + SystemErrors.reason(ex), SystemErrors.nextStep(ex), ex);
		}
		try {
			this.files.rename(source, target);
		}
		catch (NoSuchFileException ex) {
			logger.debug("Another process renamed {} first", source);
		}
		catch (IOException ex) {
			throw failure("a file cannot be replaced by a rename: " + SystemErrors.reason(ex),
					SystemErrors.nextStep(ex), ex);
		}
		finally {
			delete(source);
			delete(target);
		}
		return new Finding("rename", Result.OK, "files are created, and replaced atomically");
	}

	private void createIfAbsent(Path file) throws IOException {
		try {
			this.files.createPrivateFile(file);
		}
		catch (FileAlreadyExistsException ex) {
			logger.debug("{} is there already: another process is probing, or died while it did", file);
		}
	}

	private void delete(Path file) {
		try {
			this.files.delete(file);
		}
		catch (IOException ex) {
			throw failure("files cannot be removed in it: " + SystemErrors.reason(ex), SystemErrors.nextStep(ex), ex);
		}
	}

	private Finding agreement() {
		try {
			return new LockAgreement(this.platform, this.options).run();
		}
		catch (LockAgreement.DisagreementException ex) {
			throw failure(SystemErrors.reason(ex), ex.nextStep(), ex);
		}
		catch (IOException ex) {
			throw failure(SystemErrors.reason(ex), SystemErrors.nextStep(ex), ex);
		}
	}

	private Finding locks(@Nullable String fileSystem) {
		try {
			return new ProbedLocks(this.platform, this.options, fileSystem).run();
		}
		catch (ConfigStorageException ex) {
			throw failure(ex.problem(), ex.nextStep(), ex);
		}
	}

	/** Many programs take {@code <file>.lock} for a lock that somebody holds. */
	private Optional<Finding> lockSuffix() {
		boolean stays = this.options.lockStrategy() == LockStrategy.NATIVE
				|| this.options.lockStrategy() == LockStrategy.FLOCK;
		if (!stays || this.options.lockLocation() != LockLocation.SIBLING
				|| !this.options.lockSuffix().equalsIgnoreCase(".lock")) {
			return Optional.empty();
		}
		String detail = "lock files called <file>.lock stay, and keep git config, proper-lockfile and others that"
				+ " create such a file out of a file for good; set safeconfig.lock.suffix to another one everywhere";
		logger.warn("Configuration files in {}: {}", this.options.base(), detail);
		return Optional.of(new Finding("lock-suffix", Result.LIMITED, detail));
	}

	private Finding directorySync() {
		if (this.options.durability() != Durability.FULL) {
			return new Finding("directory-sync", Result.SKIPPED, "not asked for by the durability");
		}
		try {
			this.files.forceDirectory(this.options.base());
			makeEntryDurable();
			return new Finding("directory-sync", Result.OK, "names are made durable");
		}
		catch (IOException ex) {
			throw failure("its entries cannot be made durable: " + SystemErrors.reason(ex),
					"Give the process permission to read the directory, or lower the durability (safeconfig.write.durability).",
					ex);
		}
	}

	/**
	 * Also where it was there: who created it may have died before that was durable.
	 */
	private void makeEntryDurable() throws IOException {
		Path parent = this.options.base().getParent();
		if (parent == null) {
			return;
		}
		try {
			this.files.forceDirectory(parent);
		}
		catch (AccessDeniedException ex) {
			if (this.created) {
				throw ex;
			}
			logger.debug("{} cannot be forced to disk by who may not list it, and needed no change", parent);
		}
	}

	private Finding mountPoints(MountPoints mounts) {
		List<Path> below = mounts.below(this.options.base());
		return below.isEmpty() ? new Finding("mounts", Result.OK, "none inside")
				: new Finding("mounts", Result.LIMITED, "a file that is a mount point itself cannot be replaced: "
						+ below.stream().map((path) -> ConfigPaths.nameOf(this.options.base(), path)).toList());
	}

	private Finding stamps() {
		try {
			FileStamp stamp = this.files.stat(this.options.base());
			return (stamp != null && stamp.posix())
					? new Finding("stamps", Result.OK, "inode numbers and change times, so that reads are cached")
					: new Finding("stamps", Result.LIMITED, "no inode numbers, so that every read reads its file");
		}
		catch (IOException ex) {
			throw failure(SystemErrors.reason(ex), SystemErrors.nextStep(ex), ex);
		}
	}

	/** Without loading anything: that waits until somebody changes a file. */
	private static Finding writers() {
		String seen = "programs that overwrite a file in place are seen by ";
		return switch (Leases.expectation()) {
			case USABLE -> new Finding("writers", Result.OK, seen + "read leases");
			case NO_LIBRARY -> new Finding("writers", Result.LIMITED,
					seen + "time stamps; net.java.dev.jna:jna would add read leases");
			case NOT_ALLOWED -> new Finding("writers", Result.LIMITED,
					seen + "time stamps; --enable-native-access=ALL-UNNAMED would add read leases");
			case NOT_LINUX -> new Finding("writers", Result.LIMITED, seen + "time stamps");
		};
	}

	private ConfigStorageException failure(String reason, String nextStep, Exception cause) {
		return BaseDirectory.failure(this.options.base(), reason, nextStep, cause);
	}

}
