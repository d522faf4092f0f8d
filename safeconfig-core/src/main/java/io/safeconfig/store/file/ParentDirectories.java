package io.safeconfig.store.file;

import java.io.IOException;
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

	private final boolean durable;

	private final Deque<Path> created = new ArrayDeque<>();

	ParentDirectories(FileOperations files, boolean durable) {
		this.files = files;
		this.durable = durable;
	}

	/** Create what is missing, from the top, each made durable before the next. */
	void create(Path directory) throws IOException {
		Deque<Path> missing = new ArrayDeque<>();
		for (Path path = directory; this.files.stat(path) == null; path = Objects.requireNonNull(path.getParent())) {
			missing.push(path);
		}
		for (Path path : missing) {
			try {
				this.files.createDirectory(path);
				this.created.push(path);
			}
			catch (FileAlreadyExistsException ex) {
				logger.debug("Another writer created {} first", path);
			}
			if (this.durable) {
				this.files.forceDirectory(Objects.requireNonNull(path.getParent()));
			}
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
