package io.safeconfig.lock;

/** What is known of a lock after it was taken for a moment, or could not be. */
public enum LockSight {

	/** Nobody left a record; and it can be had, or was not tried. */
	FREE,

	/** It can be had, and a holder that is gone left its record. */
	LEFT,

	/** It cannot be had: somebody holds it. */
	HELD,

	/** It can be had although the holder that its record names lives. */
	BROKEN,

	/** It could not be tried. */
	UNKNOWN

}
