package io.safeconfig.process;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

import io.safeconfig.ConfigFileRepository;
import io.safeconfig.LockStrategy;
import io.safeconfig.os.Interception;
import io.safeconfig.store.file.StoreOverPlatform;

/**
 * A process that ends without any clearing up, as if killed, right before a certain file
 * operation of a change. Only operations that change something count: dying before a look
 * is the same as dying after the operation before it. It says {@code returned} if the
 * change had returned by then.
 */
final class Halter {

	private Halter() {
	}

	public static void main(String[] arguments) {
		int step = Integer.parseInt(arguments[2]);
		AtomicInteger calls = new AtomicInteger();
		boolean[] armed = new boolean[1];
		Interception halting = (operation, path) -> {
			if (armed[0] && Interception.CHANGING.contains(operation) && calls.incrementAndGet() == step) {
				System.out.println("halt before " + operation);
				System.out.flush();
				Runtime.getRuntime().halt(9);
			}
		};
		ConfigFileRepository files = ConfigFileRepository.using(
				StoreOverPlatform.open(Path.of(arguments[0]), halting.platform(), LockStrategy.valueOf(arguments[3])));
		armed[0] = true;
		switch (arguments[1]) {
			case "update" -> files.update("a.properties", (document) -> document.set("a", "new"));
			case "create" -> files.create("new/a.properties", "a=new\n");
			case "delete" -> files.delete("a.properties");
			default -> throw new IllegalArgumentException(arguments[1]);
		}
		System.out.println("returned");
	}

}
