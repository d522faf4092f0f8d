package io.safeconfig.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

import io.safeconfig.ConfigFileRepository;
import io.safeconfig.LockStrategy;
import io.safeconfig.store.file.FileConfigStore;
import io.safeconfig.store.file.LockLocation;

/** A process that is in the middle of a change until it is told to go on. */
public final class Holder {

	private Holder() {
	}

	public static void main(String[] arguments) {
		ConfigFileRepository files = ConfigFileRepository.using(FileConfigStore.builder(Path.of(arguments[0]))
			.application("holder")
			.lockLocation((arguments.length > 2) ? LockLocation.valueOf(arguments[2]) : LockLocation.DIRECTORY)
			.lockStrategy((arguments.length > 3) ? LockStrategy.valueOf(arguments[3]) : LockStrategy.NATIVE)
			.open());
		files.updateOrCreate(arguments[1], (document) -> {
			document.set("holder", "was here");
			System.out.println("holding");
			waitForALine();
		});
		System.out.println("released");
	}

	private static void waitForALine() {
		try {
			int read = System.in.read();
			while (read != '\n' && read != -1) {
				read = System.in.read();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
