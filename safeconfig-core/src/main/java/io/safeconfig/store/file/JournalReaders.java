package io.safeconfig.store.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;

import io.safeconfig.os.FileOperations;
import io.safeconfig.os.FileStamp;
import io.safeconfig.os.OwnFiles;
import io.safeconfig.store.FileChange;
import org.jspecify.annotations.Nullable;

/**
 * Whom a journal of a process can belong to that makes files for somebody else. It holds
 * the content of files, and must show none to who may not read the file itself.
 */
final class JournalReaders {

	private static final int OTHERS_READ = 0004;

	private static final int OTHERS_ENTER = 0001;

	private final FileOperations files;

	private final OwnFiles own;

	private final Path base;

	JournalReaders(FileOperations files, OwnFiles own, Path base) {
		this.files = files;
		this.own = own;
		this.base = base;
	}

	/**
	 * The base directory, if the journal is to be given to its owner; {@code null} if it
	 * stays ours: because we are that owner, or may read what that one may not.
	 */
	@Nullable FileStamp ownerOf(Journal journal) throws IOException {
		FileStamp owner = this.files.stat(this.base);
		if (owner == null || !this.own.isForeign(owner)) {
			return null;
		}
		for (Journal.Entry entry : journal.entries()) {
			if (entry.change() instanceof FileChange.Write && !isReadable(entry.canonicalName(), owner)) {
				return null;
			}
		}
		return owner;
	}

	/** A file that is new has no secrets from who owns its directory. */
	private boolean isReadable(String name, FileStamp owner) throws IOException {
		Path file = this.base.resolve(name);
		FileStamp stamp = this.files.stat(file);
		if (stamp != null && stamp.uid() != owner.uid() && (stamp.mode() & OTHERS_READ) == 0) {
			return false;
		}
		for (Path part = file.getParent(); part != null
				&& !part.equals(this.base); part = Objects.requireNonNull(part.getParent())) {
			FileStamp directory = this.files.stat(part);
			if (directory != null && directory.uid() != owner.uid() && (directory.mode() & OTHERS_ENTER) == 0) {
				return false;
			}
		}
		return true;
	}

}
