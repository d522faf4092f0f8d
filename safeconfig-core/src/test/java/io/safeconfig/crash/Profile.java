package io.safeconfig.crash;

import java.util.List;

/**
 * What a file system promises about directory entries that nobody has forced. POSIX says
 * nothing of their order (fsync(2): "Calling fsync() does not necessarily ensure that the
 * entry in the directory containing the file has also reached disk"). In every profile a
 * forced directory is durable, and content that was not forced is anything
 * ({@link Inode#afterCrash()}); none makes use of what some systems do besides, such as
 * writing the entry of a file that is forced.
 */
enum Profile {

	/**
	 * One journal for the whole file system, as ext4 and XFS have it: entries become
	 * durable in the order in which they were changed.
	 */
	ORDERED,

	/** Any of the pending changes, in any order; each takes effect as a whole. */
	ANY_SUBSET,

	/** The same, but a rename may have made the new name and not removed the old one. */
	BOTH_NAMES,

	/**
	 * The same, but the two halves of a rename know nothing of each other: the file may
	 * have both names, or none.
	 */
	LOST_NAMES;

	/** All that may become of a pending change, besides nothing. */
	List<Change> outcomes(Change change) {
		if (!change.isRename() || this == ORDERED || this == ANY_SUBSET) {
			return List.of(change);
		}
		return (this == BOTH_NAMES) ? List.of(change, change.onlySetting())
				: List.of(change, change.onlySetting(), change.onlyRemoving());
	}

}
