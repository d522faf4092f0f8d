package io.safeconfig.store.file;

/**
 * What happens to a change of a file that cannot be replaced by a rename: a file that is
 * itself a mount point, one in a directory that must not be written, or one whose owner,
 * group or mode a new file could not have.
 */
public enum NonAtomicWrite {

	/** The change is refused and nothing is changed. The default. */
	FAIL,

	/**
	 * The new content is made durable in a journal, which is the commit, and is then
	 * written over the old one. After a crash in between the next process to read or
	 * change the file writes it again. Readers of SafeConfig see the old content or the
	 * new one; programs that read the file without SafeConfig may see a part of each.
	 */
	IN_PLACE

}
