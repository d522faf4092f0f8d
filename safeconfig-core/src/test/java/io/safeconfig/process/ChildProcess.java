package io.safeconfig.process;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Another process that a test talks with in lines. A child that says nothing for minutes
 * hangs, and that is a failure. Closing kills it.
 */
public final class ChildProcess implements AutoCloseable {

	private static final int HANG_MINUTES = 3;

	private static final String END = "\0end of output";

	private final Process process;

	private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

	private final List<String> said = new ArrayList<>();

	private ChildProcess(List<String> command) throws IOException {
		this.process = new ProcessBuilder(command).redirectErrorStream(true).start();
		Thread reader = new Thread(this::read, "reader of " + this.process.pid());
		reader.setDaemon(true);
		reader.start();
	}

	/** Start a program. */
	public static ChildProcess of(String... command) throws IOException {
		return new ChildProcess(List.of(command));
	}

	/** Start a JVM with the class path of this one. */
	public static ChildProcess java(Class<?> main, Object... arguments) throws IOException {
		return javaUnder(List.of(), main, arguments);
	}

	/** Start a JVM through another program, such as {@code strace}. */
	public static ChildProcess javaUnder(List<String> wrapper, Class<?> main, Object... arguments) throws IOException {
		return java(wrapper, System.getProperty("java.class.path"), main, arguments);
	}

	/** The same without a log, which takes longer to start than all the rest. */
	public static ChildProcess silentJavaUnder(List<String> wrapper, Class<?> main, Object... arguments)
			throws IOException {
		return java(wrapper, classPathWithout("logback"), main, arguments);
	}

	/** Without a log and without one more library, named by a part of its path. */
	public static ChildProcess silentJavaWithout(String library, Class<?> main, Object... arguments)
			throws IOException {
		return java(List.of(), classPathWithout("logback", library), main, arguments);
	}

	private static String classPathWithout(String... libraries) {
		return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> Stream.of(libraries).noneMatch(entry::contains))
			.collect(Collectors.joining(File.pathSeparator));
	}

	/** Start a JVM with another class path. */
	public static ChildProcess java(List<String> wrapper, String path, Class<?> main, Object... arguments)
			throws IOException {
		List<String> command = new ArrayList<>(wrapper);
		command.add(System.getProperty("java.home") + "/bin/java");
		command.addAll(List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
				"--enable-native-access=ALL-UNNAMED", "-XX:-UsePerfData", "-Xmx128m",
				"-Dslf4j.internal.verbosity=ERROR", "-cp", path, main.getName()));
		for (Object argument : arguments) {
			command.add(argument.toString());
		}
		return new ChildProcess(command);
	}

	private void read() {
		try (BufferedReader reader = new BufferedReader(
				new InputStreamReader(this.process.getInputStream(), StandardCharsets.UTF_8))) {
			for (String line = reader.readLine(); line != null; line = reader.readLine()) {
				this.lines.add(line);
			}
		}
		catch (IOException ex) {
			this.lines.add("reading failed: " + ex); // the usual end of a killed child
		}
		this.lines.add(END);
	}

	public long pid() {
		return this.process.pid();
	}

	/** The next line; {@code null} at the end of the output. */
	public String nextLine() throws InterruptedException {
		String line = this.lines.poll(HANG_MINUTES, TimeUnit.MINUTES);
		if (line == null) {
			throw new AssertionError("The child hangs; it said " + this.said);
		}
		this.said.add(line);
		return line.equals(END) ? null : line;
	}

	/** Wait until the child says this. */
	public void expect(String expected) throws InterruptedException {
		String line = nextLine();
		while (!expected.equals(line)) {
			if (line == null) {
				throw new AssertionError("The child ended before it said '" + expected + "'; it said " + this.said);
			}
			line = nextLine();
		}
	}

	/**
	 * Everything that the child says until it ends. It has ended then, and nobody finds
	 * it in the process table any more: the end of its output alone comes earlier, while
	 * it still gives up its files one after the other.
	 */
	public List<String> remainingLines() throws InterruptedException {
		List<String> remaining = new ArrayList<>();
		for (String line = nextLine(); line != null; line = nextLine()) {
			remaining.add(line);
		}
		await();
		return remaining;
	}

	/** Send a line to the child. */
	public void say(String line) throws IOException {
		OutputStream out = this.process.getOutputStream();
		out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
		out.flush();
	}

	/** Wait for the end and return the exit status. */
	public int await() throws InterruptedException {
		if (!this.process.waitFor(HANG_MINUTES, TimeUnit.MINUTES)) {
			throw new AssertionError("The child hangs; it said " + this.said);
		}
		return this.process.exitValue();
	}

	/** Send SIGKILL and wait until the process is gone. */
	public void kill() throws InterruptedException {
		this.process.destroyForcibly();
		await();
	}

	/** Send a signal by name. */
	public void signal(String name) throws IOException, InterruptedException {
		Process kill = new ProcessBuilder("/bin/kill", "-" + name, Long.toString(pid())).start();
		if (kill.waitFor() != 0) {
			throw new AssertionError("kill -" + name + " failed");
		}
	}

	/**
	 * What the child was at must not go on beside what the test does next, nor what a
	 * shell started for it.
	 */
	@Override
	public void close() {
		List<ProcessHandle> started = this.process.descendants().toList();
		this.process.destroyForcibly();
		started.forEach(ProcessHandle::destroyForcibly);
		boolean interrupted = Thread.interrupted();
		try {
			await();
		}
		catch (InterruptedException ex) {
			interrupted = true; // the test has run out of time
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

}
