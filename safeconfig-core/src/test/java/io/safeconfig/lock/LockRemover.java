package io.safeconfig.lock;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;

import io.safeconfig.ConfigFileListener;
import io.safeconfig.os.Platform;

/**
 * A process that takes locks and removes their files whenever it may. While it holds a
 * lock a file is there which only one holder can have created.
 */
final class LockRemover {

	private static final Platform PLATFORM = Platform.system();

	private LockRemover() {
	}

	public static void main(String[] arguments) throws IOException {
		Path directory = Path.of(arguments[0]);
		Random random = new Random(Long.parseLong(arguments[1]));
		FileLocks locks = new FileLocks(PLATFORM, null, new ConfigFileListener() {
		});
		System.out.println("ready");
		waitForALine();
		int removed = 0;
		for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
			String name = "f" + random.nextInt(2);
			HeldLock held = locks.acquire(target(directory, name),
					Deadline.after(Duration.ofMinutes(2), PLATFORM.nanoTime()), "test");
			try {
				hold(directory.resolve(name + ".holder"));
			}
			finally {
				held.release();
			}
			removed += locks.removeUnused(target(directory, "f" + random.nextInt(2)), () -> true) ? 1 : 0;
		}
		System.out.println("removed " + removed);
	}

	private static void waitForALine() throws IOException {
		int read = System.in.read();
		while (read != '\n' && read != -1) {
			read = System.in.read();
		}
	}

	static LockTarget target(Path directory, String name) {
		return new LockTarget(name, directory.resolve(name + ".lck"), directory.resolve(name + ".owner"), directory,
				null);
	}

	private static void hold(Path holder) throws IOException {
		try {
			Files.createFile(holder);
			Thread.onSpinWait();
			Files.delete(holder);
		}
		catch (FileAlreadyExistsException ex) {
			System.out.println("two holders of " + holder.getFileName());
		}
	}

}
