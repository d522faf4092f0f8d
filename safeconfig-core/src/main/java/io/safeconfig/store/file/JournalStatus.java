package io.safeconfig.store.file;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A journal of a commit of several files, without its content.
 *
 * @param journal the name of the journal's file
 * @param state how far its commit is
 * @param firstFile the first configuration file of the commit; {@code null} if the
 * journal's name does not tell
 * @param size bytes; 0 for a link, which is no journal
 * @param modified when it was written, by the clock of the file system; the epoch for a
 * link
 * @param problem why it could not be carried out at the last attempt of this process;
 * {@code null} if none failed
 */
public record JournalStatus(String journal, State state, @Nullable String firstFile, long size, Instant modified,
		@Nullable String problem) {

	/** How far a commit is. */
	public enum State {

		/** Not committed: it is being prepared, or will be dropped. */
		INTENT,

		/** Committed: it is being carried out, or will be by whoever comes next. */
		COMMITTED,

		/** Put aside for people: it is no whole journal and is never carried out. */
		QUARANTINED

	}

	/**
	 * Whether people have to look at it.
	 * @return {@code true} if it cannot be carried out
	 */
	public boolean isUnrecoverable() {
		return this.state == State.QUARANTINED || this.problem != null;
	}

}
