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

	private final FileOperations files;

	private final LockGates gates;

	LockFiles(FileOperations files, LockGates gates) {
		this.files = files;
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
			create(target);
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
		LockChannel created;
		try {
			created = this.files.createLock(target.lockFile());
		}
		catch (FileAlreadyExistsException ex) {
			return; // somebody else was faster, and that file is the lock file
		}
		handOver(created, target.lockFile());
		shareWithWriters(target);
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
	private void shareWithWriters(LockTarget target) throws IOException {
		// who may create files in the directory may create this one
		FileStamp present = (target.file() != null) ? this.files.stat(target.file()) : null;
		FileStamp file = (present != null) ? present : this.files.stat(target.root());
		if (file == null || (file.mode() & (GROUP_WRITE | OTHERS_WRITE)) == 0) {
			return;
		}
		int mode = OWNER_READ_WRITE | (((file.mode() & GROUP_WRITE) != 0) ? GROUP_READ_WRITE : 0)
				| (((file.mode() & OTHERS_WRITE) != 0) ? OTHERS_READ_WRITE : 0);
		setAccess(target.lockFile(), file.gid(), mode);
	}

	private void createDirectories(Path directory, LockTarget target) throws IOException {
		Path root = target.root();
		if (directory.equals(root) || this.files.stat(directory) != null) {
			return;
		}
		createDirectories(Objects.requireNonNull(directory.getParent()), target);
		target.beforeCreating().run();
		try {
			this.files.createDirectory(directory);
		}
		catch (FileAlreadyExistsException ex) {
			return; // another process was faster
		}
		FileStamp stamp = this.files.stat(directory);
		FileStamp wanted = this.files.stat(root);
		if (stamp != null && wanted != null && (stamp.mode() != wanted.mode() || stamp.gid() != wanted.gid())) {
			setAccess(directory, wanted.gid(), wanted.permissions());
		}
	}

	private void setAccess(Path path, int gid, int permissions) {
		try {
			this.files.setAccess(path, gid, permissions);
		}
		catch (IOException ex) {
			logger.warn("Cannot give {} group {} and mode {}; other users may not be able to use it: {}", path, gid,
					Integer.toOctalString(permissions), ex.toString());
		}
	}

}
