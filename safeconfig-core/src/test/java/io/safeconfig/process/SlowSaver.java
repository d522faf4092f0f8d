package io.safeconfig.process;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;

import io.safeconfig.Tools;

/** A program that saves a file in place, as slowly as a test wants. */
final class SlowSaver implements AutoCloseable {

	private final ChildProcess python;

	SlowSaver(Path file) throws Exception {
		this.python = ChildProcess.of(Tools.python(), script(), file.toString());
	}

	private static String script() throws URISyntaxException {
		return Path.of(Objects.requireNonNull(SlowSaver.class.getResource("saver.py")).toURI()).toString();
	}

	long pid() {
		return this.python.pid();
	}

	/** Do something and wait until it is done. */
	void does(String... steps) throws Exception {
		for (String step : steps) {
			begins(step);
			ends(step);
		}
	}

	/** Begin something that may have to wait. */
	void begins(String step) throws Exception {
		this.python.say(step);
	}

	void ends(String step) throws Exception {
		this.python.expect("did " + step.split(" ", 2)[0]);
	}

	@Override
	public void close() throws Exception {
		this.python.close();
	}

}
