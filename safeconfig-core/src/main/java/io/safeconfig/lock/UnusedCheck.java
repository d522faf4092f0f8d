package io.safeconfig.lock;

import java.io.IOException;

/** Whether nothing is left for a lock to guard. */
@FunctionalInterface
public interface UnusedCheck {

	/**
	 * Look, while the lock is held.
	 * @return {@code true} if what the lock guards is not there
	 * @throws IOException if the file system refuses to tell
	 */
	boolean isUnused() throws IOException;

}
