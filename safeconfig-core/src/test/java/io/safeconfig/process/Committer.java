package io.safeconfig.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.safeconfig.ConfigFileRepository;
import io.safeconfig.ConfigTransaction;
import io.safeconfig.os.FileOperations;
import io.safeconfig.os.Interception;
import io.safeconfig.os.Platform;
import io.safeconfig.store.file.StoreOverPlatform;

/**
 * A process that commits a transaction, or only opens a store and so finishes what others
 * left. It can end without any clearing up, as if killed, right before one of the file
 * operations that change something; or wait for a line before one of the renames that
 * replace a file. Its temps and journals have names that are the same each time. It looks
 * at a marker right before and after the commit, and says {@code committed} when that has
 * returned.
 */
final class Committer {

	static final String MARKER = "marker";

	private Committer() {
	}

	public static void main(String[] arguments) {
		Path base = Path.of(arguments[0]);
		Scenario scenario = Scenario.valueOf(arguments[1]);
		String what = arguments[2];
		Steps steps = new Steps(what, Integer.parseInt(arguments[3]));
		steps.armed = what.equals("recover");
		FileOperations operations = what.equals("commit") ? Platform.system().files() : steps.overRealFiles();
		ConfigFileRepository files = ConfigFileRepository
			.using(StoreOverPlatform.open(base, predictable(Platform.over(operations))));
		if (!what.equals("recover")) {
			commit(files, scenario, base, steps);
		}
		System.out.println((steps.step == 0 && !what.equals("commit")) ? steps.calls.toString() : "committed");
	}

	private static void commit(ConfigFileRepository files, Scenario scenario, Path base, Steps steps) {
		try (ConfigTransaction transaction = files.begin()) {
			scenario.change(transaction);
			Files.exists(base.resolveSibling(MARKER));
			steps.armed = true;
			transaction.commit();
			Files.exists(base.resolveSibling(MARKER));
		}
	}

	private static Platform predictable(Platform real) {
		AtomicLong nonce = new AtomicLong();
		return new Platform(real.files(), real.clock(), real.nanoTime(),
				() -> String.format("%016x", nonce.incrementAndGet()), real.self(), real.locks());
	}

	/** Counts the steps of the commit. */
	private static final class Steps implements Interception {

		private final String what;

		private final int step;

		private final AtomicInteger calls = new AtomicInteger();

		private volatile boolean armed;

		private Steps(String what, int step) {
			this.what = what;
			this.step = step;
		}

		@Override
		public void before(String operation, Path path) {
			if (this.armed && counts(operation, path) && this.calls.incrementAndGet() == this.step) {
				System.out.println(this.what + " before " + operation);
				System.out.flush();
				if (!this.what.equals("pause")) {
					Runtime.getRuntime().halt(9);
				}
				waitForALine();
			}
		}

		private boolean counts(String operation, Path path) {
			return this.what.equals("pause") ? operation.equals("rename") && path.toString().endsWith(".sctmp")
					: CHANGING.contains(operation);
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

}
