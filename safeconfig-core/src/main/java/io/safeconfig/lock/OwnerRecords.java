package io.safeconfig.lock;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

import io.safeconfig.os.FileIdentity;
import io.safeconfig.os.FileOperations;
import io.safeconfig.os.FileStamp;
import io.safeconfig.os.OwnFiles;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps owner records on disk. They are diagnostics: none of their failures is one of the
 * lock.
 */
final class OwnerRecords {

	private static final Logger logger = LoggerFactory.getLogger(OwnerRecords.class);

	private static final int LOOKS = 10;

	private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

	private final FileOperations files;

	private final OwnFiles own;

	/** Files that must not even be opened: closing one would drop its lock. */
	private final Predicate<FileIdentity> lockFiles;

	private final AtomicBoolean warned = new AtomicBoolean();

	OwnerRecords(FileOperations files, Predicate<FileIdentity> lockFiles) {
		this.files = files;
		this.own = new OwnFiles(files);
		this.lockFiles = lockFiles;
	}

	/** What lies at the path of a record. */
	enum Presence {

		/** Nothing: the last holder released its lock. */
		NONE,

		/** The record of a holder. */
		RECORD,

		/** An empty file: somebody is about to write a record, or died before. */
		BEGUN,

		/** Something that is not a whole record: cut off in a crash, or foreign. */
		UNREADABLE

	}

	/**
	 * A look at the path of a record.
	 *
	 * @param presence what is there
	 * @param content the record if it could be read
	 */
	record Found(Presence presence, @Nullable OwnerRecord content) {
	}

	Found find(Path path) {
		try {
			boolean link = this.files.readLink(path) != null;
			FileStamp stamp = this.files.stat(path);
			if (stamp == null && !link) {
				return new Found(Presence.NONE, null);
			}
			// to open a pipe would wait for a writer
			if (link || stamp == null || !stamp.isFile() || this.lockFiles.test(stamp.identity())) {
				return new Found(Presence.UNREADABLE, null);
			}
			byte[] content = this.files.read(path, OwnerRecord.MAX_SIZE);
			Optional<OwnerRecord> owner = OwnerRecord.parse(content);
			Presence without = (content.length == 0) ? Presence.BEGUN : Presence.UNREADABLE;
			return new Found(owner.isPresent() ? Presence.RECORD : without, owner.orElse(null));
		}
		catch (NoSuchFileException ex) {
			return new Found(Presence.NONE, null);
		}
		catch (IOException ex) {
			warnOnce("read", path, ex);
			return new Found(Presence.UNREADABLE, null);
		}
	}

	/**
	 * What lies there, once a record that was begun is written. That takes its holder no
	 * time unless it died.
	 */
	Found findWhole(Path path) {
		Found found = find(path);
		for (int look = 0; look < LOOKS && found.presence() == Presence.BEGUN; look++) {
			LockSupport.parkNanos(PAUSE_NANOS);
			found = find(path);
		}
		return found;
	}

	/**
	 * Write a record where none is.
	 * @return {@code false} if something is there; {@code true} also if it cannot be
	 * written
	 */
	boolean create(Path path, OwnerRecord owner) {
		try {
			this.files.createFile(path);
			this.own.adopt(path);
			this.files.overwrite(path, owner.toBytes());
		}
		catch (FileAlreadyExistsException ex) {
			return false;
		}
		catch (IOException ex) {
			warnOnce("write", path, ex);
		}
		return true;
	}

	/** Never into what is there: that may be a link to another file. */
	void replace(Path path, OwnerRecord owner) {
		if (delete(path) && !create(path, owner)) {
			warnOnce("write", path, new FileAlreadyExistsException(path.toString()));
		}
	}

	/**
	 * Write into a record of ours, in its place: at no moment nothing is there.
	 */
	void overwrite(Path path, OwnerRecord owner) {
		try {
			this.files.overwrite(path, owner.toBytes());
		}
		catch (IOException ex) {
			warnOnce("write", path, ex);
		}
	}

	/** Whether nothing is there any more. */
	boolean delete(Path path) {
		try {
			this.files.delete(path);
			return true;
		}
		catch (IOException ex) {
			warnOnce("delete", path, ex);
			return false;
		}
	}

	private void warnOnce(String operation, Path path, IOException ex) {
		if (this.warned.compareAndSet(false, true)) {
			logger.warn("Cannot {} the owner record {}: others cannot see who holds the lock. Locking itself is not"
					+ " affected. Further failures are logged at debug level.", operation, path, ex);
		}
		else {
			logger.debug("Cannot {} the owner record {}", operation, path, ex);
		}
	}

}
