package io.safeconfig;

import java.util.Arrays;

import io.safeconfig.store.CommitResult.Conflict;
import io.safeconfig.store.FileChange;
import io.safeconfig.store.Revision;
import io.safeconfig.store.StoredFile;
import org.jspecify.annotations.Nullable;

/** What can be said of a change of one file and the content that it stands on. */
final class Changes {

	private Changes() {
	}

	/** Whether the change leaves everything as it is. */
	static boolean isNone(@Nullable StoredFile current, FileChange change) {
		if (change instanceof FileChange.Write write) {
			return current != null && Arrays.equals(current.content(), write.content());
		}
		return false;
	}

	static Revision revision(@Nullable StoredFile file) {
		return (file != null) ? file.revision() : Revision.ABSENT;
	}

	/** The change, {@code null} if the file was only read, met another version. */
	static ConfigConflictException conflict(String operation, @Nullable StoredFile base, @Nullable FileChange ours,
			Conflict conflict) {
		Revision made = (ours == null) ? revision(base)
				: (ours instanceof FileChange.Write write) ? Revision.of(write.content()) : Revision.ABSENT;
		return new ConfigConflictException(conflict.name(), operation, Snapshots.version(revision(base)),
				Snapshots.version(made), Snapshots.version(conflict.found()));
	}

}
