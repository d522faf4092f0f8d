package io.safeconfig.process;

import java.nio.file.Path;

import io.safeconfig.ConfigFileException;
import io.safeconfig.ConfigFileRepository;
import io.safeconfig.store.file.FileConfigStore;

/** A process that tries to save a file, and says how it failed. */
final class Saver {

	private Saver() {
	}

	public static void main(String[] arguments) {
		try {
			ConfigFileRepository.using(FileConfigStore.open(Path.of(arguments[0]))).save(arguments[1], arguments[2]);
			System.out.println("saved");
		}
		catch (ConfigFileException ex) {
			System.out.println(ex.state() + " " + ex.getMessage());
		}
	}

}
