package io.safeconfig;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Assumptions;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Programs of the system that some tests need. Where one is missing a test is skipped
 * with the reason, unless {@code SAFECONFIG_REQUIRE_TOOLS} is set, as it is in CI: then
 * it fails.
 */
public final class Tools {

	private static final boolean REQUIRED = Boolean.parseBoolean(System.getenv("SAFECONFIG_REQUIRE_TOOLS"));

	private Tools() {
	}

	/** Debian's own Python, which has the modules of Debian's packages. */
	public static String python() {
		return require("python3");
	}

	/** The same, with modules that this needs. */
	public static String python(String... modules) throws IOException, InterruptedException {
		for (String module : modules) {
			Process probe = new ProcessBuilder(python(), "-c", "import " + module).redirectErrorStream(true).start();
			probe.getInputStream().readAllBytes();
			if (probe.waitFor() != 0) {
				missing("the Python module '" + module + "'");
			}
		}
		return python();
	}

	/** The path of a program. */
	public static String require(String program) {
		for (String directory : List.of("/usr/bin", "/bin", "/usr/sbin", "/sbin")) {
			Path path = Path.of(directory, program);
			if (Files.isExecutable(path)) {
				return path.toString();
			}
		}
		missing("the program '" + program + "'");
		return program;
	}

	/** Skip a test that only the superuser can run: no script can install that. */
	public static void requireRoot() {
		Assumptions.assumeTrue(isRoot(), "This test needs the rights of the superuser");
	}

	public static boolean isRoot() {
		return "root".equals(System.getProperty("user.name"));
	}

	/** Skip a test where something is not to be had, and fail where it must be. */
	public static void missing(String what) {
		if (REQUIRED) {
			throw new AssertionError("This test needs " + what + ", and SAFECONFIG_REQUIRE_TOOLS is set");
		}
		Assumptions.abort("This test needs " + what);
	}

	/** Run a program to its end and return what it printed. */
	public static String run(String program, String... arguments) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(List.of(require(program)));
		command.addAll(List.of(arguments));
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
		assertThat(process.exitValue()).as(output).isZero();
		return output;
	}

}
