package io.safeconfig.store.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

import io.safeconfig.ConfigFileException;
import io.safeconfig.ConfigStorageException;
import io.safeconfig.os.FileIdentity;
import io.safeconfig.os.FileOperations;
import io.safeconfig.os.FileStamp;
import io.safeconfig.os.SystemErrors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The base directory as it was when the store was opened. A volume can be unmounted and a
 * directory moved away while a store is open: then the path leads nowhere, or into a
 * directory where nothing is what it seems. What is missing there is not absent, and what
 * is written there is lost as soon as the volume is back. Thread-safe.
 * <p>
 * One look at the {@linkplain LockAgreement agreement} in the directory decides: the file
 * is written once, and a file with the same numbers and times, reached through the same
 * path, is in the same directory. The device gets another number when it is mounted
 * again, and an operator may change owner or mode; then inode number, modification time
 * and content decide. A copy of the directory has other inode numbers, although the copy
 * of the file is equal: a directory that was copied to a volume, which was then mounted
 * over it, must not be taken for that volume.
 */
final class Ground {

	private static final Logger logger = LoggerFactory.getLogger(Ground.class);

	private static final String NEXT_STEP = "Mount its file system again or move the directory back: that is noticed"
			+ " without a restart. To go on with what is there now, restart the application.";

	private final FileOperations files;

	private final Path base;

	private final Path agreement;

	private volatile Mark opened;

	private Ground(FileOperations files, Path base, Mark opened) {
		this.files = files;
		this.base = base;
		this.agreement = OwnNames.agreement(base);
		this.opened = opened;
	}

	/**
	 * Remember the directory as it is.
	 * @throws ConfigStorageException if there is none any more
	 */
	static Ground of(FileOperations files, Path base) {
		try {
			Mark mark = Mark.of(files, base);
			if (mark != null) {
				return new Ground(files, base, mark);
			}
			throw BaseDirectory.failure(base, "it has just been removed", "Create it again, and retry.", null);
		}
		catch (IOException ex) {
			throw BaseDirectory.failure(base, SystemErrors.reason(ex), SystemErrors.nextStep(ex), ex);
		}
	}

	/**
	 * Make sure that the path still leads to the directory. What was found before this
	 * call was found in it, unless it went and came back meanwhile.
	 * @param operation what is tried
	 * @param name the file; empty for the directory as a whole
	 * @throws ConfigStorageException if it does not
	 */
	void require(String operation, String name) {
		try {
			Mark mark = this.opened;
			if (!isThere(mark) && !isBack(mark)) {
				throw new ConfigStorageException(name, describe(operation, name)
						+ " is not the one that was opened, which was moved away or unmounted: " + presentState(),
						NEXT_STEP, null);
			}
		}
		catch (IOException ex) {
			throw new ConfigStorageException(name,
					describe(operation, name) + " cannot be looked at: " + SystemErrors.reason(ex),
					SystemErrors.nextStep(ex), ex);
		}
	}

	/**
	 * What a look found in the directory; also a failure counts only in it.
	 * @throws ConfigFileException if the look failed, or the path leads elsewhere
	 */
	<T> T look(String operation, String name, Look<T> look) {
		T found;
		try {
			found = look.run();
		}
		catch (IOException ex) {
			throw reason(operation, name, StorageFailures.of(name, operation, ex));
		}
		catch (ConfigFileException ex) {
			throw reason(operation, name, ex);
		}
		require(operation, name);
		return found;
	}

	/** A look at the file system. */
	@FunctionalInterface
	interface Look<T> {

		T run() throws IOException;

	}

	/**
	 * Why something failed: because the directory is gone, if it is.
	 * @param failure what is the reason otherwise
	 */
	ConfigFileException reason(String operation, String name, ConfigFileException failure) {
		if (failure.nextStep().equals(NEXT_STEP)) {
			return failure; // it says so already
		}
		try {
			require(operation, name);
			return failure;
		}
		catch (ConfigStorageException gone) {
			gone.addSuppressed(failure);
			return gone;
		}
	}

