package io.safeconfig.os;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives what the store makes for itself to the owner of the directory that it makes it
 * for, so that one run as root locks nobody out. Only a process that may do that does,
 * and only with what it has created itself a moment before: what lies there already may
 * have been put there by whoever may write the directory, to be given it. Links are never
 * followed. That nobody can put a second name of a foreign file in the place of a new one
 * is up to the kernel (protected_hardlinks, proc_sys_fs(5)). Thread-safe.
 */
public final class OwnFiles {

	private static final Logger logger = LoggerFactory.getLogger(OwnFiles.class);

	private static final int GROUP_WRITE = 0020;

	private static final int OTHERS_WRITE = 0002;

	private final FileOperations files;

	private final Credentials self;

	/** Directories where new files are right as they are. */
	private final Set<Path> usual = ConcurrentHashMap.newKeySet();

	/**
	 * Create it for this process.
	 * @param files the file operations
	 */
	public OwnFiles(FileOperations files) {
		this(files, Credentials.CURRENT);
	}

	OwnFiles(FileOperations files, Credentials self) {
		this.files = files;
		this.self = self;
	}

	/**
	 * Whether new files have to be given to the owner of a directory.
	 * @param directory the stamp of the directory
	 * @return {@code true} if they would belong to somebody else, and this process may
	 * change that
	 */
	public boolean isForeign(FileStamp directory) {
		return this.self.canGive() && directory.posix() && directory.uid() != this.self.uid();
	}

	/**
	 * Give a new file or directory the owner and group of another one, if this process
	 * may.
	 * @param created what this process has just created
	 * @param like whose owner and group it gets
	 */
	public void give(Path created, FileStamp like) {
		give(created, like, like.gid());
	}

	/**
	 * Give a new file the owner of another one, and a group, if this process may.
	 * @param created what this process has just created
	 * @param like whose owner it gets
	 * @param gid the number of the group
	 */
	public void give(Path created, FileStamp like, int gid) {
		if (!isForeign(like)) {
			return;
		}
		try {
			this.files.setOwner(created, like.uid(), gid);
		}
		catch (IOException ex) {
			logger.warn("Cannot give {} to the owner of its directory, uid {}, who may not be able to use it: {}",
					created, like.uid(), ex.toString());
		}
	}

	/**
	 * Give a new file to the owner of its directory, and let those read it who may write
	 * there. Costs nothing where new files are like that anyway, once that is known.
	 * @param created what this process has just created
	 * @throws IOException if it cannot be looked at
	 */
	public void adopt(Path created) throws IOException {
		Path directory = Objects.requireNonNull(created.getParent());
		if (this.usual.contains(directory)) {
			return;
		}
		FileStamp like = this.files.stat(directory);
		FileStamp made = this.files.stat(created);
		if (like == null || made == null) {
			return; // whoever uses it next finds out
		}
		int mode = made.permissions() | readers(like);
		if (!isForeign(like) && mode == made.permissions()) {
			this.usual.add(directory);
			return;
		}
		give(created, like);
		if (mode != made.permissions()) {
			setAccess(created, like.gid(), mode);
		}
	}

	private static int readers(FileStamp directory) {
		return ((directory.mode() & (GROUP_WRITE | OTHERS_WRITE)) << 1);
	}

	/**
	 * Create a directory with the owner, group and mode of another one. Nobody ever sees
	 * it with other ones, if it has to be given away: it gets its name after that.
	 * @param directory the path
	 * @param fresh a path beside it where nothing is
	 * @param base the other directory
	 * @throws FileAlreadyExistsException if something is there
	 * @throws IOException if it cannot be created
	 */
	public void createDirectory(Path directory, Path fresh, Path base) throws IOException {
		FileStamp like = this.files.stat(base);
		if (like != null && isForeign(like)) {
			createForeign(directory, fresh, like);
			return;
		}
		this.files.createDirectory(directory);
		FileStamp made = this.files.stat(directory);
		if (made != null && like != null && (made.mode() != like.mode() || made.gid() != like.gid())) {
			setAccess(directory, like.gid(), like.permissions());
		}
	}

	/** A rename replaces no file and no directory that has entries: rename(2). */
	private void createForeign(Path directory, Path fresh, FileStamp like) throws IOException {
		this.files.createPrivateDirectory(fresh);
		try {
			give(fresh, like);
			setAccess(fresh, like.gid(), like.permissions());
			this.files.rename(fresh, directory);
		}
		catch (FileSystemException ex) {
			if (this.files.stat(directory) == null) {
				throw ex;
			}
			throw new FileAlreadyExistsException(directory.toString());
		}
		finally {
			this.files.delete(fresh);
		}
	}

	/**
	 * Give a new file a group and permissions, as far as this process may.
	 * @param created what this process has just created
	 * @param gid the number of the group
	 * @param permissions the permission bits
	 */
	public void setAccess(Path created, int gid, int permissions) {
		try {
			this.files.setAccess(created, gid, permissions);
		}
		catch (IOException ex) {
			logger.warn("Cannot give {} group {} and mode {}; other users may not be able to use it: {}", created, gid,
					Integer.toOctalString(permissions), ex.toString());
		}
	}

}
