package io.safeconfig.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.safeconfig.ConfigFileRepository;
import io.safeconfig.store.file.FileConfigStore;

/** A process whose threads add 1 to a key, and says each value once it is durable. */
final class Incrementer {

	private Incrementer() {
	}

	public static void main(String[] arguments) throws InterruptedException {
		ConfigFileRepository files = ConfigFileRepository.using(store(arguments), Duration.ofMinutes(2));
		int threads = Integer.parseInt(arguments[1]);
		int times = Integer.parseInt(arguments[2]);
		List<Thread> running = new ArrayList<>();
		for (int i = 0; i < threads; i++) {
			Thread thread = new Thread(() -> increment(files, times));
			running.add(thread);
			thread.start();
		}
		for (Thread thread : running) {
			thread.join();
		}
		System.out.println("done");
	}

	/** One whose links lead nowhere, or to the directory that is the last argument. */
	private static FileConfigStore store(String[] arguments) {
		return FileConfigStore.builder(Path.of(arguments[0]))
			.linkTargets(Stream.of(arguments).skip(3).map(Path::of).toList())
			.open();
	}

	private static void increment(ConfigFileRepository files, int times) {
		for (int i = 0; i < times; i++) {
			int value = files
				.update("counters.properties", (document) -> document.set("hits", document.getInt("hits") + 1))
				.getInt("hits");
			System.out.println(value);
		}
	}

}
