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
		try {
			files.rename(from, to);
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
