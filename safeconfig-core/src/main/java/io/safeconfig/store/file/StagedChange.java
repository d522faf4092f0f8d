package io.safeconfig.store.file;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;

import io.safeconfig.CommitOutcomeUnknownException;
import io.safeconfig.LockStrategy;
import io.safeconfig.os.FileOperations;
import io.safeconfig.os.FileStamp;
import io.safeconfig.os.OpenFile;
import io.safeconfig.os.OpenFile.Writers;
import io.safeconfig.store.FileChange;
import io.safeconfig.store.Revision;
import io.safeconfig.store.StoredFile;
import org.jspecify.annotations.Nullable;

/**
 * A change of one file, worked out beside it to the point where one rename or removal is
 * all that is missing. Only while the lock of the file is held.
 */
final class StagedChange {

	private final FileOperations files;

	private final TempFiles temps;

	private final ParentDirectories parents;

	private final ResolvedFile target;

	/** What the change stands on. */
	private @Nullable Reading before;

	private final FileChange change;

	/** A removal whose lock can be lost has one too, to be moved into. */
	private final boolean fenced;

	private final FileReader reader;

	private final SavesUnderWay saves;

	private final DisplacedFiles displacedFiles;

	private final Replacement replacement;

	/** Does the work of a change in place, which needs no temp; else {@code null}. */
	private final @Nullable InPlaceWrite inPlace;

	private @Nullable Path temp;

	private @Nullable FileStamp stamp;

	/** What the change will displace, from the last look on. */
	private @Nullable OpenFile displaced;

	/** Whether the system keeps others from writing to it meanwhile. */
	private boolean heldOff;

	/**
	 * Prepare nothing yet.
	 * @param before what is there, {@code null} for no file
	 * @param inPlace whether the file is written and not replaced
	 */
	StagedChange(StoreParts parts, ResolvedFile target, @Nullable Reading before, FileChange change, boolean inPlace) {
		this.files = parts.platform().files();
		this.temps = parts.temps();
		this.reader = parts.reader();
		this.saves = parts.saves();
		this.displacedFiles = parts.displaced();
		this.replacement = new Replacement(parts);
		this.parents = new ParentDirectories(this.files, parts.options().base(),
				parts.forcing().forcesDirectories() && before == null);
		this.fenced = parts.options().lockStrategy() == LockStrategy.LOCK_FILE;
		this.target = target;
		this.before = before;
		this.change = change;
		this.inPlace = inPlace ? new InPlaceWrite(parts) : null;
	}

	boolean isInPlace() {
		return this.inPlace != null;
	}

	ResolvedFile target() {
		return this.target;
	}

	@Nullable Reading before() {
		return this.before;
	}

	/** Whether there is anything to be done: a file may have gone by itself. */
	private boolean isNothing() {
		return this.before == null && this.change instanceof FileChange.Remove;
	}

	boolean isRemoval() {
		return this.change instanceof FileChange.Remove;
	}

	/** The directory whose entry is changed. */
	Path directory() {
		return Objects.requireNonNull(this.target.changedBy(this.change).getParent());
	}

	/**
	 * Write the temp, if there has to be one; not forced yet.
	 * @return the temp to force, or {@code null}
	 */
	@Nullable Path stage() throws IOException {
		if (isInPlace()) {
			return null;
		}
		if (this.change instanceof FileChange.Write write) {
			this.parents.create(directory());
			Path created = this.temps.create(this.target.file(), (this.before != null) ? this.before.stamp() : null);
			this.temp = created;
			this.files.overwrite(created, write.content());
			return created;
		}
		if (this.fenced && this.before != null) {
			this.temp = this.temps.createHidden(this.target.file(), this.before.stamp());
		}
		return null;
	}

	/**
	 * To be called when the temp is forced and nobody will touch it before the rename.
	 */
	void complete() throws IOException {
		if (this.temp != null) {
			FileStamp forced = this.files.stat(this.temp);
			if (forced == null) { // with its directory
				throw new NoSuchFileException(this.temp.toString());
			}
			this.stamp = forced;
			if (this.change instanceof FileChange.Write) {
				this.saves.seal(this.temp, forced);
			}
		}
	}

	/**
	 * Open the file that will be displaced, which exists, so that from now on nobody
	 * begins to write to it without being noticed, before the change takes effect or
	 * after.
	 * @return whether nobody is known to have it open for writing
	 */
	boolean holdOffWriters() throws IOException {
		letWritersIn();
		try {
			OpenFile opened = this.files.open(this.target.file());
			this.displaced = opened;
			Writers writers = this.saves.trusted(opened.holdOff(),
					Objects.requireNonNull(this.before, "it exists").stamp());
			this.heldOff = writers == Writers.NONE;
			return writers != Writers.SOME;
		}
		catch (NoSuchFileException ex) {
			return false;
		}
	}

