package io.safeconfig.store.file;

/** What became of a journal whose process was gone. */
public enum RecoveryResult {

	/** Its commit had happened and is finished. */
	FINISHED,

	/** Its commit had not happened; nothing was changed. */
	DROPPED,

	/** It was no whole journal and was put aside. */
	QUARANTINED,

	/** Its commit had happened and could not be finished; it is tried again. */
	FAILED

}
