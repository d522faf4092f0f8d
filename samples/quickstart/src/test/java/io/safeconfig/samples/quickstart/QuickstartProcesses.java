package io.safeconfig.samples.quickstart;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** Four processes over one base directory. Closing kills those that still run. */
final class QuickstartProcesses implements AutoCloseable {

	private static final int COUNT = 4;

	private final AtomicReferenceArray<QuickstartProcess> processes = new AtomicReferenceArray<>(COUNT);

	private final Path base;

	private final String logName;

	QuickstartProcesses(Path base, String logName) {
		this.base = base;
		this.logName = logName;
	}

	/** Start all of them at once. */
	void launch() throws IOException {
		for (int i = 0; i < COUNT; i++) {
			this.processes.set(i, QuickstartProcess.launchOn(this.base, this.logName + "-" + i));
		}
	}

	/** Start all of them, and wait until they listen. */
	void start() throws IOException {
		launch();
		for (int i = 0; i < COUNT; i++) {
			get(i).uri("/");
		}
	}

	/** Start one anew that has been killed. */
	void launchAgain(int index) throws IOException {
		this.processes.set(index, QuickstartProcess.launchOn(this.base, this.logName + "-" + index + "-again"));
	}

	int count() {
		return COUNT;
	}

	/** One of the processes; any number will do. */
	QuickstartProcess get(int index) {
		return this.processes.get(index % COUNT);
	}

	@Override
	public void close() {
		for (int i = 0; i < COUNT; i++) {
			QuickstartProcess process = this.processes.get(i);
			if (process != null) {
				process.close();
			}
		}
	}

}
