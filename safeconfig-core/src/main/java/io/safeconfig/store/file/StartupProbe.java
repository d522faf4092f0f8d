package io.safeconfig.store.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Duration;

import io.safeconfig.ConfigStorageException;
import io.safeconfig.LockTimeoutException;
import io.safeconfig.lock.Deadline;
import io.safeconfig.lock.FileLocks;
import io.safeconfig.lock.LockTarget;
import io.safeconfig.os.FileStamp;
import io.safeconfig.os.Platform;
import io.safeconfig.os.SystemErrors;
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

	private final FileStoreOptions options;

	StartupProbe(Platform platform, FileStoreOptions options) {
		this.platform = platform;
		this.options = options;
	}

	/** The options with the real path of the directory, if all is well. */
	FileStoreOptions run() {
		boolean created = createBaseIfAbsent();
		FileStoreOptions real = this.options.withBase(realBase());
		requireWritable(real);
		requireLocks(real);
		requireDurableDirectory(real, created);
		logger.debug("The base directory {} is usable", real.base());
		return real;
	}

	/** Whether it had to be created. */
	private boolean createBaseIfAbsent() {
		Path base = this.options.base();
		try {
			FileStamp stamp = this.platform.files().stat(base);
			if (stamp == null) {
				createBelowParent(base);
			}
			else if (!stamp.isDirectory()) {
				throw failure("it is a file, not a directory", "Choose another base directory.", null);
			}
			return stamp == null;
		}
		catch (IOException ex) {
			throw failure(SystemErrors.reason(ex), SystemErrors.nextStep(ex), ex);
		}
	}

	private void createBelowParent(Path base) throws IOException {
		Path parent = base.getParent();
		if (parent == null || this.platform.files().stat(parent) == null) {
			throw failure("neither it nor its parent directory exists",
					"Create the directory, or choose another base directory.", null);
		}
		try {
			this.platform.files().createDirectory(base);
		}
		catch (FileAlreadyExistsException ex) {
			logger.debug("Another process created {} first", base);
		}
	}

	private Path realBase() {
		try {
			return this.platform.files().realPath(this.options.base());
		}
		catch (IOException ex) {
			throw failure(SystemErrors.reason(ex), SystemErrors.nextStep(ex), ex);
		}
	}

	private void requireWritable(FileStoreOptions real) {
		Path file = real.base().resolve(OwnNames.DIRECTORY + "-probe");
		try {
			createIfAbsent(file);
			this.platform.files().delete(file);
		}
		catch (IOException ex) {
			throw failure("files cannot be created in it: " + SystemErrors.reason(ex), SystemErrors.nextStep(ex), ex);
		}
	}

	private void createIfAbsent(Path file) throws IOException {
		try {
			this.platform.files().createPrivateFile(file);
		}
		catch (FileAlreadyExistsException ex) {
			logger.debug("{} is there already: another process is probing, or died while it did", file);
		}
	}

	/** Locks a file that guards nothing. */
	private void requireLocks(FileStoreOptions real) {
		Path file = OwnNames.probeFile(real);
		LockTarget target = new LockTarget("", file, file.resolveSibling(file.getFileName() + OwnNames.OWNER_SUFFIX),
				real.base(), null);
		FileLocks locks = new FileLocks(this.platform, real.application(), real.listener());
		try {
			locks.acquire(target, Deadline.after(Duration.ZERO, this.platform.nanoTime()), "probe").release();
		}
		catch (LockTimeoutException ex) {
			logger.debug("Another process is probing {}: locks work", real.base());
		}
		catch (ConfigStorageException ex) {
			throw failure(ex.problem(), ex.nextStep(), ex);
		}
		finally {
			locks.close();
		}
	}

	private void requireDurableDirectory(FileStoreOptions real, boolean created) {
		if (real.durability() != Durability.FULL) {
			return;
		}
		try {
			this.platform.files().forceDirectory(real.base());
			makeEntryDurable(real.base(), created);
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
	private void makeEntryDurable(Path base, boolean created) throws IOException {
		Path parent = base.getParent();
		if (parent == null) {
			return;
		}
		try {
			this.platform.files().forceDirectory(parent);
		}
		catch (AccessDeniedException ex) {
			if (created) {
				throw ex;
			}
			logger.debug("{} cannot be forced to disk by who may not list it, and needed no change", parent);
		}
	}

	private ConfigStorageException failure(String reason, String nextStep, @Nullable Exception cause) {
		return new ConfigStorageException("",
				"The base directory '" + this.options.base() + "' cannot be used: " + reason, nextStep, cause);
	}

}
