package io.safeconfig.samples.quickstart;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;

/**
 * Reads a counter from the file all the time, with nothing but the JDK: the file must be
 * there and whole at every moment, and the counter must never go back.
 */
final class CounterReferee implements AutoCloseable {

	private final Path file;

	private final String key;

	private final CompletableFuture<Long> result;

	private volatile boolean stopped;

	CounterReferee(Path file, String key) {
		this.file = file;
		this.key = key;
		this.result = CompletableFuture.supplyAsync(this::watch, (task) -> new Thread(task, "referee").start());
	}

	private Long watch() {
		long readings = 0;
		long highest = 0;
		while (!this.stopped) {
			long value = read();
			if (value < highest) {
				throw new AssertionError("The counter went back from " + highest + " to " + value);
			}
			highest = value;
			readings++;
		}
		return readings;
	}

	/** The counter as the file has it now; an absent key counts as 0. */
	long read() {
		Properties properties = new Properties();
		try (InputStream content = Files.newInputStream(this.file)) {
			properties.load(content);
		}
		catch (IOException | IllegalArgumentException ex) {
			throw new AssertionError("The file is absent or torn", ex);
		}
		return Long.parseLong(properties.getProperty(this.key, "0"));
	}

	/**
	 * Stop reading.
	 * @return how many readings there were, all of them good
	 */
	long stop() {
		this.stopped = true;
		return this.result.join();
	}

	@Override
	public void close() {
		this.stopped = true;
	}

}
