package io.safeconfig.process;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two copies of SafeConfig in one JVM, as in a servlet container with two applications.
 */
@Timeout(300)
class ClassLoaderTests {

	private static final int TIMES = 100;

	@TempDir
	Path base;

	@Test
	void copiesExcludeEachOtherAndOtherProcesses() throws Exception {
		Path file = Files.writeString(this.base.resolve("counters.properties"), "comment = kept\nhits = 0\n");
		List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
		List<Thread> threads = new ArrayList<>();
		try (ChildProcess rival = ChildProcess.java(Incrementer.class, this.base, 1, TIMES)) {
			for (int i = 0; i < 2; i++) {
				Thread thread = new Thread(this::incrementInACopy);
				thread.setUncaughtExceptionHandler((failed, ex) -> failures.add(ex));
				thread.start();
				threads.add(thread);
			}
			for (Thread thread : threads) {
				thread.join();
			}
			assertThat(rival.remainingLines()).last().isEqualTo("done");
		}
		assertThat(failures).isEmpty();
		assertThat(Referee.read(file)).isEqualTo(3 * TIMES);
	}

	private void incrementInACopy() {
		try (URLClassLoader copy = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
			Class<?> incrementer = copy.loadClass(Incrementer.class.getName());
			assertThat(incrementer).isNotSameAs(Incrementer.class);
			var main = incrementer.getDeclaredMethod("main", String[].class);
			main.setAccessible(true);
			main.invoke(null, (Object) new String[] { this.base.toString(), "2", Integer.toString(TIMES / 2) });
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static URL[] classPath() throws MalformedURLException {
		List<URL> urls = new ArrayList<>();
		for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
			urls.add(Path.of(entry).toUri().toURL());
		}
		return urls.toArray(URL[]::new);
	}

}
