package io.safeconfig.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.safeconfig.ConfigFileException;
import io.safeconfig.ConfigFileRepository;
import io.safeconfig.LockStrategy;
import io.safeconfig.store.file.FileConfigStore;

/**
 * A process that locks with any strategy: it holds the lock of
 * {@code counters.properties} until it is told to go on, or adds to it, with several
 * threads.
 */
final class Contender {

	private static final String NAME = "counters.properties";

	private Contender() {
	}

	public static void main(String[] arguments) throws InterruptedException {
		ConfigFileRepository files = ConfigFileRepository.using(FileConfigStore.builder(Path.of(arguments[0]))
			.lockStrategy(LockStrategy.valueOf(arguments[1]))
			.application("contender")
			.open(), Duration.ofMinutes(2));
		int times = Integer.parseInt(arguments[2]);
		if (times == 0) {
			hold(files);
		}
		else {
			add(files, times);
		}
	}

	private static void hold(ConfigFileRepository files) {
		try {
			files.update(NAME, (document) -> {
				document.set("holder", "was here");
				System.out.println("holding");
				waitForALine();
			});
			System.out.println("released");
		}
		catch (ConfigFileException ex) {
			System.out.println(ex.getClass().getSimpleName() + " " + ex.state());
		}
	}

	static void waitForALine() {
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

	private static void add(ConfigFileRepository files, int times) throws InterruptedException {
		List<Thread> threads = new ArrayList<>();
		for (int i = 0; i < 2; i++) {
			threads.add(new Thread(() -> {
				for (int done = 0; done < times; done++) {
					files.update(NAME, (document) -> document.set("hits", document.getInt("hits") + 1));
				}
			}));
		}
		threads.forEach(Thread::start);
		for (Thread thread : threads) {
			thread.join();
		}
		System.out.println("done");
	}

}
