package io.safeconfig.process;

import java.nio.file.Path;

import io.safeconfig.ConfigFileException;
import io.safeconfig.ConfigFileRepository;
import io.safeconfig.ConfigTransaction;
import io.safeconfig.LockStrategy;
import io.safeconfig.os.Interception;
import io.safeconfig.store.file.StoreOverPlatform;

/**
 * A process that is held up right before the rename that commits its change, past its
 * last look at its locks, and says what comes of it.
 */
final class Fenced {

	private Fenced() {
	}

	public static void main(String[] arguments) {
		boolean[] armed = new boolean[1];
		Interception pausing = (operation, path) -> {
			if (armed[0] && operation.equals("rename") && commits(path)) {
				armed[0] = false;
				System.out.println("about to commit");
				Contender.waitForALine();
			}
		};
		ConfigFileRepository files = ConfigFileRepository
			.using(StoreOverPlatform.open(Path.of(arguments[0]), pausing.platform(), LockStrategy.LOCK_FILE));
		armed[0] = true;
		try {
			change(files, arguments);
			System.out.println("committed");
		}
		catch (ConfigFileException ex) {
			System.out.println(ex.getClass().getSimpleName() + " " + ex.state());
		}
	}

	/** Not the copy with the attributes of a file, which is renamed to the temp. */
	private static boolean commits(Path source) {
		return source.toString().endsWith(".sctmp") || source.toString().endsWith(".tmp");
	}

	private static void change(ConfigFileRepository files, String... arguments) {
		try (ConfigTransaction transaction = files.begin()) {
			for (int i = 1; i < arguments.length; i++) {
				transaction.save(arguments[i], "stopped");
			}
			transaction.commit();
		}
	}

}
