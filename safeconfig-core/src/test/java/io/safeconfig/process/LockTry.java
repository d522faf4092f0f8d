package io.safeconfig.process;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A process that tries the lock of a file once, without SafeConfig. */
public final class LockTry {

	private LockTry() {
	}

	public static void main(String[] arguments) throws IOException {
		try (FileChannel channel = FileChannel.open(Path.of(arguments[0]), StandardOpenOption.WRITE);
				FileLock lock = channel.tryLock()) {
			System.out.println((lock != null) ? "free" : "refused");
		}
	}

}
