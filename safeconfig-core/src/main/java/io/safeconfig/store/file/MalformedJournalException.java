package io.safeconfig.store.file;

/** A file in the journal directory is not a journal that can be carried out. */
final class MalformedJournalException extends Exception {

	private static final long serialVersionUID = 1L;

	private final String reason;

	MalformedJournalException(String reason) {
		super(reason);
		this.reason = reason;
	}

	/** What is wrong with it, without content. */
	String reason() {
		return this.reason;
	}

}
