package io.safeconfig.store.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.safeconfig.os.FileOperations;
import io.safeconfig.os.FileStamp;

/** Looks at journals from outside. */
final class JournalInspector {

	private final FileOperations files;

	private final Journals journals;

	private final RecoveryLog log;

	JournalInspector(FileOperations files, Journals journals, RecoveryLog log) {
		this.files = files;
		this.journals = journals;
		this.log = log;
	}

	List<JournalStatus> all() throws IOException {
		List<JournalStatus> all = new ArrayList<>();
		for (Path file : this.journals.listAll()) {
			FileStamp stamp = this.files.stat(file);
			if (stamp != null) {
				all.add(new JournalStatus(file.getFileName().toString(), state(file),
						JournalNames.first(file).orElse(null), stamp.size(), stamp.modified().toInstant(),
						this.log.failure(file)));
			}
		}
		return all;
	}

	private static JournalStatus.State state(Path file) {
		if (JournalNames.isQuarantined(file)) {
			return JournalStatus.State.QUARANTINED;
		}
		return JournalNames.isCommitted(file) ? JournalStatus.State.COMMITTED : JournalStatus.State.INTENT;
	}

}
