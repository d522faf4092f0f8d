package io.safeconfig.store.file;

import java.nio.file.FileSystemException;
import java.nio.file.Path;

/**
 * Somebody replaced a file between the last look at it and our own replacement. His file
 * is in its place; ours is not.
 */
final class ReplacedMeanwhileException extends FileSystemException {

	private static final long serialVersionUID = 1L;

	ReplacedMeanwhileException(Path file) {
		super(file.toString(), null, "somebody replaced it at the same moment");
	}

}
