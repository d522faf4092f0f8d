package io.safeconfig.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;

import io.safeconfig.ConfigFileRepository;
import io.safeconfig.store.file.FileConfigStore;

/** A process whose threads all come at once to files that nobody has locked before. */
final class FirstUser {

	private FirstUser() {
	}

	public static void main(String[] arguments) throws InterruptedException {
		ConfigFileRepository files = ConfigFileRepository.using(FileConfigStore.open(Path.of(arguments[0])),
				Duration.ofMinutes(2));
		int threads = Integer.parseInt(arguments[1]);
		int names = Integer.parseInt(arguments[2]);
		CyclicBarrier together = new CyclicBarrier(threads);
		List<Thread> running = new ArrayList<>();
		for (int i = 0; i < threads; i++) {
			Thread thread = new Thread(() -> use(files, names, together));
			running.add(thread);
			thread.start();
		}
		for (Thread thread : running) {
			thread.join();
		}
		System.out.println("done");
	}

	private static void use(ConfigFileRepository files, int names, CyclicBarrier together) {
		for (int name = 0; name < names; name++) {
			try {
				together.await();
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
			files.updateOrCreate(name + ".properties",
					(document) -> document.set("uses", document.getInt("uses", 0) + 1));
		}
	}

}
