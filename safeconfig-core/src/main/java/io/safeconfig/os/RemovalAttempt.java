package io.safeconfig.os;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Asks the system to rename something over a directory. POSIX never does that to what is
 * no directory, and never to a directory with entries, so nothing can come of it; but
 * Linux first looks whether the old name may go at all: at the permissions of its
 * directory, a sticky bit, and the attributes append-only and immutable of the directory
 * and the file, with the rights that this process really has ({@code may_delete} in
 * fs/namei.c). So the answer "is a directory" means that all of these allow it.
 */
final class RemovalAttempt {

	private static final String USUAL = "Is a directory";

	private RemovalAttempt() {
	}

	static void run(Path entry, Path directory) throws IOException {
		try {
			Files.move(entry, directory, StandardCopyOption.ATOMIC_MOVE);
			// somebody has just removed the directory
			Files.move(directory, entry, StandardCopyOption.ATOMIC_MOVE);
			throw new NoSuchFileException(directory.toString());
		}
		catch (AtomicMoveNotSupportedException | NoSuchFileException ex) {
			throw ex;
		}
		catch (AccessDeniedException ex) {
			throw new AccessDeniedException(entry.toString());
		}
		catch (FileSystemException ex) {
			String reason = String.valueOf(ex.getReason());
			if (!reason.equals(USUAL) && !reason.equals(inTheLanguageOfTheSystem(directory))) {
				throw new FileSystemException(entry.toString(), null, reason);
			}
		}
	}

	/** Reading a directory fails with the same error, whatever its words are here. */
	private static String inTheLanguageOfTheSystem(Path directory) {
		try (InputStream in = Files.newInputStream(directory)) {
			in.read();
			return USUAL;
		}
		catch (IOException ex) {
			return String.valueOf(ex.getMessage());
		}
	}

}
