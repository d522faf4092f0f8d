package io.safeconfig.store.file;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

import io.safeconfig.ConfigFileException;
import io.safeconfig.LockOwner;
import io.safeconfig.LockStrategy;
import io.safeconfig.lock.LockActivity;
import io.safeconfig.os.FileOperations;
import io.safeconfig.os.SystemErrors;
import io.safeconfig.store.file.LockStatus.State;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out whether a store is well. Waits for nothing but the file system. */
final class StoreCheck {

	private static final Logger logger = LoggerFactory.getLogger(StoreCheck.class);

	private static final int MAX_REPORTED = 1000;

	private static final KnownLocks NONE = new KnownLocks(0, List.of(), List.of());

	private final FileStoreOptions options;

	private final FileOperations files;

	private final Ground ground;

	private final PutAside putAside;

	private final LockSurvey locks;

	private final JournalInspector journals;

	private final LockActivity activity;

	/** The files whose misused lock has been logged already. */
	private final Set<String> reported = ConcurrentHashMap.newKeySet();

	StoreCheck(StoreParts parts, LockSurvey locks, JournalInspector journals, LockActivity activity) {
		this.options = parts.options();
		this.files = parts.platform().files();
		this.ground = parts.ground();
		this.putAside = parts.displaced().putAside();
		this.locks = locks;
		this.journals = journals;
		this.activity = activity;
	}

	/**
	 * What cannot be changed can be looked at all the same, and what cannot be looked at
	 * hides nothing else.
	 */
	StoreStatus run() {
		Findings findings = new Findings();
		findings.look(null, () -> {
			requireWritable();
			return "";
		}, "");
		KnownLocks used = findings.look("the locks", this.locks::inUse, NONE);
		List<JournalStatus> left = findings.look("the journals", this.journals::all, List.of());
		findings.unseen.addAll(used.unseen());
		List<String> copies = findings.look("what was put aside", this.putAside::present, List.of());
		if (!isThere()) {
			findings.unseen.add("everything: the base directory is gone");
		}
		List<LockStatus> foreign = select(used, (lock) -> !lock.foreignHolders().isEmpty());
		foreign.forEach(this::warnOnce);
		return new StoreStatus(findings.problem, select(used, (lock) -> lock.state() == State.STALE),
				select(used, this::isHeldLong), foreign, this.activity.lost(), broken(used),
				left.stream().filter(JournalStatus::isUnrecoverable).toList(),
				(int) left.stream().filter((journal) -> journal.state() != JournalStatus.State.QUARANTINED).count(),
				findings.unseen, copies);
	}

	private Set<String> broken(KnownLocks used) {
		Set<String> names = new TreeSet<>(this.activity.broken());
		select(used, (lock) -> lock.state() == State.BROKEN).forEach((lock) -> names.add(lock.fileName()));
		return names;
	}

	private boolean isThere() {
		try {
			this.ground.require("check the files", "");
			return true;
		}
		catch (ConfigFileException ex) {
			return false;
		}
	}

	/**
	 * Does what a change has to do first; of a store that only reads, what a read has.
	 */
	private void requireWritable() throws IOException {
		this.ground.require("check the files", "");
		if (this.options.readOnly()) {
			this.files.list(this.options.base());
			return;
		}
		Path file = OwnNames.health(this.options.base());
		try {
			this.files.createPrivateFile(file);
		}
		catch (FileAlreadyExistsException ex) {
			logger.debug("{} is there already: another process is looking, or died while it did", file);
		}
		this.files.delete(file);
	}

	private static List<LockStatus> select(KnownLocks all, Predicate<LockStatus> wanted) {
		return all.locks().stream().filter(wanted).toList();
	}

	private boolean isHeldLong(LockStatus lock) {
		Duration held = lock.held();
		return lock.state() == State.HELD && isLonger(held, this.options.holdWarning());
	}

	private static boolean isLonger(@Nullable Duration held, Duration limit) {
		return held != null && held.compareTo(limit) > 0;
	}

	private void warnOnce(LockStatus lock) {
		if (this.reported.size() < MAX_REPORTED && this.reported.add(lock.fileName())) {
			boolean flock = this.options.lockStrategy() == LockStrategy.FLOCK;
			logger.warn(
					"{} hold a lock of {} on the lock file of {}, which does not exclude the locks taken here; let them"
							+ " use {}, or set safeconfig.lock.strategy={} everywhere",
					lock.foreignHolders().stream().map((pid) -> LockOwner.ofPid(pid).describe()).toList(),
					flock ? "fcntl" : "flock", lock.fileName(), flock ? "flock" : "fcntl", flock ? "native" : "flock");
		}
	}

	/** What is found, one after the other. */
	private static final class Findings {

		private @Nullable String problem;

		private final List<String> unseen = new ArrayList<>();

		/**
		 * The first failure is the problem.
		 * @param what is looked at, {@code null} if it is no look
		 */
		<T> T look(@Nullable String what, Looking<T> looking, T otherwise) {
			try {
				return looking.run();
			}
			catch (IOException ex) {
				failed(what, SystemErrors.reason(ex));
			}
			catch (ConfigFileException ex) {
				failed(what, ex.problem());
			}
			return otherwise;
		}

		private void failed(@Nullable String what, String reason) {
			if (what != null) {
				this.unseen.add(what + ": " + reason);
			}
			if (this.problem == null) {
				this.problem = (what != null) ? "cannot look at " + what + ": " + reason : reason;
			}
		}

	}

	/** A look at the file system. */
	@FunctionalInterface
	private interface Looking<T> {

		T run() throws IOException;

	}

}
