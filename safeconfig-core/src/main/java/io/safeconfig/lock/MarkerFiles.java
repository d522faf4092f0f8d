package io.safeconfig.lock;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Pattern;

import io.safeconfig.os.FileOperations;
import io.safeconfig.os.FileStamp;
import io.safeconfig.os.OwnFiles;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Markers on disk, whole or not there: a marker without an owner could never be judged.
 */
final class MarkerFiles {

	private static final Logger logger = LoggerFactory.getLogger(MarkerFiles.class);

	/** The suffix is that of temps: no configuration file can have such a name. */
	private static final Pattern SCRATCH = Pattern.compile("\\.[0-9a-f]{16}\\.(new|break)\\.sctmp");

	private final FileOperations files;

	/** Who cannot read a marker cannot find out that its owner is gone. */
	private final OwnFiles own;

	MarkerFiles(FileOperations files) {
		this.files = files;
		this.own = new OwnFiles(files);
	}

	/**
	 * A marker that lies at a path.
	 *
	 * @param owner who holds the lock; {@code null} if it does not tell
	 */
	record Found(@Nullable OwnerRecord owner) {

		boolean isOf(String nonce) {
			return this.owner != null && !nonce.isEmpty() && this.owner.nonce().equals(nonce);
		}

	}

	/** What lies there, {@code null} if nothing does. Never opens what is no file. */
	@Nullable Found find(Path marker) throws IOException {
		try {
			if (this.files.readLink(marker) != null) {
				// wherever it leads, or in circles
				return new Found(null);
			}
			FileStamp stamp = this.files.stat(marker);
			if (stamp == null) {
				return null;
			}
			return new Found(stamp.isFile() ? owner(marker, stamp) : null);
		}
		catch (NoSuchFileException ex) {
			return null;
		}
	}

	/**
	 * The marker of another user holds the lock, also where only that user may read it.
	 * Over a network one that has just been removed may not open any more (ESTALE): the
	 * next look tells.
	 */
	private @Nullable OwnerRecord owner(Path marker, FileStamp stamp) throws IOException {
		try {
			byte[] content = this.files.read(marker, MarkerFormat.MAX_SIZE);
			return MarkerFormat.parse(content, stamp.modified().toInstant()).orElse(null);
		}
		catch (NoSuchFileException ex) {
			throw ex;
		}
		catch (FileSystemException ex) {
			logger.debug("Cannot open the marker {}", marker, ex);
			return null;
		}
	}

	/**
	 * Create a marker, unless something is there. It gets its name when it is whole, so
	 * that nobody ever sees one without an owner, also after a crash.
	 * @return whether it was created; {@code false} if something is there
	 */
	boolean create(Path marker, OwnerRecord owner) throws IOException {
		byte[] content = MarkerFormat.toBytes(owner);
		Path fresh = marker.resolveSibling("." + owner.nonce() + ".new.sctmp");
		this.files.createFile(fresh);
		try {
			this.own.adopt(fresh);
			this.files.overwrite(fresh, content);
			this.files.force(fresh);
			return name(fresh, marker, owner.nonce(), content);
		}
		finally {
			deleteScratch(fresh);
		}
	}

	private boolean name(Path fresh, Path marker, String nonce, byte[] content) throws IOException {
		try {
			this.files.link(fresh, marker);
			return true; // to look now could fail, and leave the marker to nobody
		}
		catch (UnsupportedOperationException | FileSystemException ex) {
			// a file server may have done it and its answer been lost (open(2), NFS)
			Found found = find(marker);
			if (found != null || ex instanceof FileAlreadyExistsException) {
				return found != null && found.isOf(nonce);
			}
			logger.debug("No hard link to {}: {}", fresh, ex.toString());
			return createExclusively(marker, content);
		}
	}

	/** Where there are no hard links: with no content for a moment, or after a crash. */
	private boolean createExclusively(Path marker, byte[] content) throws IOException {
		try {
			this.files.createFile(marker);
		}
		catch (FileAlreadyExistsException ex) {
			return false;
		}
		boolean whole = false;
		try {
			this.own.adopt(marker);
			this.files.overwrite(marker, content);
			this.files.force(marker);
			whole = true;
			return true;
		}
		finally {
			if (!whole) {
				this.files.delete(marker);
			}
		}
	}

	void delete(Path marker) throws IOException {
		this.files.delete(marker);
	}

	/** Where the right to remove the marker with this nonce is taken. */
	static Path right(Path marker, String nonce) {
		return marker.resolveSibling("." + nonce + ".break.sctmp");
	}

	static boolean isScratch(Path path) {
		return SCRATCH.matcher(path.getFileName().toString()).matches();
	}

	static boolean isRight(Path path) {
		return isScratch(path) && path.toString().endsWith(".break.sctmp");
	}

	void deleteScratch(Path scratch) {
		try {
			this.files.delete(scratch);
		}
		catch (IOException ex) {
			logger.warn("Cannot remove {}; it may be removed by hand", scratch, ex);
		}
	}

}
