package io.safeconfig.store.file;

import java.io.IOException;
import java.nio.file.Path;

import io.safeconfig.ConfigFileException;
import io.safeconfig.ConfigFileRepository;
import io.safeconfig.ConfigTransaction;
import io.safeconfig.LockStrategy;
import io.safeconfig.os.Interception;

/**
 * A process that changes files under markers: one file at once, or {@code a.properties}
 * and {@code b.properties} together, held up right before the commit.
 */
final class MarkerWriter {

	private MarkerWriter() {
	}

	public static void main(String[] arguments) {
		Interception pausing = (operation, path) -> {
			if (operation.equals("rename") && path.toString().endsWith(".tmp")) {
				System.out.println("about to commit");
				waitForALine();
			}
		};
		ConfigFileRepository files = ConfigFileRepository.using(FileConfigStore.builder(Path.of(arguments[0]))
			.lockStrategy(LockStrategy.LOCK_FILE)
			.probe(ProbeScope.OFF)
			.open(pausing.platform()));
		try {
			change(files, arguments);
			System.out.println("committed");
		}
		catch (ConfigFileException ex) {
			System.out.println(ex.state());
		}
	}

	private static void change(ConfigFileRepository files, String... arguments) {
		if (arguments.length > 1) {
			files.save(arguments[1], arguments[2]);
			return;
		}
		try (ConfigTransaction transaction = files.begin()) {
			transaction.update("a.properties", (document) -> document.set("n", 10));
			transaction.update("b.properties", (document) -> document.set("n", 20));
			transaction.commit();
		}
	}

	private static void waitForALine() throws IOException {
		int unit = System.in.read();
		while (unit != '\n' && unit >= 0) {
			unit = System.in.read();
		}
	}

}
