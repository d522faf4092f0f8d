package io.safeconfig.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the files are, from one commit to the next.
 *
 * @param states the content of all files by name: before the first commit, and after each
 * @param withBase whether the base directory exists before
 * @param change the file that a process changes next which finds what the crash left;
 * empty for none
 */
record Scenario(List<SortedMap<String, String>> states, boolean withBase, String change) {

	/** How the names of files begin that cannot be replaced. */
	static final String PINNED = "pinned";

	/** How the names of files begin that the file system can exchange. */
	static final String EXCHANGED = "exchanged";

	boolean isInPlace() {
		return names().stream().anyMatch((name) -> name.contains(PINNED));
	}

	static Scenario of(Map<String, String> first) {
		return new Scenario(List.of(new TreeMap<>(first)), true, "");
	}

	Scenario then(Map<String, String> next) {
		List<SortedMap<String, String>> more = new ArrayList<>(this.states);
		more.add(new TreeMap<>(next));
		return new Scenario(List.copyOf(more), this.withBase, this.change);
	}

	Scenario withoutBase() {
		return new Scenario(this.states, false, this.change);
	}

	Scenario andAChangeAfterTheCrash(String name) {
		return new Scenario(this.states, this.withBase, name);
	}

	Set<String> names() {
		Set<String> names = new TreeSet<>();
		this.states.forEach((state) -> names.addAll(state.keySet()));
		return names;
	}

	/** Back to what the file was, if it is not that: so that old journals match. */
	SortedMap<String, String> changed(SortedMap<String, String> view) {
		SortedMap<String, String> changed = new TreeMap<>(view);
		String first = this.states.get(0).getOrDefault(this.change, "");
		String last = this.states.get(this.states.size() - 1).getOrDefault(this.change, "");
		changed.put(this.change, first.equals(view.get(this.change)) ? last : first);
		return changed;
	}

}
