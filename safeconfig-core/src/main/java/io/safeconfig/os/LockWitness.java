package io.safeconfig.os;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The main class of a process that tries a lock once and tells whether it got it. Uses
 * nothing but the JDK, since it is started from a copy of this class file alone.
 */
final class LockWitness {

	/** What it says when nobody keeps it from the lock. */
	static final String FREE = "free";

	/** What it says when somebody does. */
	static final String HELD = "held";

	private LockWitness() {
	}

	/**
	 * Try the lock.
	 * @param arguments the path of the lock file
	 * @throws IOException if the file cannot be locked
	 */
	public static void main(String[] arguments) throws IOException {
		try (FileChannel channel = FileChannel.open(Path.of(arguments[0]), StandardOpenOption.WRITE);
				FileLock lock = channel.tryLock()) {
			System.out.println((lock != null) ? FREE : HELD);
		}
	}

}
