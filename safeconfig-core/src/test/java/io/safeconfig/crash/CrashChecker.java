package io.safeconfig.crash;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;

import io.safeconfig.store.file.FileConfigStore;

/**
 * Runs the engine and lets the machine crash at every moment: the process alone, or the
 * power with everything that it may leave behind ({@link PowerFailure}). Then looks what
 * the engine makes of each disk, and lets the machine crash at every moment of that too,
 * until no disk is new.
 * <p>
 * It is enough to crash after the calls that change what others can see. A call that only
 * forces something takes possible disks away and adds none: whatever a crash after it may
 * leave, a crash before it may leave too.
 */
final class CrashChecker {

	private static final int ENOUGH_VIOLATIONS = 3;

	private final Scenario scenario;

	private final Profile profile;

	private final Depth depth;

	/** Of the process that crashes first. */
	private final Mutant mutant;

	/** Of those that find what it left. */
	private final Mutant recoveryMutant;

	private final int limit;

	private final Set<String> moments = new HashSet<>();

	private final Set<String> disks = new HashSet<>();

	private final Deque<Crash> unchecked = new ArrayDeque<>();

	private final List<String> violations = new ArrayList<>();

	private int leftTemps;

	CrashChecker(Scenario scenario, Profile profile, Depth depth, Mutant mutant, Mutant recoveryMutant, int limit) {
		this.scenario = scenario;
		this.profile = profile;
		this.depth = depth;
		this.mutant = mutant;
		this.recoveryMutant = recoveryMutant;
		this.limit = limit;
	}

	static CrashReport check(Scenario scenario, Profile profile, Depth depth) {
		return new CrashChecker(scenario, profile, depth, Mutant.NONE, Mutant.NONE, Integer.MAX_VALUE).run();
	}

	CrashReport run() {
		try (Silence silence = new Silence()) {
			return silence.during(this::runQuietly);
		}
	}

	private CrashReport runQuietly() {
		long start = System.nanoTime();
		Disk disk = Machine.prepare(this.scenario, this.profile);
		Moments observed = new Moments("", true);
		observed.allowed = Set.of(this.scenario.states().get(0));
		ModelFiles files = new ModelFiles(disk, this.profile, this.mutant, observed);
		try (FileConfigStore store = Machine.open(files, this.scenario)) {
			for (int i = 1; i < this.scenario.states().size(); i++) {
				observed.commit(store, this.scenario.states().get(i - 1), this.scenario.states().get(i), disk);
			}
		}
		int first = this.disks.size();
		while (!this.unchecked.isEmpty() && this.violations.size() < ENOUGH_VIOLATIONS) {
			check(this.unchecked.remove());
		}
		return new CrashReport(this.moments.size(), first, this.disks.size(), this.leftTemps,
				this.disks.size() >= this.limit, this.violations,
				TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
	}

	private void check(Crash crash) {
		try {
			Disk disk = crash.disk().copy();
			Moments observed = new Moments(crash.story(), false);
			observed.allowed = crash.allowed();
			SortedMap<String, String> view;
			try (FileConfigStore store = Machine.open(new ModelFiles(disk, this.profile, this.recoveryMutant, observed),
					this.scenario)) {
				view = Machine.view(store, this.scenario.names());
				require(crash.allowed().contains(view), "Readers see " + view);
				require(view.equals(Machine.lockedView(store, this.scenario.names())), "Writers see something else");
				require(view.equals(Machine.view(store, this.scenario.names())), "It changed by itself");
				requireNothingIsLeft(disk);
				if (crash.first() && !this.scenario.change().isEmpty()) {
					SortedMap<String, String> before = view;
					view = this.scenario.changed(view);
					observed.commit(store, before, view, disk);
				}
			}
			try (FileConfigStore again = Machine.open(Machine.unobserved(disk, this.profile), this.scenario)) {
				require(view.equals(Machine.view(again, this.scenario.names())), "The next one sees something else");
			}
		}
		catch (RuntimeException | AssertionError ex) {
			this.violations.add(crash.story() + " -> " + ex + "; allowed is " + crash.allowed());
		}
	}

	private static void require(boolean condition, String otherwise) {
		if (!condition) {
			throw new AssertionError(otherwise);
		}
	}

	private void requireNothingIsLeft(Disk disk) {
		boolean temp = false;
		for (Slot slot : disk.current.keySet()) {
			require(!slot.name().matches(".*\\.(journal|tmp|quarantined|owner)"), slot.name() + " is left");
			temp |= slot.isTemp();
		}
		this.leftTemps += temp ? 1 : 0;
	}

	/** The moments of one process. */
	private final class Moments implements ModelFiles.Observer {

		private final String story;

		private final boolean first;

		private Set<SortedMap<String, String>> allowed = Set.of();

		private Moments(String story, boolean first) {
			this.story = story;
			this.first = first;
		}

		private void commit(FileConfigStore store, SortedMap<String, String> before, SortedMap<String, String> after,
				Disk disk) {
			Set<SortedMap<String, String>> both = new HashSet<>(this.allowed);
			both.add(after);
			this.allowed = both;
			Machine.commit(store, before, after);
			this.allowed = Set.of(after);
			changed("the commit returned", disk);
		}

		private String key() {
			return this.allowed.stream().map(Object::toString).sorted().toList().toString();
		}

		@Override
		public void changed(String operation, Disk disk) {
			if (!CrashChecker.this.moments.add(key() + Fingerprint.of(disk, CrashChecker.this.depth))) {
				return;
			}
			add(disk.killed(), "killed after " + operation);
			for (Disk left : new PowerFailure(disk, CrashChecker.this.profile, CrashChecker.this.depth).disks()) {
				add(left, "power failure after " + operation);
			}
		}

		private void add(Disk disk, String how) {
			if (CrashChecker.this.disks.size() < CrashChecker.this.limit
					&& CrashChecker.this.disks.add(key() + Fingerprint.of(disk, CrashChecker.this.depth))) {
				CrashChecker.this.unchecked.add(new Crash(disk, this.allowed, this.first,
						this.story.isEmpty() ? how : this.story + ", then " + how));
			}
		}

	}

}
