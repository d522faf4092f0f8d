package io.safeconfig.store.file;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Objects;

import io.safeconfig.os.FileOperations;
import io.safeconfig.os.FileStamp;
import io.safeconfig.os.OwnFiles;
import io.safeconfig.os.Platform;
import io.safeconfig.os.SystemErrors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates the file that will replace a configuration file, and clears away those left
 * behind.
 */
final class TempFiles {

	private static final Logger logger = LoggerFactory.getLogger(TempFiles.class);

	private static final String COPY = "copy";

	private final FileOperations files;

	private final OwnFiles own;

	private final Platform platform;

	TempFiles(Platform platform) {
		this.platform = platform;
		this.files = platform.files();
		this.own = new OwnFiles(this.files);
	}

	/**
	 * Create a temp with the owner, group, mode, access control list and extended
	 * attributes of the file that it will replace. Its content is of no account yet.
	 * @param existing the stamp of that file, {@code null} if it does not exist: then the
	 * temp has what the process gives to new files
	 */
	Path create(Path target, @Nullable FileStamp existing) throws IOException {
		Path temp = newName(target);
		if (existing == null) {
			this.files.createFile(temp);
			return temp;
		}
		boolean created = false;
		try {
			copyAttributes(target, temp, existing);
			requireSameAccess(target, temp, existing);
			created = true;
			return temp;
		}
		finally {
			if (!created) {
				discard(temp);
			}
		}
	}

	private void requireSameAccess(Path target, Path temp, FileStamp existing) throws IOException {
		if (this.files.readLink(temp) != null) { // a link is copied as a link
			throw new FileSystemException(target.toString(), null, "somebody has just put a link in its place");
		}
		FileStamp made = this.files.stat(temp);
		if (made == null || !made.sameAccess(existing)) {
			throw new AccessNotKeptException(target);
		}
	}

	/**
	 * The JDK copies the content before the attributes, so a copy is readable for a
	 * moment by whom the default group and mode let in. Unless that is nobody, it is made
	 * where nobody else can reach it.
	 */
	private void copyAttributes(Path target, Path temp, FileStamp existing) throws IOException {
		if (existing.isPrivate()) {
			this.files.copyWithAttributes(target, temp);
			return;
		}
		Path hidden = createHidden(target, existing);
		try {
			Path copy = copyIn(hidden);
			this.files.copyWithAttributes(target, copy);
			this.files.rename(copy, temp);
		}
		finally {
			discard(hidden);
		}
	}

	/**
	 * A directory that nobody can reach but who owns the file, and that is swept as temps
	 * are, also by that one.
	 */
	Path createHidden(Path target, FileStamp existing) throws IOException {
		Path hidden = newName(target);
		this.files.createPrivateDirectory(hidden);
		this.own.give(hidden, existing);
		return hidden;
	}

	/** The one file that is ever put into such a directory. */
	static Path copyIn(Path hidden) {
		return hidden.resolve(COPY);
	}

	private Path newName(Path target) {
		return OwnNames.temp(target, this.platform.nonces().get());
	}

	/**
	 * Remove a temp, as far as possible: what is left goes when a stale lock is taken
	 * over.
	 */
	void discard(Path temp) {
		try {
			remove(temp);
		}
		catch (IOException ex) {
			logger.warn("Cannot remove the temporary file {}; it may be removed by hand", temp, ex);
		}
	}

	private void remove(Path temp) throws IOException {
		try {
			this.files.delete(temp);
		}
		catch (DirectoryNotEmptyException ex) {
			this.files.delete(copyIn(temp));
			this.files.delete(temp);
		}
	}

	/**
	 * Remove what a holder that is gone left beside a target. Only with the target's
	 * lock: whoever makes temps of it holds that lock, and nobody else does now.
	 * @param fencing whether that holder may live: then nothing may stay that it could
	 * still put in the target's place
	 * @throws IOException if the directory cannot be looked at, or something stays
	 */
	void sweep(Path target, boolean fencing) throws IOException {
		Path directory = Objects.requireNonNull(target.getParent());
		if (this.files.stat(directory) == null) {
			return;
		}
		for (Path entry : this.files.list(directory)) {
			if (OwnNames.isTempOf(target, entry)) {
				logger.info("Removing {}, left by a holder that is gone", entry);
				sweepOne(entry, fencing);
			}
		}
	}

	private void sweepOne(Path temp, boolean fencing) throws IOException {
		if (fencing) {
			remove(temp);
		}
		else {
			discard(temp);
		}
	}

}