	/** Once more, for a file whose content is what it was, and its attributes are not. */
	void stageAnew(Reading now, Forcing forcing) throws IOException {
		letWritersIn();
		if (this.temp != null) {
			this.temps.discard(this.temp);
			this.temp = null;
		}
		this.before = now;
		Path staged = stage();
		if (staged != null) {
			forcing.file(staged);
		}
		complete();
		holdOffWriters();
	}

	/** Whether it is what was read, and nobody has asked to write to it since. */
	boolean isStill(Reading read) throws IOException {
		return this.displaced != null && this.reader.isStill(this.target, read, this.displaced) && !isAwaited();
	}

	boolean isAwaited() {
		return this.heldOff && this.displaced != null && this.displaced.isAwaited();
	}

	/** Keep nobody from writing any more: nothing takes effect for now. */
	void letWritersIn() {
		if (this.displaced != null) {
			this.displaced.close();
			this.displaced = null;
			this.heldOff = false;
		}
	}

	/**
	 * A directory may let temps be made and let none go: it is append-only then. Where
	 * there was a file already, its removability was tried instead.
	 */
	void requireMovable(RemovableEntries removable) throws IOException {
		if (this.before == null && this.temp != null) {
			removable.require(this.temp, this.target.file());
		}
	}

	/**
	 * Who has got hold of the displaced file by now, or waited in the system to open it,
	 * writes to a file that nobody else will find: what comes of it is not to be lost.
	 */
	private void lookAfterDisplaced() {
		// the removal of a link displaces no file
		boolean isGone = this.change instanceof FileChange.Write || this.target.entry().equals(this.target.file());
		if (isGone && this.displaced != null && this.before != null && (!this.heldOff || isAwaited())) {
			this.displacedFiles.watch(this.target, this.before, this.displaced, this.heldOff);
			this.displaced = null;
		}
		letWritersIn();
	}

	/**
	 * The rename or the removal, or the write in place.
	 * @throws IOException if nothing was changed; of a write in place the journal has
	 * both contents
	 */
	void takeEffect() throws IOException {
		if (this.inPlace != null && this.change instanceof FileChange.Write write) {
			letWritersIn(); // our own lease would keep ourselves waiting, too
			this.inPlace.run(this.target.file(), write.content());
			this.stamp = this.files.stat(this.target.file());
			return;
		}
		replaceOrRemove();
		lookAfterDisplaced();
		if (isRemoval()) {
			this.reader.keep(this.target, null); // nobody has to wait for it to come back
		}
	}

	private void replace(Path written) throws IOException {
		if (this.before != null && this.stamp != null) {
			try {
				this.replacement.run(written, this.stamp.identity(), this.target, this.before);
			}
			catch (CommitOutcomeUnknownException ex) {
				this.temp = null; // it may hold what somebody else has saved
				throw ex;
			}
		}
		else {
			CommittingRename.run(this.files, written, this.target.file(), this.target.name(),
					"'" + this.target.name() + "'");
		}
	}

	private void replaceOrRemove() throws IOException {
		if (this.temp != null && this.change instanceof FileChange.Write) {
			replace(this.temp);
			this.temp = null;
		}
		else if (this.temp != null) {
			removeInto(this.temp);
		}
		else if (!isNothing()) {
			this.files.delete(this.target.entry());
		}
	}

	/**
	 * Not by deleting it: who is stopped right before that, and has lost its marker by
	 * then, would delete what the next holder wrote. That one has swept the temp.
	 */
	private void removeInto(Path hidden) throws IOException {
		CommittingRename.run(this.files, this.target.entry(), TempFiles.copyIn(hidden), this.target.name(),
				"the removal of '" + this.target.name() + "'");
	}

	/** The file as it is after the change, {@code null} if it is removed. */
	@Nullable StoredFile result() {
		FileStamp known = (this.stamp == null && isInPlace() && this.before != null) ? this.before.stamp() : this.stamp;
		return (this.change instanceof FileChange.Write write && known != null)
				? new StoredFile(write.content(), Revision.of(write.content()), known.modified().toInstant()) : null;
	}

	/** Clear away what was prepared and did not take effect. */
	void discard() {
		letWritersIn();
		if (this.temp != null) {
			this.temps.discard(this.temp);
			this.temp = null;
		}
		this.parents.undo();
	}

}
