package io.safeconfig.samples.quickstart;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The built jar in a JVM of its own, on a free port. Its output goes to a log in
 * {@code target/it-logs}, which every failure names. Closing kills what still runs.
 */
final class QuickstartProcess implements AutoCloseable {

	private static final Path JAR = Path.of("target", "quickstart.jar").toAbsolutePath();

	private static final Path LOGS = Path.of("target", "it-logs").toAbsolutePath();

	private static final Pattern STARTED = Pattern.compile("Tomcat started on port (\\d+)");

	private static final boolean WINDOWS = System.getProperty("os.name").startsWith("Windows");

	private static final long START_MINUTES = 3;

	private final Process process;

	private final Path log;

	private final CompletableFuture<Integer> port = new CompletableFuture<>();

	private final Thread output;

	private QuickstartProcess(Process process, Path log) {
		this.process = process;
		this.log = log;
		this.output = new Thread(this::copyOutput, "output of " + log.getFileName());
		this.output.start();
	}

	/** Start a process; several may start at once. */
	static QuickstartProcess launch(String logName, Path workingDirectory, String... arguments) throws IOException {
		return launch(List.of(), logName, workingDirectory, arguments);
	}

	static QuickstartProcess launch(List<String> options, String logName, Path workingDirectory, String... arguments)
			throws IOException {
		Files.createDirectories(LOGS);
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xshare:auto",
						"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m"));
		command.addAll(options);
		command.addAll(List.of("-jar", JAR.toString(), "--server.port=0"));
		command.addAll(List.of(arguments));
		Process process = new ProcessBuilder(command).directory(workingDirectory.toFile())
			.redirectErrorStream(true)
			.start();
		return new QuickstartProcess(process, LOGS.resolve(logName + ".log"));
	}

	static QuickstartProcess launchOn(Path baseDirectory, String logName) throws IOException {
		return launch(logName, baseDirectory, "--safeconfig.base-directory=" + baseDirectory);
	}

	private void copyOutput() {
		try (BufferedReader output = this.process.inputReader(); Writer copy = Files.newBufferedWriter(this.log)) {
			for (String line = output.readLine(); line != null; line = output.readLine()) {
				copy.append(line).append('\n').flush();
				Matcher started = STARTED.matcher(line);
				if (started.find()) {
					this.port.complete(Integer.valueOf(started.group(1)));
				}
			}
			this.port.completeExceptionally(new IllegalStateException("The process ended before it listened"));
		}
		catch (IOException ex) {
			this.port.completeExceptionally(ex);
		}
	}

	URI uri(String path) {
		return URI.create("http://localhost:" + port() + path);
	}

	/** Blocks until the process listens. */
	private int port() {
		try {
			return this.port.get(START_MINUTES, TimeUnit.MINUTES);
		}
		catch (InterruptedException | ExecutionException | TimeoutException ex) {
			throw failure("The process did not start", ex);
		}
	}

	/** A failure with all that the process had to say. */
	AssertionError failure(String message, Throwable cause) {
		try {
			return new AssertionError(message + "; its log " + this.log + ":\n" + Files.readString(this.log), cause);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Kill the process in the middle of a change: stop it, look whether the owner record
	 * names it, and let it go on if not.
	 * @return whether it held the lock; {@code false} if it has not by the time that the
	 * others are done, or where processes cannot be stopped
	 */
	boolean killWhileItHoldsTheLock(Path ownerRecord, BooleanSupplier othersAreDone)
			throws IOException, InterruptedException {
		boolean held = stopWhileItHoldsTheLock(ownerRecord, othersAreDone);
		kill();
		return held;
	}

	/**
	 * Stop the process in the middle of a change: stop it, look whether the owner record
	 * names it, and let it go on if not.
	 * @return whether it holds the lock
	 */
	boolean stopWhileItHoldsTheLock(Path ownerRecord, BooleanSupplier givenUp)
			throws IOException, InterruptedException {
		boolean held = false;
		while (!held && !givenUp.getAsBoolean() && signal("STOP")) {
			held = names(ownerRecord);
			if (!held) {
				signal("CONT");
			}
		}
		return held;
	}

	long pid() {
		return this.process.pid();
	}

	private boolean signal(String name) throws IOException, InterruptedException {
		return !WINDOWS && new ProcessBuilder("kill", "-" + name, Long.toString(this.process.pid())).inheritIO()
			.start()
			.waitFor() == 0;
	}

	private boolean names(Path ownerRecord) throws IOException {
		try {
			return Files.readAllLines(ownerRecord).contains("pid=" + this.process.pid());
		}
		catch (NoSuchFileException ex) {
			return false;
		}
	}

	/** Whether the process, which has ended, has logged a text. */
	boolean hasLogged(String text) throws IOException, InterruptedException {
		this.output.join();
		return Files.readString(this.log).contains(text);
	}

	/** SIGKILL: the process has no chance to tidy up. */
	void kill() throws InterruptedException {
		this.process.destroyForcibly().waitFor();
	}

	/** SIGTERM: the process closes its context. */
	void stop() throws InterruptedException {
		this.process.destroy();
		if (!this.process.waitFor(START_MINUTES, TimeUnit.MINUTES)) {
			throw failure("The process did not stop", null);
		}
	}

	@Override
	public void close() {
		this.process.destroyForcibly().onExit().join();
	}

}
