package io.safeconfig.process;

import java.nio.file.Path;

import io.safeconfig.ConfigFileRepository;
import io.safeconfig.store.file.FileConfigStore;
import io.safeconfig.store.file.NonAtomicWrite;

/** A process that writes one large file in place, again and again. */
final class InPlaceToggler {

	private InPlaceToggler() {
	}

	public static void main(String[] arguments) {
		String large = "x".repeat(1_000_000);
		try (ConfigFileRepository files = ConfigFileRepository
			.using(FileConfigStore.builder(Path.of(arguments[0])).onNonAtomic(NonAtomicWrite.IN_PLACE).open())) {
			System.out.println("begin");
			for (int i = 1; i <= Integer.parseInt(arguments[2]); i++) {
				String digit = String.valueOf(i % 10);
				files.save(arguments[1], digit + large.substring(i % 3 * 1000) + digit);
			}
			System.out.println("committed");
		}
	}

}
