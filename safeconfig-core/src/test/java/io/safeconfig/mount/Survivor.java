package io.safeconfig.mount;

import java.nio.file.Path;
import java.util.Collections;
import java.util.TreeSet;

import io.safeconfig.ConfigFileRepository;
import io.safeconfig.store.file.FileConfigStore;

/**
 * A process that reads what a power failure left, tells it, and goes on as if nothing had
 * happened. Not the process of the test, in which stores of other tests may be open: then
 * lock files stay open for the next change, and nothing can be unmounted.
 */
final class Survivor {

	private Survivor() {
	}

	public static void main(String[] arguments) {
		try (ConfigFileRepository files = ConfigFileRepository.using(FileConfigStore.open(Path.of(arguments[0])))) {
			int alone = files.get(Acknowledger.ALONE).getInt("number");
			TreeSet<Integer> together = new TreeSet<>();
			files.readAll(Acknowledger.TOGETHER).values().forEach((file) -> together.add(file.getInt("number")));
			System.out.println(alone);
			together.forEach(System.out::println);
			int next = Math.max(alone, Collections.max(together)) + 1;
			Acknowledger.changeAlone(files, next);
			Acknowledger.changeTogether(files, next);
		}
	}

}
