package io.safeconfig.process;

import java.nio.file.Path;
import java.util.List;

import io.safeconfig.ConfigFileException;
import io.safeconfig.ConfigFileRepository;
import io.safeconfig.ConfigTransaction;
import io.safeconfig.LockStrategy;
import io.safeconfig.store.file.FileConfigStore;
import io.safeconfig.store.file.LockLocation;

/** A process that does everything once with two files, and says how it failed. */
final class Changer {

	static final List<String> NAMES = List.of("a.properties", "sub/b.properties");

	private Changer() {
	}

	public static void main(String[] arguments) {
		try (ConfigFileRepository files = ConfigFileRepository.using(FileConfigStore.builder(Path.of(arguments[0]))
			.lockStrategy(LockStrategy.valueOf(arguments[1]))
			.lockLocation(LockLocation.valueOf(arguments[2]))
			.open())) {
			change(files);
			System.out.println("done");
		}
		catch (ConfigFileException ex) {
			System.out.println(ex.getMessage());
		}
	}

	static void change(ConfigFileRepository files) {
		for (String name : NAMES) {
			files.update(name, (document) -> document.set("n", document.getInt("n") + 1));
		}
		try (ConfigTransaction transaction = files.begin()) {
			for (String name : NAMES) {
				transaction.update(name, (document) -> document.set("n", document.getInt("n") + 1));
			}
			transaction.commit();
		}
	}

}
