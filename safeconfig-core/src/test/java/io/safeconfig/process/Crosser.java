package io.safeconfig.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

import io.safeconfig.ConfigFileRepository;
import io.safeconfig.ConfigTransaction;
import io.safeconfig.LockDeadlockException;
import io.safeconfig.store.file.FileConfigStore;

/**
 * A process that changes two files together, one after the other, again and again. The
 * first time it waits for a line when it has the first of them. A victim repeats its
 * transaction; at the end it says how often it was one, and the longest wait for that.
 */
final class Crosser {

	static final Duration DEADLOCK_TIMEOUT = Duration.ofMillis(300);

	private Crosser() {
	}

	public static void main(String[] arguments) throws IOException {
		ConfigFileRepository files = ConfigFileRepository.builder(FileConfigStore.open(Path.of(arguments[0])))
			.lockTimeout(Duration.ofMinutes(10))
			.deadlockTimeout(DEADLOCK_TIMEOUT)
			.build();
		int times = Integer.parseInt(arguments[3]);
		int victim = 0;
		long longest = 0;
		boolean first = true;
		for (int done = 0; done < times;) {
			try {
				cross(files, arguments[1], arguments[2], first);
				done++;
			}
			catch (LockDeadlockException ex) {
				victim++;
				longest = Math.max(longest, ex.waited().toMillis());
			}
			first = false;
		}
		System.out.println(victim + " " + longest);
	}

	private static void cross(ConfigFileRepository files, String one, String other, boolean first) throws IOException {
		try (ConfigTransaction transaction = files.begin()) {
			transaction.update(one, (document) -> document.set("n", document.getInt("n") + 1));
			if (first) {
				System.out.println("has " + one);
				System.in.read();
			}
			transaction.update(other, (document) -> document.set("n", document.getInt("n") + 1));
			transaction.commit();
		}
	}

}
