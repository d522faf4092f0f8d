package io.safeconfig.store.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;

import io.safeconfig.os.FileOperations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directories that a change had to create for its file; they go if the change does.
 */
final class ParentDirectories {

	private static final Logger logger = LoggerFactory.getLogger(ParentDirectories.class);

	private final FileOperations files;

	private final Creation creation;

	private final Path base;

	private final boolean durable;

	private final Deque<Path> created = new ArrayDeque<>();

	ParentDirectories(FileOperations files, Path base, boolean durable) {
		this(files, base, durable, files::createDirectory);
	}

	ParentDirectories(FileOperations files, Path base, boolean durable, Creation creation) {
		this.files = files;
		this.creation = creation;
		this.base = base;
		this.durable = durable;
	}

	/** Creates one directory. */
	@FunctionalInterface
	interface Creation {

		void create(Path directory) throws IOException;

	}

	/**
	 * Create what is missing, from the top. Directories that were there are made durable
	 * too: another writer may have created them and not have come any further.
	 */
	void create(Path directory) throws IOException {
		Deque<Path> path = new ArrayDeque<>();
		for (Path part = directory; !part.equals(this.base); part = Objects.requireNonNull(part.getParent())) {
			path.push(part);
		}
		for (Path part : path) {
			boolean present = this.files.stat(part) != null;
			if (!present) {
				createOne(part);
			}
			if (this.durable) {
				makeDurable(Objects.requireNonNull(part.getParent()), present);
			}
		}
	}

	private void makeDurable(Path directory, boolean complete) throws IOException {
		try {
			this.files.forceDirectory(directory);
		}
		catch (AccessDeniedException ex) {
			if (!complete) {
				throw ex;
			}
			logger.debug("{} cannot be forced to disk by who may not list it, and needed no change", directory);
		}
	}

	private void createOne(Path directory) throws IOException {
		try {
			this.creation.create(directory);
			this.created.push(directory);
		}
		catch (FileAlreadyExistsException ex) {
			logger.debug("Another writer created {} first", directory);
		}
	}

	/** Remove what was created, unless somebody has put something there since. */
	void undo() {
		for (Path path : this.created) {
			try {
				this.files.delete(path);
			}
			catch (IOException ex) {
				logger.debug("The new directory {} stays", path, ex);
				return;
			}
		}
	}

}
