package io.safeconfig.store.file;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.safeconfig.os.FileOperations;
import io.safeconfig.os.FileStamp;
import org.jspecify.annotations.Nullable;

/** Looks at journals from outside. */
final class JournalInspector {

	private final FileOperations files;

	private final Journals journals;

	private final Recovery recovery;

	private final RecoveryLog log;

	JournalInspector(FileOperations files, Journals journals, Recovery recovery, RecoveryLog log) {
		this.files = files;
		this.recovery = recovery;
		this.journals = journals;
		this.log = log;
	}

	/**
	 * A commit that is under way and one that is stuck look the same, and only the
	 * process that failed knows. So what can be finished is finished, as every reader
	 * does: what stays with a free lock is stuck, whoever looks.
	 */
	List<JournalStatus> all() throws IOException {
		this.recovery.attemptCommitted();
		List<JournalStatus> all = new ArrayList<>();
		for (Path file : this.journals.listAll()) {
			boolean link = this.files.readLink(file) != null; // even one in circles
			FileStamp stamp = link ? null : this.files.stat(file);
			if (link || stamp != null) {
				all.add(status(file, stamp));
			}
		}
		return all;
	}

	private JournalStatus status(Path file, @Nullable FileStamp stamp) {
		return new JournalStatus(file.getFileName().toString(), state(file), JournalNames.first(file).orElse(null),
				(stamp != null) ? stamp.size() : 0, (stamp != null) ? stamp.modified().toInstant() : Instant.EPOCH,
				this.log.failure(file));
	}

	private static JournalStatus.State state(Path file) {
		if (JournalNames.isQuarantined(file)) {
			return JournalStatus.State.QUARANTINED;
		}
		return JournalNames.isCommitted(file) ? JournalStatus.State.COMMITTED : JournalStatus.State.INTENT;
	}

}
