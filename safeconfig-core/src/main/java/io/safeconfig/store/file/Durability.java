package io.safeconfig.store.file;

/** What a change waits for before it returns. */
public enum Durability {

	/**
	 * Content and name are on disk: the change survives a crash of the machine. The
	 * default.
	 */
	FULL,

	/**
	 * The content is on disk, the rename perhaps not: after a crash of the machine the
	 * file is whole, and is the old or the new one; of a transaction some files may be
	 * old and some new.
	 */
	FILE_ONLY,

	/**
	 * Nothing: the change survives a crash of the process. After a crash of the machine
	 * the file may be the old one, the new one, or, on some file systems, empty, each
	 * file of a transaction for itself.
	 */
	NONE

}
