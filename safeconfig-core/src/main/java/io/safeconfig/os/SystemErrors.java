package io.safeconfig.os;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

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
			Path path = path(denied);
			String owned = (path != null) ? Denials.describe(Denials.culprit(path)) : "";
			return denied.getFile() + ": permission denied" + (owned.isEmpty() ? "" : "; " + owned);
		}
		return (ex.getMessage() != null) ? ex.getMessage() : ex.getClass().getSimpleName();
	}

	private static @Nullable Path path(AccessDeniedException denied) {
		try {
			return (denied.getFile() != null) ? Path.of(denied.getFile()).toAbsolutePath() : null;
		}
		catch (InvalidPathException ex) {
			return null;
		}
	}

	/**
	 * To whom a file belongs that this process cannot handle as it should.
	 * @param path the file
	 * @return one clause; empty if the platform does not tell
	 */
	public static String ownership(Path path) {
		return Denials.describe(path);
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
		if (ex instanceof AccessDeniedException denied) {
			Path path = path(denied);
			return "Give the process permission to read and write there, also to create files in the directory."
					+ ((path != null) ? Denials.wayOut(Denials.culprit(path)) : "");
		}
		String reason = (ex instanceof FileSystemException system && system.getReason() != null) ? system.getReason()
				: String.valueOf(ex.getMessage());
		if (ex instanceof AtomicMoveNotSupportedException || reason.contains("busy")) {
			return "A file that is itself a mount point cannot be replaced atomically: mount its directory instead.";
		}
		if (reason.contains("not permitted")) {
			return "Look at who owns the file and its directory, whose sticky bit (ls -ld) keeps others from replacing"
					+ " or removing it, and at the attributes append-only and immutable of both (lsattr).";
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
