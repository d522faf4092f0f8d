package io.safeconfig.store.file;

import io.safeconfig.os.FileStamp;
import io.safeconfig.store.StoredFile;

/**
 * What was read of a file, and the stamp that the file had before and after.
 *
 * @param stamp the stamp
 * @param file the content
 * @param firstSeen when this stamp was first seen, on the monotonic clock
 * @param settled whether every later change of the file is certain to change the stamp
 */
record Reading(FileStamp stamp, StoredFile file, long firstSeen, boolean settled) {

	/** The same, not to be trusted without reading the file again. */
	Reading unsettled() {
		return new Reading(this.stamp, this.file, this.firstSeen, false);
	}

}
