package io.safeconfig.process;

import java.nio.file.Path;

import io.safeconfig.ConfigFileException;
import io.safeconfig.ConfigFileRepository;
import io.safeconfig.ConfigTransaction;
import io.safeconfig.store.file.FileConfigStore;
import io.safeconfig.store.file.FileConfigStoreBuilder;
import io.safeconfig.store.file.NonAtomicWrite;

/**
 * A process that changes several files in one transaction, and says how it failed: saves
 * those that are called by their names, removes those with a minus before it. What begins
 * with an exclamation mark says how to write what cannot be replaced.
 */
final class Joint {

	private Joint() {
	}

	public static void main(String[] arguments) {
		FileConfigStoreBuilder builder = FileConfigStore.builder(Path.of(arguments[0]));
		if (arguments[1].startsWith("!")) {
			builder.onNonAtomic(NonAtomicWrite.valueOf(arguments[1].substring(1)));
		}
		try (ConfigFileRepository files = ConfigFileRepository.using(builder.open())) {
			System.out.println(commit(files, arguments));
		}
	}

	private static String commit(ConfigFileRepository files, String[] arguments) {
		try (ConfigTransaction transaction = files.begin()) {
			for (int i = 1; i < arguments.length; i++) {
				if (arguments[i].startsWith("!")) {
					continue;
				}
				if (arguments[i].startsWith("-")) {
					transaction.delete(arguments[i].substring(1));
				}
				else {
					transaction.save(arguments[i], "new");
				}
			}
			transaction.commit();
			return "committed";
		}
		catch (ConfigFileException ex) {
			return ex.state() + " " + ex.getMessage();
		}
	}

}
