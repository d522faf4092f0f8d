package io.safeconfig.os;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;

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
		if (ex instanceof FileSystemException system && system.getReason() == null) {
			return String.join(": ", Stream.of(system.getFile(), inWords(system)).filter(Objects::nonNull).toList());
		}
		return (ex.getMessage() != null) ? ex.getMessage() : inWords(ex);
	}

	/** The system says nothing but the kind of failure. */
	private static String inWords(IOException ex) {
		if (ex instanceof NoSuchFileException) {
			return "there is no such file or directory";
		}
		if (ex instanceof FileAlreadyExistsException) {
			return "there is a file of this name already";
		}
		if (ex instanceof NotDirectoryException) {
			return "it is no directory";
		}
		return (ex instanceof DirectoryNotEmptyException) ? "the directory is not empty"
				: ex.getClass().getSimpleName();
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
		if (ex instanceof NoSuchFileException) {
			return "Find out who removed it, or why it cannot be made there, then retry.";
		}
		return "Look at the file and its directory, and at the log of the system, then retry.";
	}

}
