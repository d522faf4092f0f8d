package io.safeconfig.process;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import io.safeconfig.ConfigFileRepository;
import io.safeconfig.ConfigTransaction;
import io.safeconfig.os.FileOperations;
import io.safeconfig.os.Interception;
import io.safeconfig.os.Platform;
import io.safeconfig.store.file.NonAtomicWrite;
import io.safeconfig.store.file.StoreOverPlatform;

/**
 * A process that writes files in place, and waits for a line in the middle of that: half
 * of the new content is there. Names of files and one content for all of them.
 */
final class InPlaceWriter {

	private InPlaceWriter() {
	}

	public static void main(String[] arguments) {
		FileOperations real = Platform.system().files();
		FileOperations slow = (FileOperations) Proxy.newProxyInstance(FileOperations.class.getClassLoader(),
				new Class<?>[] { FileOperations.class }, (proxy, method, called) -> {
					if (method.getName().equals("overwrite") && called[0].toString().endsWith(".txt")) {
						half((Path) called[0], (byte[]) called[1]);
					}
					return Interception.invoke(real, method, called);
				});
		try (ConfigFileRepository files = ConfigFileRepository
			.using(StoreOverPlatform.open(Path.of(arguments[0]), Platform.over(slow), NonAtomicWrite.IN_PLACE));
				ConfigTransaction transaction = files.begin()) {
			for (int i = 2; i < arguments.length; i++) {
				transaction.save(arguments[i], arguments[1]);
			}
			transaction.commit();
			System.out.println("committed");
		}
	}

	private static void half(Path file, byte[] content) {
		try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.WRITE)) {
			out.write(content, 0, content.length / 2);
			out.flush();
			System.out.println("in the middle of " + file.getFileName());
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
