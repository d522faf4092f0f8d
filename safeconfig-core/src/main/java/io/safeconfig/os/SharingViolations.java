package io.safeconfig.os;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.concurrent.locks.LockSupport;

/**
 * On Windows a file that an indexer, a virus scanner or an editor has open cannot be
 * replaced or removed for the moment: the system answers with a sharing violation or a
 * denied access. Such a call is repeated for a short, bounded time. Elsewhere calls are
 * made once.
 */
final class SharingViolations {

	private static final int ATTEMPTS = 25;

	private static final long PAUSE_NANOS = 20_000_000;

	private final boolean possible;

	SharingViolations(boolean possible) {
		this.possible = possible;
	}

	<T> T retry(FileCall<T> call) throws IOException {
		for (int attempt = 1;; attempt++) {
			try {
				return call.run();
			}
			catch (FileSystemException ex) {
				if (!this.possible || attempt == ATTEMPTS || !isSharingViolation(ex)) {
					throw ex;
				}
				pause();
			}
		}
	}

	/** With a pending interrupt parking would not pause at all. */
	private static void pause() {
		boolean interrupted = Thread.interrupted();
		LockSupport.parkNanos(PAUSE_NANOS);
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

	private static boolean isSharingViolation(FileSystemException ex) {
		// the JDK maps ERROR_ACCESS_DENIED to its own type and leaves
		// ERROR_SHARING_VIOLATION to the plain one, with the system's text
		return ex instanceof AccessDeniedException || ex.getClass() == FileSystemException.class;
	}

	/**
	 * A call to the file system.
	 *
	 * @param <T> what it answers
	 */
	@FunctionalInterface
	interface FileCall<T> {

		T run() throws IOException;

	}

}
