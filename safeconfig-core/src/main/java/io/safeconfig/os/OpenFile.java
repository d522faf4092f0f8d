package io.safeconfig.os;

import java.io.IOException;

/**
 * A regular file that is open for reading, whatever becomes of its name, and what can be
 * told of those who have it open for writing. Whoever overwrites a file in place has it
 * open all the while, so a file that nobody has open for writing is a whole one.
 * <p>
 * For one thread at a time. No method reacts to the interrupt flag.
 */
public interface OpenFile extends AutoCloseable {

	/** Who has a file open for writing. */
	enum Writers {

		/** Nobody. */
		NONE,

		/** Somebody, or somebody has mapped it for writing. */
		SOME,

		/** The system does not tell. */
		UNKNOWN

	}

	/**
	 * The content as it is now.
	 * @param limit bytes
	 * @return the content from its start; at most {@code limit} bytes
	 * @throws IOException if the file cannot be read
	 */
	byte[] read(int limit) throws IOException;

	/**
	 * Find out who has the file open for writing. After the answer {@link Writers#NONE}
	 * nobody else can open it, until {@link #letIn()} or {@link #close()}, without
	 * waiting in the system: {@link #isAwaited()} tells. The system lets a writer wait
	 * for a limited time (45 s unless set otherwise, {@code lease-break-time} in proc(5))
	 * and lets it in then; that, too, is told.
	 * @return what is known
	 */
	Writers holdOff();

	/**
	 * Whether somebody has asked to open the file for writing, or to change its size,
	 * since {@link #holdOff()} answered {@link Writers#NONE}. One system call.
	 * @return {@code true} also if that is not known
	 */
	boolean isAwaited();

	/** Let those in who wait to write. Idempotent. */
	void letIn();

	/** Close the file and let everybody in. Never throws. Idempotent. */
	@Override
	void close();

}
