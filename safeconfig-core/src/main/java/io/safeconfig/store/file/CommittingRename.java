package io.safeconfig.store.file;

import java.io.IOException;
import java.nio.file.Path;

import io.safeconfig.CommitOutcomeUnknownException;
import io.safeconfig.FileState;
import io.safeconfig.os.FileOperations;
import io.safeconfig.os.SystemErrors;

/** The rename that is a commit. */
final class CommittingRename {

	private CommittingRename() {
	}

	/**
	 * A failed rename did nothing on a local disk. Over a network the answer may have
	 * been lost, so look: what is still there was not renamed.
	 * @param name the file that an error is about
	 * @param what what is committed, for people
	 * @throws IOException if nothing was changed
	 * @throws CommitOutcomeUnknownException if that is not known
	 */
	static void run(FileOperations files, Path from, Path to, String name, String what) throws IOException {
		run(files, from, name, what, () -> files.rename(from, to));
	}

	private static void run(FileOperations files, Path from, String name, String what, Renaming renaming)
			throws IOException {
		try {
			renaming.run();
		}
		catch (IOException ex) {
			if (isThere(files, from, ex)) {
				throw ex;
			}
			throw new CommitOutcomeUnknownException(name, "The rename that commits " + what
					+ " failed, and the new file is not where it was: " + SystemErrors.reason(ex), FileState.UNKNOWN,
					ex);
		}
	}

	/**
	 * The same as an exchange, so that what is displaced has the other name.
	 * @return {@code false} if that is not possible here, and nothing was changed
	 */
	static boolean exchange(FileOperations files, Path from, Path to, String name, String what) throws IOException {
		boolean[] exchanged = new boolean[1];
		run(files, from, name, what, () -> exchanged[0] = files.exchange(from, to));
		return exchanged[0];
	}

	/** A call that renames. */
	@FunctionalInterface
	private interface Renaming {

		void run() throws IOException;

	}

	private static boolean isThere(FileOperations files, Path path, IOException reason) {
		try {
			return files.stat(path) != null;
		}
		catch (IOException ex) {
			reason.addSuppressed(ex);
			return false;
		}
	}

}
