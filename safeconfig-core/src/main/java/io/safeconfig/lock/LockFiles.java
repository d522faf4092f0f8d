package io.safeconfig.lock;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;

import io.safeconfig.os.FileIdentity;
import io.safeconfig.os.FileOperations;
import io.safeconfig.os.FileStamp;
import io.safeconfig.os.LockChannel;
import io.safeconfig.os.OwnFiles;
import io.safeconfig.os.Platform;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates lock files. They are never unlinked when a lock is given back: a process that
 * waits on an unlinked file and one that created it anew would both hold "the" lock, if
 * neither looked again. See {@link UnusedLockFiles} for those of files that are gone.
 */
final class LockFiles {

	private static final Logger logger = LoggerFactory.getLogger(LockFiles.class);

	private static final int ATTEMPTS = 10;

	private static final int OWNER_READ_WRITE = 0600;

	private static final int GROUP_READ_WRITE = 0060;

	private static final int OTHERS_READ_WRITE = 0006;

	private static final int GROUP_WRITE = 0020;

	private static final int OTHERS_WRITE = 0002;

	private final Platform platform;

	private final FileOperations files;

	private final OwnFiles own;

	private final LockGates gates;

	LockFiles(Platform platform, LockGates gates) {
		this.platform = platform;
		this.files = platform.files();
		this.own = new OwnFiles(this.files);
		this.gates = gates;
	}

	/** The identity of the file at the path now, {@code null} if there is none. */
	@Nullable FileIdentity identity(Path lockFile) throws IOException {
		FileStamp stamp = this.files.stat(lockFile);
		return (stamp != null) ? stamp.identity() : null;
	}

	/**
	 * Whether nothing lies there, or a file of its own: nobody of ours ever locks what
	 * else can lie there.
	 */
	boolean canBeLocked(Path lockFile) throws IOException {
		if (this.files.readLink(lockFile) != null) {
			return false;
		}
		FileStamp stamp = this.files.stat(lockFile);
		return stamp == null || stamp.isFile();
	}

	/** The identity of the lock file, which exists afterwards. */
	FileIdentity ensureExists(LockTarget target) throws IOException {
		for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
			FileStamp stamp = this.files.stat(target.lockFile());
			if (stamp != null) {
				return requireFile(target, stamp).identity();
			}
			try {
				create(target);
			}
			catch (NoSuchFileException ex) {
				if (attempt == ATTEMPTS - 1) {
					throw ex; // else its directory has just been replaced, by one that
								// has its owner
				}
			}
		}
		throw new FileSystemException(target.lockFile().toString(), null,
				"the lock file is there and is not: a link that leads nowhere, or somebody removes it");
	}

	private static FileStamp requireFile(LockTarget target, FileStamp stamp) throws FileSystemException {
		if (!stamp.isFile()) {
			throw new FileSystemException(target.lockFile().toString(), null, "the lock file is not a regular file");
		}
		return stamp;
	}

	/**
	 * Come to the gate of a lock for which no file stays, by its directory, which exists
	 * afterwards, and its name there.
	 */
	LockGate enterByName(LockTarget target) throws IOException {
		Path directory = Objects.requireNonNull(target.lockFile().getParent());
		createDirectories(directory, target);
		FileIdentity identity = identity(directory);
		if (identity == null) {
			throw new NoSuchFileException(directory.toString());
		}
		return this.gates.enter(FileIdentity.ofSubstitute(identity + "/" + target.lockFile().getFileName()));
	}

	private void create(LockTarget target) throws IOException {
		createDirectories(Objects.requireNonNull(target.lockFile().getParent()), target);
		target.beforeCreating().run();
		Access access = accessOfWriters(target);
		if (access.isGiven() && createWithAccess(target.lockFile(), access)) {
			return;
		}
		LockChannel created;
		try {
			created = this.files.createLock(target.lockFile());
		}
		catch (FileAlreadyExistsException ex) {
			return; // somebody else was faster, and that file is the lock file
		}
		handOver(created, target.lockFile());
		access.giveTo(target.lockFile());
	}

	/**
	 * Under another name first: whoever could see it before it has its owner and mode
	 * might not be able to open it, and would take that for an error.
	 * @return whether the lock file is there; {@code false} without hard links
	 */
	private boolean createWithAccess(Path lockFile, Access access) throws IOException {
		Path fresh = fresh(lockFile);
		this.files.createPrivateFile(fresh);
		try {
			access.giveTo(fresh);
			this.files.link(fresh, lockFile);
			return true;
		}
		catch (FileAlreadyExistsException ex) {
			return true;
		}
		catch (UnsupportedOperationException | FileSystemException ex) {
			logger.debug("No hard link to {}", fresh, ex);
			return false;
		}
		finally {
			this.files.delete(fresh);
		}
	}

	private Path fresh(Path path) {
		return path.resolveSibling("." + this.platform.nonces().get() + ".new.sctmp");
	}

	/**
	 * Others can open and lock the file from the moment that it can be seen, and on POSIX
	 * systems to close the channel that created it would drop the lock of a thread of
	 * this process. The gate knows when there is none.
	 */
	private void handOver(LockChannel created, Path lockFile) throws IOException {
		FileIdentity identity = null;
		try {
			identity = identity(lockFile);
		}
		finally {
			if (identity == null) {
				created.keepOpen();
			}
		}
		if (identity != null) {
			this.gates.closeLater(identity, created);
		}
	}

	/**
	 * Whoever may write the configuration file may lock it. Who may only read it gets no
	 * access: a shared lock would keep every writer out.
	 */
	private Access accessOfWriters(LockTarget target) throws IOException {
		FileStamp root = this.files.stat(target.root());
		// who may create files in the directory may create this one
		FileStamp present = (target.file() != null) ? this.files.stat(target.file()) : null;
		FileStamp file = (present != null) ? present : root;
		int writers = (file != null) ? file.mode() & (GROUP_WRITE | OTHERS_WRITE) : 0;
		int mode = OWNER_READ_WRITE | (((writers & GROUP_WRITE) != 0) ? GROUP_READ_WRITE : 0)
				| (((writers & OTHERS_WRITE) != 0) ? OTHERS_READ_WRITE : 0);
		FileStamp owner = (root != null && this.own.isForeign(root)) ? root : null;
		FileStamp group = (writers != 0) ? file : owner;
		return new Access(owner, (group != null) ? group.gid() : 0, mode);
	}

	/** What is given to a new lock file, beyond what it has anyway. */
	private final class Access {

		private final @Nullable FileStamp owner;

		private final int gid;

		private final int mode;

		private Access(@Nullable FileStamp owner, int gid, int mode) {
			this.owner = owner;
			this.gid = gid;
			this.mode = mode;
		}

		private boolean isGiven() {
			return this.owner != null || this.mode != OWNER_READ_WRITE;
		}

		private void giveTo(Path created) {
			if (this.owner != null) {
				LockFiles.this.own.give(created, this.owner, this.gid);
			}
			if (this.mode != OWNER_READ_WRITE) {
				LockFiles.this.own.setAccess(created, this.gid, this.mode);
			}
		}

	}

	private void createDirectories(Path directory, LockTarget target) throws IOException {
		Path root = target.root();
		if (directory.equals(root) || this.files.stat(directory) != null) {
			return;
		}
		createDirectories(Objects.requireNonNull(directory.getParent()), target);
		target.beforeCreating().run();
		try {
			this.own.createDirectory(directory, fresh(directory), root);
		}
		catch (FileAlreadyExistsException ex) {
			logger.debug("Another process created {} first", directory);
		}
	}

}
