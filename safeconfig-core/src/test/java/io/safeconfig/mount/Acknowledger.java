package io.safeconfig.mount;

import java.nio.file.Path;
import java.util.List;

import io.safeconfig.ConfigFileRepository;
import io.safeconfig.ConfigTransaction;
import io.safeconfig.store.file.FileConfigStore;

/**
 * A process that numbers its changes, of one file and of two files together in turn, and
 * says each number once the change has returned.
 */
final class Acknowledger {

	static final String ALONE = "alone.properties";

	static final List<String> TOGETHER = List.of("first.properties", "second.properties");

	/** Long enough for several blocks, so that a part of it would be noticed. */
	private static final String REST = "# some line of the usual length that stays as it is\n".repeat(200)
			+ "end=here\n";

	private Acknowledger() {
	}

	static String content(int number) {
		return "number=" + number + "\n" + REST;
	}

	public static void main(String[] arguments) {
		ConfigFileRepository files = ConfigFileRepository.using(FileConfigStore.open(Path.of(arguments[0])));
		for (int number = Integer.parseInt(arguments[1]);; number++) {
			changeAlone(files, number);
			System.out.println("alone " + number + ";");
			changeTogether(files, number);
			System.out.println("together " + number + ";");
		}
	}

	static void changeAlone(ConfigFileRepository files, int number) {
		files.update(ALONE, (document) -> document.set("number", number));
	}

	static void changeTogether(ConfigFileRepository files, int number) {
		try (ConfigTransaction transaction = files.begin()) {
			TOGETHER.forEach((name) -> transaction.update(name, (document) -> document.set("number", number)));
			transaction.commit();
		}
	}

}
