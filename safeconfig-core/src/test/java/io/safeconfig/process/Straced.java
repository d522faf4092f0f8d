package io.safeconfig.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.safeconfig.Tools;
import io.safeconfig.os.Platform;
import io.safeconfig.store.file.StoreOverPlatform;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The system calls of a commit, found out by a trial, and how to kill it at one of them.
 */
final class Straced {

	private static final Pattern LINE = Pattern.compile("(\\d+) +(\\w+)\\((.*)");

	private static final Pattern PATH = Pattern.compile("\"(/[^\"]*)\"|<(/[^>]*)>");

	private static final Set<String> MUTATING = Set.of("write", "pwrite64", "writev", "sendfile", "copy_file_range",
			"fsync", "fdatasync", "rename", "renameat", "renameat2", "unlink", "unlinkat", "rmdir", "mkdir", "mkdirat",
			"link", "linkat", "symlink", "chmod", "fchmod", "fchmodat", "chown", "fchown", "lchown", "fchownat",
			"truncate", "ftruncate", "fallocate", "utimensat", "futimesat", "fsetxattr", "setxattr", "flock");

	private Straced() {
	}

	/**
	 * A system call of one process that can be named beforehand.
	 *
	 * @param name of the system call
	 * @param path the first path that it is about, relative to the base directory
	 * @param count how often its thread has done that with this path, this time included
	 * @param mutating whether it changes something, or waits for the disk
	 * @param line what was traced
	 */
	record Call(String name, String path, int count, boolean mutating, String line) {

		private String key() {
			return this.name + " " + this.count + " " + this.path;
		}

		/** Before the options of {@code java}. */
		List<String> killing(Path base, Path out) {
			Path absolute = this.path.isEmpty() ? base : base.resolve(this.path);
			return List.of(Tools.require("strace"), "-f", "-qq", "-o", out.toString(), "-P", absolute.toString(), "-e",
					"trace=" + this.name, "-e", "inject=" + this.name + ":signal=KILL:when=" + this.count);
		}

	}

	/** Every system call of the commit that is about a path of the base directory. */
	static List<Call> calls(Scenario scenario, Path directory) throws Exception {
		Path base = Files.createDirectories(directory.resolve("base")).toRealPath();
		scenario.seed(base);
		// as in every other run, not the first user
		StoreOverPlatform.open(base, Platform.system()).close();
		Path out = directory.resolve("trace");
		List<String> strace = List.of(Tools.require("strace"), "-f", "-qq", "-y", "-s", "1000", "--seccomp-bpf", "-e",
				"trace=%file,%desc", "-o", out.toString());
		try (ChildProcess child = ChildProcess.silentJavaUnder(strace, Committer.class, base, scenario, "commit", 0)) {
			assertThat(child.remainingLines()).containsExactly("committed");
		}
		return parse(Files.readAllLines(out), base);
	}

	private static List<Call> parse(List<String> lines, Path base) throws IOException {
		List<Call> calls = new ArrayList<>();
		Map<String, Integer> counts = new HashMap<>();
		Set<String> keys = new HashSet<>();
		int markers = 0;
		for (String line : lines) {
			Matcher call = LINE.matcher(line);
			if (!call.lookingAt()) {
				continue; // the end of a call that another thread interrupted
			}
			if (line.contains("\"" + base.resolveSibling(Committer.MARKER) + "\"")) {
				markers++;
				continue;
			}
			List<String> paths = paths(call.group(2), call.group(3), base);
			for (String path : paths) {
				counts.merge(call.group(1) + " " + call.group(2) + " " + path, 1, Integer::sum);
			}
			if (markers == 1 && !paths.isEmpty() && !call.group(2).equals("close")) {
				String path = paths.get(0);
				Call found = new Call(call.group(2), path, counts.get(call.group(1) + " " + call.group(2) + " " + path),
						isMutating(call.group(2), line), line);
				// of several threads that come to the same the first one is killed
				assertThat(keys.add(found.key()) || !found.mutating()).as(line).isTrue();
				calls.add(found);
			}
		}
		assertThat(markers).isEqualTo(2);
		return calls;
	}

	private static boolean isMutating(String name, String line) {
		return MUTATING.contains(name) || line.contains("O_CREAT") || line.contains("F_SETLK");
	}

	/**
	 * {@code -P} looks at the first path alone of a rename, and at all of other calls.
	 */
	private static List<String> paths(String name, String arguments, Path base) {
		Set<String> paths = new LinkedHashSet<>();
		Matcher path = PATH.matcher(arguments);
		while (path.find() && (paths.isEmpty() || !name.startsWith("rename"))) {
			Path found = Path.of((path.group(1) != null) ? path.group(1) : path.group(2));
			if (found.startsWith(base)) {
				paths.add(base.relativize(found).toString());
			}
		}
		return List.copyOf(paths);
	}

	/** Those that can be told from each other. */
	static List<Call> distinct(List<Call> calls) {
		Set<String> keys = new HashSet<>();
		return calls.stream().filter((call) -> keys.add(call.key())).toList();
	}

}
