package io.safeconfig.store.file;

import java.nio.file.FileSystemException;
import java.nio.file.Path;

import io.safeconfig.os.SystemErrors;

/** A new file cannot have the owner, group or mode of the one that it would replace. */
final class AccessNotKeptException extends FileSystemException {

	private static final long serialVersionUID = 1L;

	AccessNotKeptException(Path file) {
		super(file.toString(), null,
				"this process cannot keep the owner, group and mode of the file: " + SystemErrors.ownership(file));
	}

}
