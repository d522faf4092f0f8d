package io.safeconfig.store.file;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

import io.safeconfig.InvalidConfigNameException;
import io.safeconfig.LockOwner;
import io.safeconfig.lock.FileLocks;
import io.safeconfig.lock.LockActivity.LocalUse;
import io.safeconfig.lock.LockTarget;
import io.safeconfig.os.FileIdentity;
import io.safeconfig.os.FileStamp;
import io.safeconfig.os.KernelLocks;
import io.safeconfig.os.KernelLocks.Entry;
import io.safeconfig.os.KernelLocks.Kind;
import io.safeconfig.os.Platform;
import io.safeconfig.store.file.LockStatus.Source;
import io.safeconfig.store.file.LockStatus.State;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who holds locks and who waits, from this process, from the kernel and from
 * owner records. Takes no lock, except for a moment one whose record nobody stands for.
 */
final class LockInspector {

	private static final int MAX_LOCKS = 1000;

	private final FileStoreOptions options;

	private final Platform platform;

	private final ConfigPaths paths;

	private final FileLocks locks;

	private final LockNames names;

	LockInspector(FileStoreOptions options, Platform platform, ConfigPaths paths, FileLocks locks, LockNames names) {
		this.options = options;
		this.platform = platform;
		this.paths = paths;
		this.locks = locks;
		this.names = names;
	}

	List<LockStatus> all() throws IOException {
		NavigableSet<String> found = new TreeSet<>(this.names.find(MAX_LOCKS));
		found.addAll(this.locks.activity().names());
		KernelLocks kernel = this.platform.locks().read();
		List<LockStatus> all = new ArrayList<>();
		for (String name : found.stream().limit(MAX_LOCKS).toList()) {
			all.add(of(file(name), kernel));
		}
		return all;
	}

	LockStatus of(String name) throws IOException {
		return of(this.paths.resolve(name), this.platform.locks().read());
	}

	/** A name that cannot be followed any more has a lock all the same. */
	private ResolvedFile file(String name) throws IOException {
		try {
			return this.paths.resolve(name);
		}
		catch (InvalidConfigNameException ex) {
			return this.paths.literally(name);
		}
	}

	private LockTarget target(ResolvedFile file) {
		return new LockTarget(file.name(), OwnNames.lockFile(this.options, file.canonicalName()),
				OwnNames.ownerFile(this.options, file.canonicalName()), this.options.base(), null);
	}

	private LockStatus of(ResolvedFile file, KernelLocks kernel) throws IOException {
		LockTarget target = target(file);
		List<Entry> entries = entries(target.lockFile(), kernel);
		Finding finding = finding(target, entries);
		return new LockStatus(file.name(), finding.state(), finding.holder(), finding.source(), finding.held(),
				waiters(file.name(), entries), foreign(entries),
				LockCounts.of(this.locks.activity().totals(file.name())));
	}

	private List<Entry> entries(Path lockFile, KernelLocks kernel) throws IOException {
		FileStamp stamp = this.platform.files().stat(lockFile);
		FileIdentity identity = (stamp != null) ? stamp.identity() : null;
		return (identity != null) ? kernel.of(identity) : List.of();
	}

	private Finding finding(LockTarget target, List<Entry> entries) throws IOException {
		LocalUse own = this.locks.activity().holder(target.name());
		if (own != null) {
			return new Finding(State.HELD, self(own), Source.THIS_PROCESS, own.age());
		}
		LockOwner holder = this.locks.holderOf(target);
		if (entries.stream().anyMatch((entry) -> entry.kind() == Kind.RECORD && !entry.waiting())) {
			return new Finding(State.HELD, holder, Source.KERNEL, age(holder));
		}
		if (holder == null) {
			return this.locks.isStale(target) ? new Finding(State.STALE, null, null, null)
					: new Finding(State.FREE, null, null, null);
		}
		State state = this.locks.isStale(target) ? State.STALE : State.HELD;
		return new Finding(state, holder, Source.OWNER_RECORD, age(holder));
	}

	private LockOwner self(LocalUse own) {
		return new LockOwner(this.platform.self().pid(), this.platform.self().host(), this.options.application(),
				own.thread(), own.operation(), this.platform.clock().instant().minus(own.age()));
	}

	/** By two wall clocks, which may differ. */
	private @Nullable Duration age(@Nullable LockOwner holder) {
		if (holder == null || holder.since() == null) {
			return null;
		}
		Duration age = Duration.between(holder.since(), this.platform.clock().instant());
		return age.isNegative() ? Duration.ZERO : age;
	}

	private List<LockWaiter> waiters(String name, List<Entry> entries) {
		long self = this.platform.self().pid();
		List<LockWaiter> waiters = new ArrayList<>();
		this.locks.activity()
			.waiters(name)
			.forEach((use) -> waiters.add(new LockWaiter(self, use.thread(), use.operation(), use.age())));
		entries.stream()
			.filter((entry) -> entry.waiting() && entry.kind() == Kind.RECORD && entry.pid() != self)
			.forEach((entry) -> waiters.add(new LockWaiter(entry.pid(), null, null, null)));
		return waiters;
	}

	private static List<Long> foreign(List<Entry> entries) {
		return entries.stream()
			.filter((entry) -> entry.kind() == Kind.FLOCK && !entry.waiting())
			.map(Entry::pid)
			.toList();
	}

	/** What is known of the holder of a lock. */
	private record Finding(State state, @Nullable LockOwner holder, @Nullable Source source, @Nullable Duration held) {
	}

}