	private String describe(String operation, String name) {
		return "Cannot " + operation + (name.isEmpty() ? "" : " '" + name + "'") + ": the base directory '" + this.base
				+ "'";
	}

	private String presentState() throws IOException {
		if (this.files.stat(this.base) == null) {
			return "nothing is there now";
		}
		return (this.files.stat(this.agreement) == null)
				? "what is there now has no '" + this.agreement.getFileName() + "'" : "another one is there now";
	}

	/** One look. */
	private boolean isThere(Mark mark) throws IOException {
		if (mark.agreement() != null) {
			return mark.agreement().equals(this.files.stat(this.agreement));
		}
		FileStamp directory = this.files.stat(this.base);
		return directory != null && directory.identity().equals(mark.directory());
	}

	private boolean isBack(Mark mark) throws IOException {
		Mark now = Mark.of(this.files, this.base);
		if (now == null || !now.isOf(mark)) {
			return false;
		}
		this.opened = now;
		if (!now.directory().equals(mark.directory())) {
			logger.info("The base directory {} is back", this.base);
		}
		return true;
	}

	/**
	 * What tells one directory from others.
	 *
	 * @param directory the directory itself
	 * @param agreement the stamp of the agreement in it, {@code null} if it has none
	 * @param content the content of the agreement, {@code null} if it must not be read
	 */
	private record Mark(FileIdentity directory, @Nullable FileStamp agreement, @Nullable String content) {

		/** {@code null} if there is no directory. */
		static @Nullable Mark of(FileOperations files, Path base) throws IOException {
			FileStamp directory = files.stat(base);
			if (directory == null || !directory.isDirectory()) {
				return null;
			}
			Path file = OwnNames.agreement(base);
			// through a link it would be a file of another directory
			FileStamp stamp = (files.readLink(file) == null) ? files.stat(file) : null;
			boolean whole = stamp != null && stamp.isFile();
			return new Mark(directory.identity(), whole ? stamp : null, whole ? read(files, file) : null);
		}

		private static @Nullable String read(FileOperations files, Path file) throws IOException {
			try {
				return new String(files.read(file, AgreementText.MAX_SIZE), StandardCharsets.UTF_8);
			}
			catch (AccessDeniedException | NoSuchFileException ex) {
				return null;
			}
		}

		/**
		 * Where there was no agreement, or a torn one that somebody may mend, only the
		 * directory itself can tell.
		 */
		boolean isOf(Mark opened) {
			if (opened.agreement == null || (opened.content != null && !isWhole(opened.content))) {
				return this.directory.equals(opened.directory);
			}
			return this.agreement != null
					&& (isSameFile(this.agreement, opened.agreement) || isGivenLate(this.agreement, opened))
					&& (this.content == null || opened.content == null || this.content.equals(opened.content));
		}

		private static boolean isWhole(String content) {
			return AgreementText.parse(content.getBytes(StandardCharsets.UTF_8)) != null;
		}

		/**
		 * Several processes may put equal agreements into place of a torn one, or where
		 * there are no hard links: then one that was written before ours got its name
		 * gets it after that, see {@link LockAgreement}.
		 */
		private boolean isGivenLate(FileStamp now, Mark opened) {
			return opened.agreement != null && this.directory.equals(opened.directory) && this.content != null
					&& this.content.equals(opened.content) && now.modified().compareTo(opened.agreement.changed()) <= 0
					&& now.changed().compareTo(opened.agreement.changed()) >= 0;
		}

		private static boolean isSameFile(FileStamp now, FileStamp opened) {
			boolean sameNumber = now.posix() ? now.identity().inode() == opened.identity().inode()
					: now.identity().equals(opened.identity());
			return sameNumber && now.modified().equals(opened.modified()) && now.size() == opened.size();
		}

	}

}
