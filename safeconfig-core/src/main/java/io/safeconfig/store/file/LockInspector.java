package io.safeconfig.store.file;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.safeconfig.InvalidConfigNameException;
import io.safeconfig.LockOwner;
import io.safeconfig.LockStrategy;
import io.safeconfig.lock.FileLocks;
import io.safeconfig.lock.LockActivity.LocalUse;
import io.safeconfig.lock.LockTarget;
import io.safeconfig.os.FileStamp;
import io.safeconfig.os.KernelLocks;
import io.safeconfig.os.KernelLocks.Entry;
import io.safeconfig.os.LockFamily;
import io.safeconfig.os.Platform;
import io.safeconfig.store.file.LockStatus.Source;
import io.safeconfig.store.file.LockStatus.State;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who holds locks and who waits, from this process, from the kernel and from
 * owner records. Takes no lock, except for a moment where nothing else tells whether it
 * is held.
 */
final class LockInspector {

	private final FileStoreOptions options;

	private final Platform platform;

	private final ConfigPaths paths;

	private final FileLocks locks;

	/** Of the locks in the kernel's table that are ours, if any are. */
	private final @Nullable LockFamily family;

	/** Whether a lock is a marker. */
	private final boolean marker;

	LockInspector(FileStoreOptions options, Platform platform, ConfigPaths paths, FileLocks locks) {
		this.options = options;
		this.platform = platform;
		this.paths = paths;
		this.locks = locks;
		this.marker = options.lockStrategy() == LockStrategy.LOCK_FILE;
		this.family = switch (options.lockStrategy()) {
			case NATIVE -> LockFamily.RECORD;
			case FLOCK -> LockFamily.FLOCK;
			default -> null;
		};
	}

	/** Of the file that the name leads to, also if a link is turned meanwhile. */
	LockStatus of(String name) throws IOException {
		for (int attempt = 0; attempt < TurnedLinks.ATTEMPTS; attempt++) {
			ResolvedFile file = this.paths.resolve(name);
			LockStatus status = of(file, this.platform.locks().read(), true);
			if (this.paths.resolve(name).equals(file)) {
				return status;
			}
		}
		throw TurnedLinks.allTheTime("look at the lock of", name);
	}

	LockStatus of(String name, KernelLocks kernel) throws IOException {
		return of(file(name), kernel, false);
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

	private LockStatus of(ResolvedFile file, KernelLocks kernel, boolean alone) throws IOException {
		LockTarget target = target(file);
		FileStamp stamp = stamp(target.lockFile());
		List<Entry> entries = (stamp != null) ? kernel.of(target.lockFile(), stamp.identity()) : List.of();
		Finding finding = finding(target, entries, alone);
		return new LockStatus(file.name(), finding.state(), finding.holder(), finding.source(), finding.held(),
				(this.marker && stamp != null) ? stamp.modified().toInstant() : null, waiters(file.name(), entries),
				foreign(entries), LockCounts.of(this.locks.activity().totals(file.name())));
	}

	/**
	 * @param alone whether this lock is asked for and no other: then it is tried also
	 * where no record lies, which nobody wants for a list of all
	 */
	private Finding finding(LockTarget target, List<Entry> entries, boolean alone) throws IOException {
		LocalUse own = this.locks.activity().holder(target.name());
		if (own != null) {
			return new Finding(State.HELD, self(own), Source.THIS_PROCESS, own.age());
		}
		if (this.family != null && entries.stream().anyMatch((entry) -> entry.holds(this.family))) {
			return held(this.locks.holderOf(target), Source.KERNEL);
		}
		if (this.options.readOnly()) {
			return unknown(target); // to try a lock is to take it
		}
		// somebody may be meant whom the table does not tell from others
		boolean suspected = entries.stream().anyMatch((entry) -> entry.family() == this.family && !entry.waiting());
		return switch (this.locks.look(target, alone || suspected)) {
			case FREE -> new Finding(State.FREE, null, null, null);
			case LEFT -> of(State.STALE, this.locks.leftBy(target));
			case BROKEN -> of(State.BROKEN, this.locks.leftBy(target));
			case HELD -> heldByUnseen(target);
			case UNKNOWN -> unknown(target);
		};
	}

	private Finding held(@Nullable LockOwner holder, @Nullable Source source) {
		return new Finding(State.HELD, holder, source, age(holder));
	}

	/** What its record or its marker says of a holder. */
	private Finding of(State state, @Nullable LockOwner holder) {
		Source source = this.marker ? Source.MARKER : Source.OWNER_RECORD;
		return new Finding(state, holder, (holder != null) ? source : null, age(holder));
	}

	/** Also a marker that does not tell its owner is one. */
	private Finding heldByUnseen(LockTarget target) {
		LockOwner holder = this.locks.holderOf(target);
		return (holder == null && this.family != null) ? held(null, Source.LOCK_ATTEMPT) : of(State.HELD, holder);
	}

	private Finding unknown(LockTarget target) {
		LockOwner holder = this.locks.holderOf(target);
		return of((holder != null) ? State.HELD : State.FREE, holder);
	}

	/**
	 * A link is nobody's lock file, and cannot even be looked at if it goes in circles.
	 */
	private @Nullable FileStamp stamp(Path lockFile) throws IOException {
		return isLink(lockFile) ? null : this.platform.files().stat(lockFile);
	}

	private boolean isLink(Path path) throws IOException {
		return this.platform.files().readLink(path) != null;
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
			.filter((entry) -> entry.waiting() && entry.family() == this.family && entry.pid() != self
					&& entry.certain())
			.forEach((entry) -> waiters.add(new LockWaiter(entry.pid(), null, null, null)));
		return waiters;
	}

	private List<Long> foreign(List<Entry> entries) {
		return entries.stream()
			.filter((entry) -> this.family != null && entry.holds(this.family.other()))
			.map(Entry::pid)
			.toList();
	}

	/** What is known of the holder of a lock. */
	private record Finding(State state, @Nullable LockOwner holder, @Nullable Source source, @Nullable Duration held) {
	}

}
