package io.safeconfig.store.file;

import java.lang.reflect.Proxy;
import java.nio.file.Path;

import io.safeconfig.ConfigStorageException;
import io.safeconfig.os.FileOperations;
import io.safeconfig.os.Interception;
import io.safeconfig.os.Platform;

/**
 * Opens a store and tells what its check of locks found out. With a second argument every
 * lock is really one of that file, as on a file system whose locks keep nobody out.
 */
final class Prober {

	private Prober() {
	}

	public static void main(String[] arguments) {
		FileConfigStoreBuilder builder = FileConfigStore.builder(Path.of(arguments[0])).probe(ProbeScope.FULL);
		try (FileConfigStore store = (arguments.length > 1) ? builder.open(lying(Path.of(arguments[1])))
				: builder.open()) {
			store.monitor()
				.probe()
				.findings()
				.stream()
				.filter((finding) -> finding.check().equals("locks"))
				.forEach((finding) -> System.out.println(finding.result()));
		}
		catch (ConfigStorageException ex) {
			System.out.println(ex.getMessage());
		}
	}

	private static Platform lying(Path elsewhere) {
		FileOperations real = Platform.system().files();
		return Platform.over((FileOperations) Proxy.newProxyInstance(Prober.class.getClassLoader(),
				new Class<?>[] { FileOperations.class }, (proxy, method, arguments) -> Interception.invoke(real, method,
						method.getName().equals("openLock") ? new Object[] { elsewhere } : arguments)));
	}

}
