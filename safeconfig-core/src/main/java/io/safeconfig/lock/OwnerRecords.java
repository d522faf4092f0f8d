package io.safeconfig.lock;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

import io.safeconfig.os.FileIdentity;
import io.safeconfig.os.FileOperations;
import io.safeconfig.os.FileStamp;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps owner records on disk. They are diagnostics: none of their failures is one of the
 * lock.
 */
final class OwnerRecords {

	private static final Logger logger = LoggerFactory.getLogger(OwnerRecords.class);

	private final FileOperations files;

	/** Files that must not even be opened: closing one would drop its lock. */
	private final Predicate<FileIdentity> lockFiles;

	private final AtomicBoolean warned = new AtomicBoolean();

	OwnerRecords(FileOperations files, Predicate<FileIdentity> lockFiles) {
		this.files = files;
		this.lockFiles = lockFiles;
	}

	/** What lies at the path of a record. */
	enum Presence {

		/** Nothing: the last holder released its lock. */
		NONE,

		/** The record of a holder. */
		RECORD,

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
			Optional<OwnerRecord> owner = OwnerRecord.parse(this.files.read(path, OwnerRecord.MAX_SIZE));
			return new Found(owner.isPresent() ? Presence.RECORD : Presence.UNREADABLE, owner.orElse(null));
		}
		catch (NoSuchFileException ex) {
			return new Found(Presence.NONE, null);
		}
		catch (IOException ex) {
			warnOnce("read", path, ex);
			return new Found(Presence.UNREADABLE, null);
		}
	}

	/** Never into what is there: that may be a link to another file. */
	void write(Path path, OwnerRecord owner, boolean present) {
		try {
			if (present) {
				this.files.delete(path);
			}
			this.files.createFile(path);
			this.files.overwrite(path, owner.toBytes());
		}
		catch (IOException ex) {
			warnOnce("write", path, ex);
		}
	}

	void delete(Path path) {
		try {
			this.files.delete(path);
		}
		catch (IOException ex) {
			warnOnce("delete", path, ex);
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
