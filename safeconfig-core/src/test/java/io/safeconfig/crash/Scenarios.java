package io.safeconfig.crash;

import java.util.Map;
import java.util.TreeMap;

/** What the tests let crash. */
final class Scenarios {

	private static final Map<String, String> OLD = Map.of("x/a.txt", "old a", "y/b.txt", "old b");

	private static final Map<String, String> NEW = Map.of("x/a.txt", "new a", "y/b.txt", "new b");

	static final Scenario UPDATE = Scenario.of(Map.of("a.txt", "the old one")).then(Map.of("a.txt", "a new one"));

	static final Scenario CREATION = Scenario.of(Map.of()).then(Map.of("new/sub/a.txt", "new"));

	static final Scenario REMOVAL = Scenario.of(Map.of("a.txt", "old")).then(Map.of());

	/** The very first use: even the base directory is new. */
	static final Scenario FIRST_USE = CREATION.withoutBase().andAChangeAfterTheCrash("new/sub/a.txt");

	static final Scenario EXCHANGED = Scenario.of(Map.of("exchanged.txt", "old"))
		.then(Map.of("exchanged.txt", "new"))
		.then(Map.of("exchanged.txt", "old"));

	static final Scenario TWO_EXCHANGED = Scenario.of(Map.of("exchanged.txt", "old", "sub/exchanged.txt", "old"))
		.then(Map.of("exchanged.txt", "new", "sub/exchanged.txt", "new"));

	static final Scenario TWO_FILES = Scenario.of(OLD).then(NEW);

	static final Scenario THREE_FILES = Scenario.of(OLD).then(Map.of("x/a.txt", "new a", "new/sub/c.txt", "new c"));

	static final Scenario EIGHT_FILES = Scenario.of(eight("old ")).then(eight("new "));

	/** The second restores what the journal of the first would replace. */
	static final Scenario BACK_TOGETHER = Scenario.of(OLD).then(NEW).then(OLD);

	/** The same, by a change that needs no journal and so forces no journals. */
	static final Scenario BACK_ALONE = Scenario.of(OLD).then(NEW).then(Map.of("x/a.txt", "old a", "y/b.txt", "new b"));

	/** The same, by a process that finished the commit of another before. */
	static final Scenario BACK_AFTER_RECOVERY = TWO_FILES.andAChangeAfterTheCrash("x/a.txt");

	/** Shorter: the old end goes last. */
	static final Scenario IN_PLACE = Scenario.of(Map.of("pinned.txt", "the old and longer one"))
		.then(Map.of("pinned.txt", "a new one"));

	/** Longer, and back: the journal must not come back. */
	static final Scenario IN_PLACE_AND_BACK = Scenario.of(Map.of("pinned.txt", "old"))
		.then(Map.of("pinned.txt", "the new one"))
		.then(Map.of("pinned.txt", "old"))
		.andAChangeAfterTheCrash("pinned.txt");

	/** One is written, one is replaced. */
	static final Scenario IN_PLACE_AMONG_OTHERS = Scenario.of(Map.of("x/a.txt", "old a", "y/pinned.txt", "old b"))
		.then(Map.of("x/a.txt", "new a", "y/pinned.txt", "new and longer b"));

	private Scenarios() {
	}

	private static Map<String, String> eight(String content) {
		Map<String, String> files = new TreeMap<>();
		for (int i = 0; i < 8; i++) {
			files.put("d" + i % 2 + "/" + i + ".txt", content + i);
		}
		return files;
	}

}
