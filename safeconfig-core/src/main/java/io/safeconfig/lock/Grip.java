package io.safeconfig.lock;

import java.io.IOException;

/** A lock while it is held, by whatever mechanism. For one thread at a time. */
interface Grip {

	/** Whether the lock was taken over from a holder that is gone. */
	boolean isRecovered();

	/** Whether an earlier holder may have left something half done. */
	boolean needsClearing();

	/** What an earlier holder left half done is cleared up. */
	void clearedUp();

	/** Whether the lock still keeps everybody else out. */
	boolean isIntact() throws IOException;

	/**
	 * Give the lock back, once. Never throws.
	 * @param clean whether nothing is left to clear up for the next holder
	 */
	void release(boolean clean);

}
