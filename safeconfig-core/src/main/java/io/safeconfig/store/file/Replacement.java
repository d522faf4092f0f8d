package io.safeconfig.store.file;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

import io.safeconfig.CommitOutcomeUnknownException;
import io.safeconfig.FileState;
import io.safeconfig.os.FileIdentity;
import io.safeconfig.os.FileOperations;
import io.safeconfig.os.FileStamp;
import io.safeconfig.os.SystemErrors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a temp in the place of a file, and nothing but that file. Somebody who takes no
 * lock may save the file by a rename of his own between our last look and ours. A rename
 * would displace that without a trace; an exchange gives what was displaced the name of
 * the temp, where it can be looked at, and be put back. Where files cannot be exchanged
 * the rename has to do.
 */
final class Replacement {

	private static final Logger logger = LoggerFactory.getLogger(Replacement.class);

	private final FileOperations files;

	private final SavesUnderWay saves;

	private final PutAside putAside;

	private final TempFiles temps;

	Replacement(StoreParts parts) {
		this.files = parts.platform().files();
		this.saves = parts.saves();
		this.putAside = parts.displaced().putAside();
		this.temps = parts.temps();
	}

	/**
	 * Replace the file that was read.
	 * @param ours what the temp is
	 * @throws ReplacedMeanwhileException if another file was there, and is again
	 * @throws IOException if nothing was changed
	 */
	void run(Path temp, FileIdentity ours, ResolvedFile target, Reading before) throws IOException {
		String what = "'" + target.name() + "'";
		if (!this.saves.canExchange(before.stamp())) {
			CommittingRename.run(this.files, temp, target.file(), target.name(), what);
			return;
		}
		if (!exchange(temp, target, what)) {
			this.saves.cannotExchange(before.stamp());
			CommittingRename.run(this.files, temp, target.file(), target.name(), what);
			return;
		}
		if (isSame(displaced(temp, target, before), before.stamp())) {
			this.temps.discard(temp);
			return;
		}
		putBack(temp, ours, target);
		throw new ReplacedMeanwhileException(target.file());
	}

	/** Whoever saves by another file may have removed this one just before. */
	private boolean exchange(Path temp, ResolvedFile target, String what) throws IOException {
		try {
			return CommittingRename.exchange(this.files, temp, target.file(), target.name(), what);
		}
		catch (NoSuchFileException ex) {
			throw new ReplacedMeanwhileException(target.file());
		}
	}

	/** The change is in effect, so a look that fails must not make it fail. */
	private @Nullable FileStamp displaced(Path temp, ResolvedFile target, Reading before) {
		try {
			return this.files.stat(temp);
		}
		catch (IOException ex) {
			logger.warn("Cannot look at what a change of {} has displaced; it is taken for what was read",
					target.name(), ex);
			return before.stamp();
		}
	}

	/**
	 * The exchange changes nothing but the change time. A permission that was taken away
	 * meanwhile must not come back by it.
	 */
	private static boolean isSame(@Nullable FileStamp displaced, FileStamp before) {
		return displaced != null && displaced.identity().equals(before.identity()) && displaced.size() == before.size()
				&& displaced.modified().equals(before.modified()) && displaced.sameAccess(before);
	}

	/**
	 * Whoever saved again after the exchange displaced ours, and that save is the latest:
	 * then it is what has to stay, and what is left in the temp is an earlier one.
	 */
	private void putBack(Path temp, FileIdentity ours, ResolvedFile target) throws IOException {
		try {
			this.files.exchange(temp, target.file());
			FileStamp back = this.files.stat(temp);
			if (back == null || !back.identity().equals(ours)) {
				this.files.exchange(temp, target.file());
				logger.debug("{} was saved twice while it was replaced", target.name());
				this.putAside.take(target, temp);
			}
		}
		catch (IOException ex) {
			throw unknown(temp, target, ex);
		}
	}

	private CommitOutcomeUnknownException unknown(Path temp, ResolvedFile target, IOException ex) {
		String where = "put aside beside it";
		try {
			this.putAside.take(target, temp);
		}
		catch (IOException stays) {
			ex.addSuppressed(stays);
			where = "in '" + temp + "'";
		}
		return new CommitOutcomeUnknownException(target.name(), "Somebody replaced '" + target.name()
				+ "' at the same moment, and again; what was there is " + where + ": " + SystemErrors.reason(ex),
				FileState.UNKNOWN, ex);
	}

}
