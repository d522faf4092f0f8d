package io.safeconfig.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import io.safeconfig.ConfigFileRepository;
import io.safeconfig.ConfigSnapshot;
import io.safeconfig.ConfigTransaction;

/**
 * Changes of several files that are committed together, and the files before and after.
 */
enum Scenario {

	/** Two changed files in two directories. */
	TWO(Map.of("a.properties", "n=1\n", "sub/b.properties", "n=2\n"),
			Map.of("a.properties", "n=10\n", "sub/b.properties", "n=20\n")),

	/** One file changed, one created in a new directory, one removed. */
	THREE(Map.of("a.properties", "n=1\n", "sub/c.properties", "n=3\n"),
			Map.of("a.properties", "n=10\n", "new/b.properties", "n=20\n")),

	/** Three files changed, three created, two removed, in three directories. */
	EIGHT(Map.of("a.properties", "n=1\n", "sub/b.properties", "n=2\n", "sub/c.properties", "n=3\n", "g.properties",
			"n=7\n", "sub/h.properties", "n=8\n"),
			Map.of("a.properties", "n=10\n", "sub/b.properties", "n=20\n", "sub/c.properties", "n=30\n",
					"new/deep/d.properties", "n=40\n", "new/deep/e.properties", "n=50\n", "f.properties", "n=60\n"));

	private final Map<String, String> before;

	private final Map<String, String> after;

	Scenario(Map<String, String> before, Map<String, String> after) {
		this.before = new TreeMap<>(before);
		this.after = new TreeMap<>(after);
	}

	Map<String, String> before() {
		return this.before;
	}

	Map<String, String> after() {
		return this.after;
	}

	Set<String> names() {
		Set<String> names = new TreeSet<>(this.before.keySet());
		names.addAll(this.after.keySet());
		return names;
	}

	void seed(Path base) throws IOException {
		for (Map.Entry<String, String> file : this.before.entrySet()) {
			Path path = base.resolve(file.getKey());
			Files.createDirectories(path.getParent());
			Files.writeString(path, file.getValue());
		}
	}

	/** Everything but the commit. */
	void change(ConfigTransaction transaction) {
		for (String name : names()) {
			String content = this.after.get(name);
			if (content == null) {
				transaction.delete(name);
			}
			else {
				transaction.save(name, content);
			}
		}
	}

	/** What lies in the directory, seen without SafeConfig. */
	Map<String, String> onDisk(Path base) throws IOException {
		Map<String, String> found = new TreeMap<>();
		for (String name : names()) {
			if (Files.exists(base.resolve(name))) {
				found.put(name, Files.readString(base.resolve(name)));
			}
		}
		return found;
	}

	/** As one consistent state. */
	Map<String, String> together(ConfigFileRepository files) {
		Map<String, String> found = new TreeMap<>();
		files.readAll(names()).forEach((name, file) -> found.put(name, file.text()));
		return found;
	}

	/** One file after the other. */
	Map<String, String> oneByOne(ConfigFileRepository files, List<String> order) {
		Map<String, String> found = new TreeMap<>();
		for (String name : order) {
			Optional<ConfigSnapshot> file = files.find(name);
			file.ifPresent((snapshot) -> found.put(name, snapshot.text()));
		}
		return found;
	}

	/** What no commit may leave behind. */
	static List<String> leftovers(Path base) throws IOException {
		List<String> left = new ArrayList<>();
		try (Stream<Path> all = Files.walk(base)) {
			all.filter((path) -> path.toString().endsWith(".sctmp") || path.getParent().endsWith("journal"))
				.forEach((path) -> left.add(base.relativize(path).toString()));
		}
		return left;
	}

}
