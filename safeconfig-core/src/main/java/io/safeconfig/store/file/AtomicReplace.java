package io.safeconfig.store.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;

import io.safeconfig.CommitOutcomeUnknownException;
import io.safeconfig.FileState;
import io.safeconfig.lock.HeldLock;
import io.safeconfig.os.FileOperations;
import io.safeconfig.os.FileStamp;
import io.safeconfig.os.Platform;
import io.safeconfig.os.SystemErrors;
import org.jspecify.annotations.Nullable;

/**
 * Changes one file so that everybody sees the old content or the new one, whole, and that
 * the same holds after a crash at any moment: a temp beside the file, made durable,
 * renamed over it, the directory made durable. Only while the lock of the file is held.
 */
final class AtomicReplace {

	private final FileOperations files;

	private final TempFiles temps;

	private final Path base;

	private final Durability durability;

	AtomicReplace(Platform platform, Path base, Durability durability) {
		this.base = base;
		this.files = platform.files();
		this.temps = new TempFiles(platform);
		this.durability = durability;
	}

	TempFiles temps() {
		return this.temps;
	}

	/** What is asked right before a change takes effect. */
	@FunctionalInterface
	interface LastLook {

		/**
		 * Whether the file is still what the change stands on.
		 */
		boolean isUnchanged() throws IOException;

	}

	/**
	 * Replace or create a file.
	 * @param existing the stamp of the file that is there, or {@code null}
	 * @return the stamp of the new file, {@code null} if the last look forbade it
	 * @throws IOException if nothing was changed
	 */
	@Nullable FileStamp write(ResolvedFile target, @Nullable FileStamp existing, byte[] content, HeldLock lock, LastLook lastLook)
			throws IOException {
		Path directory = Objects.requireNonNull(target.file().getParent());
		ParentDirectories parents = new ParentDirectories(this.files, this.base,
				this.durability == Durability.FULL && existing == null);
		FileStamp written = null;
		try {
			parents.create(directory);
			written = writeTemp(target, existing, content, lock, lastLook);
		}
		finally {
			if (written == null) {
				parents.undo();
			}
		}
		if (written != null) {
			makeDurable(target, directory);
		}
		return written;
	}

	private @Nullable FileStamp writeTemp(ResolvedFile target, @Nullable FileStamp existing, byte[] content,
			HeldLock lock, LastLook lastLook) throws IOException {
		Path temp = this.temps.create(target.file(), existing);
		boolean renamed = false;
		try {
			this.files.overwrite(temp, content);
			if (this.durability != Durability.NONE) {
				this.files.force(temp);
			}
			FileStamp stamp = Objects.requireNonNull(this.files.stat(temp), "the temp exists");
			lock.requireIntact();
			if (!lastLook.isUnchanged()) {
				return null;
			}
			rename(target, temp);
			renamed = true;
			return stamp;
		}
		finally {
			if (!renamed) {
				this.temps.discard(temp);
			}
		}
	}

	/**
	 * A failed rename did nothing on a local disk. Over a network the answer may have
	 * been lost, so look: a temp that is still there was not renamed.
	 */
	private void rename(ResolvedFile target, Path temp) throws IOException {
		try {
			this.files.rename(temp, target.file());
		}
		catch (IOException ex) {
			if (isThere(temp, ex)) {
				throw ex;
			}
			throw new CommitOutcomeUnknownException(
					target.name(), "The rename that commits '" + target.name()
							+ "' failed, and the new file is not where it was: " + SystemErrors.reason(ex),
					FileState.UNKNOWN, ex);
		}
	}

	private boolean isThere(Path temp, IOException reason) {
		try {
			return this.files.stat(temp) != null;
		}
		catch (IOException ex) {
			reason.addSuppressed(ex);
			return false;
		}
	}

	/**
	 * Remove a file, or the link that the name is.
	 * @return whether it was removed; {@code false} if the last look forbade it
	 * @throws IOException if nothing was changed
	 */
	boolean remove(ResolvedFile target, HeldLock lock, LastLook lastLook) throws IOException {
		lock.requireIntact();
		if (!lastLook.isUnchanged()) {
			return false;
		}
		this.files.delete(target.entry());
		makeDurable(target, Objects.requireNonNull(target.entry().getParent()));
		return true;
	}

	/**
	 * Make durable what is there already and what a change would have made.
	 * @throws IOException if the system cannot; nothing was changed
	 */
	void makeDurable(ResolvedFile target) throws IOException {
		if (this.durability != Durability.NONE) {
			this.files.force(target.file());
		}
		if (this.durability == Durability.FULL) {
			this.files.forceDirectory(Objects.requireNonNull(target.file().getParent()));
		}
	}

	/** After this point the change is in effect, whatever happens. */
	private void makeDurable(ResolvedFile target, Path directory) {
		if (this.durability != Durability.FULL) {
			return;
		}
		try {
			this.files.forceDirectory(directory);
		}
		catch (IOException ex) {
			throw new CommitOutcomeUnknownException(target.name(),
					"The change of '" + target.name()
							+ "' is in effect, but the system does not promise that it survives a power failure: "
							+ SystemErrors.reason(ex),
					FileState.CHANGED, ex);
		}
	}

}
