package io.safeconfig.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import io.safeconfig.LockStrategy;
import io.safeconfig.os.KernelLockTable;
import io.safeconfig.os.Platform;
import io.safeconfig.os.ProcessIdentity;
import io.safeconfig.store.ChangeSet;
import io.safeconfig.store.CommitResult;
import io.safeconfig.store.ConfigStore;
import io.safeconfig.store.FileChange;
import io.safeconfig.store.LockedFiles;
import io.safeconfig.store.Revision;
import io.safeconfig.store.file.FileConfigStore;
import io.safeconfig.store.file.NonAtomicWrite;
import io.safeconfig.store.file.StoreOverPlatform;

import static java.nio.charset.StandardCharsets.UTF_8;

/** One process with the real engine over a model. What it says is logical, too. */
final class Machine {

	static final Path BASE = Path.of("/").toAbsolutePath().resolve("srv").resolve("config");

	private Machine() {
	}

	static FileConfigStore open(ModelFiles files, Scenario scenario) {
		return StoreOverPlatform.open(BASE, platform(files),
				scenario.isInPlace() ? NonAtomicWrite.IN_PLACE : NonAtomicWrite.FAIL);
	}

	static FileConfigStore open(ModelFiles files, LockStrategy strategy) {
		return StoreOverPlatform.open(BASE, platform(files), strategy);
	}

	private static Platform platform(ModelFiles files) {
		return new Platform(files, new LogicalClock(files), () -> files.disk().now() * 1_000_000L,
				() -> String.format("%016x", files.disk().tick()),
				new ProcessIdentity("host", "boot", "pid:[1]", 1, "1", null), new KernelLockTable(files));
	}

	/** The disk before the first commit, all of it durable. */
	static Disk prepare(Scenario scenario, Profile profile) {
		Disk disk = new Disk();
		ModelFiles files = unobserved(disk, profile);
		try {
			files.createDirectory(BASE.getParent());
			if (scenario.withBase()) {
				files.createDirectory(BASE);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		if (scenario.withBase()) {
			try (FileConfigStore store = open(files, scenario)) {
				if (!scenario.states().get(0).isEmpty()) {
					commit(store, Map.of(), scenario.states().get(0));
				}
			}
		}
		disk.settle();
		return disk;
	}

	static ModelFiles unobserved(Disk disk, Profile profile) {
		return new ModelFiles(disk, profile, Mutant.NONE, (operation, changed) -> {
		});
	}

	/** What readers see, all at once and by listing. */
	static SortedMap<String, String> view(FileConfigStore store, Set<String> names) {
		SortedMap<String, String> view = new TreeMap<>();
		store.readAll(names, Duration.ZERO).forEach((name, file) -> view.put(name, new String(file.content(), UTF_8)));
		SortedSet<String> listed = new TreeSet<>(store.list());
		listed.retainAll(names);
		if (!listed.equals(view.keySet())) {
			throw new AssertionError("Listed are " + listed + ", and read is " + view);
		}
		return view;
	}

	/** What the next writer sees, which clears up too. */
	static SortedMap<String, String> lockedView(FileConfigStore store, Set<String> names) {
		SortedMap<String, String> view = new TreeMap<>();
		try (LockedFiles locked = store.lock(names, Duration.ZERO, "look")) {
			names.forEach(
					(name) -> locked.read(name).ifPresent((file) -> view.put(name, new String(file.content(), UTF_8))));
		}
		return view;
	}

	static void commit(ConfigStore store, Map<String, String> before, Map<String, String> after) {
		SortedMap<String, Revision> expected = new TreeMap<>();
		SortedMap<String, FileChange> changes = new TreeMap<>();
		Set<String> names = new TreeSet<>(before.keySet());
		names.addAll(after.keySet());
		for (String name : names) {
			String old = before.get(name);
			String content = after.get(name);
			if (old == null || !old.equals(content)) {
				expected.put(name, (old != null) ? Revision.of(old.getBytes(UTF_8)) : Revision.ABSENT);
				changes.put(name,
						(content != null) ? new FileChange.Write(content.getBytes(UTF_8)) : new FileChange.Remove());
			}
		}
		CommitResult result = store.commit(new ChangeSet(expected, changes, "change"), Duration.ZERO);
		if (!(result instanceof CommitResult.Committed)) {
			throw new AssertionError("Nobody else is there, and yet: " + result);
		}
	}

	/** Ticks with each change of the disk. */
	private static final class LogicalClock extends Clock {

		private final ModelFiles files;

		private LogicalClock(ModelFiles files) {
			this.files = files;
		}

		@Override
		public ZoneId getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return this;
		}

		@Override
		public Instant instant() {
			return Instant.EPOCH.plusMillis(this.files.disk().now());
		}

	}

}
