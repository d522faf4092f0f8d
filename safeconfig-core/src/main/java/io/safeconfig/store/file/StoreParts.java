package io.safeconfig.store.file;

import java.time.Duration;

import io.safeconfig.lock.Deadline;
import io.safeconfig.os.Platform;

/** What the pieces of one file store have in common. */
record StoreParts(FileStoreOptions options, Platform platform, ConfigPaths paths, FileReader reader,
		QuietReader quietReader, SavesUnderWay saves, DisplacedFiles displaced, FileLocking locking, Ground ground,
		Journals journals, Forcing forcing, RecoveryLog recoveries) {

	/** For who does not wait. */
	Deadline now() {
		return Deadline.after(Duration.ZERO, this.platform.nanoTime());
	}

	TurnedLinks links() {
		return new TurnedLinks(this.paths, this.reader);
	}

	TempFiles temps() {
		return this.locking.temps();
	}

}
