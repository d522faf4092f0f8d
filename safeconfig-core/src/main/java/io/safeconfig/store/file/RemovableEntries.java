package io.safeconfig.store.file;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

import io.safeconfig.ConfigStorageException;
import io.safeconfig.os.FileOperations;
import io.safeconfig.os.FileStamp;
import io.safeconfig.os.MountPoints;
import io.safeconfig.os.SystemErrors;
import io.safeconfig.store.FileChange;
import org.jspecify.annotations.Nullable;

/**
 * Tries before the commit point what a commit of several files does after it. Nobody
 * could take back the first file there because the second one refuses. What fails on a
 * file system later than this is a change of its rules meanwhile, or a broken disk.
 */
final class RemovableEntries {

	private final FileOperations files;

	private final TempFiles temps;

	private final MountPoints mounts;

	/** Has entries, and is above no configuration file. */
	private final Path own;

	/** To be made when the directory of journals is there. */
	RemovableEntries(StoreParts parts) throws IOException {
		this.files = parts.platform().files();
		this.temps = parts.temps();
		this.mounts = new MountPoints(this.files);
		this.own = parts.options().base().resolve(OwnNames.DIRECTORY);
	}

	/** Whether a rename can replace a file that is there. */
	boolean isReplaceable(ResolvedFile target) {
		if (this.mounts.contains(target.file())) {
			return false;
		}
		try {
			require(target.file(), target.file());
			return true;
		}
		catch (IOException ex) {
			return false; // whether it can be written says what can be done about that
		}
	}

	/**
	 * Refuse a change of a file that is there if its directory entry must stay.
	 * @throws ConfigStorageException if it must; nothing was changed
	 */
	void require(ResolvedFile target, FileChange change) {
		Path entry = target.changedBy(change);
		String refused = (change instanceof FileChange.Write) ? "replaced" : "removed";
		if (this.mounts.contains(entry)) {
			throw failure(target,
					"it is a mount point, also if it was mounted by another path, and cannot be " + refused,
					"Mount its directory instead of the file."
							+ ((change instanceof FileChange.Write) ? InPlaceTargets.ADVICE : ""),
					null);
		}
		try {
			require(entry, entry);
		}
		catch (IOException ex) {
			throw failure(target, "it cannot be " + refused + ": " + SystemErrors.reason(ex),
					SystemErrors.nextStep(ex) + ((change instanceof FileChange.Write) ? InPlaceTargets.advice(ex) : ""),
					ex);
		}
	}

	/**
	 * Try one directory entry, which is no mount point.
	 * @param owner the file that a temp must belong to, so that it is swept
	 */
	void require(Path entry, Path owner) throws IOException {
		try {
			this.files.requireRemovable(entry, this.own);
		}
		catch (NoSuchFileException ex) {
			return; // the last look decides what that means
		}
		catch (AtomicMoveNotSupportedException ex) {
			requireThere(entry, owner);
		}
	}

	/** Another file system is mounted below the base directory. */
	private void requireThere(Path entry, Path owner) throws IOException {
		FileStamp stamp = this.files.stat(owner);
		FileStamp like = (stamp != null) ? stamp : this.files.stat(this.own);
		if (like == null) {
			throw new NoSuchFileException(this.own.toString());
		}
		Path hidden = this.temps.createHidden(owner, like);
		try {
			Path inside = TempFiles.copyIn(hidden);
			this.files.createPrivateFile(inside);
			this.files.requireRemovable(entry, hidden);
		}
		catch (NoSuchFileException ex) {
			return;
		}
		finally {
			this.temps.discard(hidden);
		}
	}

	private static ConfigStorageException failure(ResolvedFile target, String reason, String nextStep,
			@Nullable Exception cause) {
		return new ConfigStorageException(target.name(),
				"Cannot commit a change of '" + target.name() + "' together with others: " + reason, nextStep, cause);
	}

}
