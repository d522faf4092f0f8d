package io.safeconfig.os;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;

/** Puts what the system said into words for people. */
public final class SystemErrors {

	private SystemErrors() {
	}

	/**
	 * What went wrong.
	 * @param ex what was thrown
	 * @return one clause
	 */
	public static String reason(IOException ex) {
		if (ex instanceof AccessDeniedException denied) {
			return denied.getFile() + ": permission denied";
		}
		return (ex.getMessage() != null) ? ex.getMessage() : ex.getClass().getSimpleName();
	}

	/**
	 * What to do about a lock that could not be taken.
	 * @param ex what was thrown
	 * @return one or two sentences
	 */
	public static String nextStepOfLocking(IOException ex) {
		return reason(ex).contains("flock")
				? "For flock add net.java.dev.jna:jna to the application, or choose another lock strategy"
						+ " (safeconfig.lock.strategy)."
				: nextStep(ex) + " The file system must support locks.";
	}

	/**
	 * What to do about it. The texts of the system are in the language of the process;
	 * those that are not known get the general advice.
	 * @param ex what was thrown
	 * @return one sentence
	 */
	public static String nextStep(IOException ex) {
		if (ex instanceof AccessDeniedException) {
			return "Give the process permission to read and write there, also to create files in the directory.";
		}
		String reason = (ex instanceof FileSystemException system && system.getReason() != null) ? system.getReason()
				: String.valueOf(ex.getMessage());
		if (ex instanceof AtomicMoveNotSupportedException || reason.contains("busy")) {
			return "A file that is itself a mount point cannot be replaced atomically: mount its directory instead.";
		}
		if (reason.contains("No space") || reason.contains("quota")) {
			return "Make room on the file system, then retry.";
		}
		if (reason.contains("Read-only")) {
			return "Mount the file system writable, or move the base directory to one that is.";
		}
		return "Mend the cause that the system names, then retry.";
	}

}
