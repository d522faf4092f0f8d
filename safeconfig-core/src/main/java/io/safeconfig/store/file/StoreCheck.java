package io.safeconfig.store.file;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

import io.safeconfig.ConfigFileException;
import io.safeconfig.LockStrategy;
import io.safeconfig.lock.LockActivity;
import io.safeconfig.os.FileOperations;
import io.safeconfig.os.FileStamp;
import io.safeconfig.os.SystemErrors;
import io.safeconfig.store.file.LockStatus.State;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out whether a store is well. Waits for nothing but the file system. */
final class StoreCheck {

	private static final Logger logger = LoggerFactory.getLogger(StoreCheck.class);

	private static final int MAX_REPORTED = 1000;

	private final FileStoreOptions options;

	private final FileOperations files;

	private final Ground ground;

	private final LockInspector locks;

	private final JournalInspector journals;

	private final LockActivity activity;

	private final PutAside putAside;

	/** The files whose misused lock has been logged already. */
	private final Set<String> reported = ConcurrentHashMap.newKeySet();

	StoreCheck(StoreParts parts, LockInspector locks, JournalInspector journals, LockActivity activity) {
		this.putAside = parts.displaced().putAside();
		this.options = parts.options();
		this.files = parts.platform().files();
		this.ground = parts.ground();
		this.locks = locks;
		this.journals = journals;
		this.activity = activity;
	}

	StoreStatus run() {
		try {
			requireWritable();
			List<LockStatus> all = this.locks.all();
			List<JournalStatus> left = this.journals.all();
			List<LockStatus> foreign = select(all, (lock) -> !lock.foreignHolders().isEmpty());
			foreign.forEach(this::warnOnce);
			return new StoreStatus(null, select(all, (lock) -> lock.state() == State.STALE),
					select(all, this::isHeldLong), foreign, this.activity.lost(), broken(all),
					left.stream().filter(JournalStatus::isUnrecoverable).toList(),
					(int) left.stream().filter((journal) -> journal.state() != JournalStatus.State.QUARANTINED).count(),
					this.putAside.present());
		}
		catch (IOException ex) {
			return broken(SystemErrors.reason(ex));
		}
		catch (ConfigFileException ex) {
			return broken(ex.problem());
		}
	}

	private StoreStatus broken(String problem) {
		return new StoreStatus(problem, List.of(), List.of(), List.of(), new TreeSet<>(this.activity.lost()),
				this.activity.broken(), List.of(), 0, List.of());
	}

	private Set<String> broken(List<LockStatus> all) {
		Set<String> names = new TreeSet<>(this.activity.broken());
		select(all, (lock) -> lock.state() == State.BROKEN).forEach((lock) -> names.add(lock.fileName()));
		return names;
	}

	/** Does what a change has to do first. */
	private void requireWritable() throws IOException {
		this.ground.require("check the files", "");
		Path file = OwnNames.health(this.options.base());
		try {
			this.files.createPrivateFile(file);
		}
		catch (FileAlreadyExistsException ex) {
			logger.debug("{} is there already: another process is looking, or died while it did", file);
		}
		this.files.delete(file);
	}

	private static List<LockStatus> select(List<LockStatus> all, Predicate<LockStatus> wanted) {
		return all.stream().filter(wanted).toList();
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
					"Processes {} hold a lock of {} on the lock file of {}, which does not exclude the locks taken"
							+ " here; let them use {}, or set safeconfig.lock.strategy={} everywhere",
					lock.foreignHolders(), flock ? "fcntl" : "flock", lock.fileName(), flock ? "flock" : "fcntl",
					flock ? "native" : "flock");
		}
	}

}
