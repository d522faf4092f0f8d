package io.safeconfig.store;

import java.time.Instant;
import java.util.Objects;

/**
 * One committed file as it was read. Immutable by agreement: the content array is handed
 * over without a copy and nobody writes to it.
 */
public final class StoredFile {

	private final byte[] content;

	private final Revision revision;

	private final Instant modified;

	/**
	 * Create a stored file.
	 * @param content the content, not copied: the caller gives it away
	 * @param revision its revision, never {@link Revision#ABSENT}
	 * @param modified when it was last modified, by the clock of the store
	 */
	public StoredFile(byte[] content, Revision revision, Instant modified) {
		this.content = Objects.requireNonNull(content);
		this.revision = Objects.requireNonNull(revision);
		this.modified = Objects.requireNonNull(modified);
	}

	/**
	 * The content, not copied: the caller must not write to it.
	 * @return the bytes
	 */
	public byte[] content() {
		return this.content;
	}

	/**
	 * The revision of the content.
	 * @return the revision
	 */
	public Revision revision() {
		return this.revision;
	}

	/**
	 * When the file was last modified.
	 * @return the time by the clock of the store
	 */
	public Instant modified() {
		return this.modified;
	}

}
