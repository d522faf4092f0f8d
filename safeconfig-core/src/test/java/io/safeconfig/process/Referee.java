package io.safeconfig.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reads a counter file all the time, without SafeConfig, and holds every moment against
 * the one before: whole, parsable, never going back.
 */
final class Referee implements AutoCloseable {

	private final Path file;

	private final Thread thread = new Thread(this::watch, "referee");

	private volatile boolean stopped;

	private volatile Throwable failure;

	private int looks;

	Referee(Path file) {
		this.file = file;
		this.thread.start();
	}

	private void watch() {
		int last = 0;
		try {
			while (!this.stopped) {
				int now = read(this.file);
				assertThat(now).isGreaterThanOrEqualTo(last);
				last = now;
				this.looks++;
			}
		}
		catch (Throwable ex) {
			this.failure = ex;
		}
	}

	static int read(Path file) throws IOException {
		Properties properties = new Properties();
		try (InputStream in = Files.newInputStream(file)) {
			properties.load(in);
		}
		assertThat(properties.getProperty("comment")).isEqualTo("kept");
		return Integer.parseInt(properties.getProperty("hits"));
	}

	@Override
	public void close() throws InterruptedException {
		this.stopped = true;
		this.thread.join();
		if (this.failure != null) {
			throw new AssertionError("The referee saw a wrong file", this.failure);
		}
		assertThat(this.looks).isPositive();
	}

}
