package io.safeconfig.os;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Asks another process whether it sees a lock of this one. */
public final class SecondProcess {

	private static final String CLASS_FILE = LockWitness.class.getName().replace('.', '/') + ".class";

	/**
	 * Meant for this JVM; one that finds them also says so, in the place of an answer.
	 */
	private static final Set<String> OPTIONS = Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

	private SecondProcess() {
	}

	/**
	 * Let another process try a lock that this process holds. Takes about as long as a
	 * JVM needs to start.
	 * @param lockFile the lock file
	 * @param timeout when to give up
	 * @return whether the other process was kept from the lock
	 * @throws IOException if no process can be started, or it does not tell in time
	 */
	public static boolean isKeptFrom(Path lockFile, Duration timeout) throws IOException {
		Path directory = Files.createTempDirectory("safeconfig-probe");
		Path classFile = directory.resolve(CLASS_FILE);
		try {
			copyClass(classFile);
			return ask(directory, lockFile, timeout);
		}
		finally {
			Path path = classFile;
			while (path != null && path.startsWith(directory)) {
				Files.deleteIfExists(path);
				path = path.getParent();
			}
		}
	}

	private static void copyClass(Path classFile) throws IOException {
		try (InputStream in = SecondProcess.class.getClassLoader().getResourceAsStream(CLASS_FILE)) {
			if (in == null) {
				throw new NoSuchFileException(CLASS_FILE);
			}
			Files.createDirectories(classFile.getParent());
			Files.copy(in, classFile);
		}
	}

	private static boolean ask(Path classPath, Path lockFile, Duration timeout) throws IOException {
		String home = System.getProperty("java.home");
		if (home == null) {
			throw new IOException("there is no Java here to start");
		}
		Path output = classPath.resolve("output");
		ProcessBuilder builder = new ProcessBuilder(Path.of(home, "bin", "java").toString(), "-Xshare:auto",
				"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx32m", "-cp", classPath.toString(),
				LockWitness.class.getName(), lockFile.toString())
			.redirectErrorStream(true)
			.redirectOutput(output.toFile());
		builder.environment().keySet().removeAll(OPTIONS);
		Process process = builder.start();
		try {
			await(process, timeout);
			return answer(Files.readString(output, StandardCharsets.UTF_8).trim());
		}
		finally {
			process.destroyForcibly();
			Files.deleteIfExists(output);
		}
	}

	/** An interrupt of whoever opens a store must not leave a process behind. */
	private static void await(Process process, Duration timeout) throws IOException {
		try {
			if (process.waitFor(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
				return;
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		throw new IOException("the second process did not end in time");
	}

	private static boolean answer(String said) throws IOException {
		return switch (said) {
			case LockWitness.HELD -> true;
			case LockWitness.FREE -> false;
			default -> throw new IOException("the second process could not lock: " + said);
		};
	}

}
