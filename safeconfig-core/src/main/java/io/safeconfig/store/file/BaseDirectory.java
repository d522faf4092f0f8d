package io.safeconfig.store.file;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;

import io.safeconfig.ConfigStorageException;
import io.safeconfig.os.FileOperations;
import io.safeconfig.os.FileStamp;
import io.safeconfig.os.SystemErrors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes sure that the base directory is there, and says why it cannot be used. */
final class BaseDirectory {

	private static final Logger logger = LoggerFactory.getLogger(BaseDirectory.class);

	private final FileOperations files;

	private final Path path;

	BaseDirectory(FileOperations files, Path path) {
		this.files = files;
		this.path = path;
	}

	/**
	 * Create it if it is missing and its parent is not.
	 * @return whether it had to be created
	 */
	boolean createIfAbsent() {
		try {
			FileStamp stamp = this.files.stat(this.path);
			if (stamp == null) {
				createBelowParent();
			}
			else if (!stamp.isDirectory()) {
				throw failure(this.path, "it is a file, not a directory", "Choose another base directory.", null);
			}
			return stamp == null;
		}
		catch (IOException ex) {
			throw failure(this.path, SystemErrors.reason(ex), SystemErrors.nextStep(ex), ex);
		}
	}

	private void createBelowParent() throws IOException {
		Path parent = this.path.getParent();
		if (parent == null || this.files.stat(parent) == null) {
			throw failure(this.path, "neither it nor its parent directory exists",
					"Create the directory, or choose another base directory.", null);
		}
		try {
			this.files.createDirectory(this.path);
		}
		catch (FileAlreadyExistsException ex) {
			logger.debug("Another process created {} first", this.path);
		}
	}

	Path real() {
		try {
			return this.files.realPath(this.path);
		}
		catch (IOException ex) {
			throw failure(this.path, SystemErrors.reason(ex), SystemErrors.nextStep(ex), ex);
		}
	}

	static ConfigStorageException failure(Path path, String reason, String nextStep, @Nullable Exception cause) {
		return new ConfigStorageException("", "The base directory '" + path + "' cannot be used: " + reason, nextStep,
				cause);
	}

}
