package io.safeconfig.store.file;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.safeconfig.LockStrategy;
import io.safeconfig.os.FileOperations;
import io.safeconfig.os.FileStamp;
import io.safeconfig.os.FileWriters;
import io.safeconfig.os.OpenFile;
import io.safeconfig.os.OpenFile.Writers;
import io.safeconfig.os.Platform;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells whether somebody may be in the middle of saving a file in place, so that what
 * lies there is not what its writer means. Thread-safe.
 * <p>
 * Whoever writes to a file sets its modification time and its change time to one moment.
 * A rename, a link or a change of attributes moves the change time on. So a file whose
 * times differ has had something done to it after its content was written; SafeConfig
 * makes sure that this is so for everything that it commits, see {@link #seal}, and asks
 * nothing more about such a file. That keeps changes of SafeConfig from waiting for each
 * other.
 */
final class SavesUnderWay {

	/** A file that has not changed for so long is whole, where nothing surer is known. */
	static final Duration QUIET = Duration.ofMillis(100);

	/** Only of a file that was changed since is it asked which processes have it open. */
	private static final Duration RECENT = Duration.ofSeconds(10);

	/** No device has this number. */
	private static final Long NOWHERE = -1L;

	private static final Logger logger = LoggerFactory.getLogger(SavesUnderWay.class);

	private final Platform platform;

	private final FileOperations files;

	private final Path base;

	private final FileWriters writers;

	/** The device that grants leases; {@code null} until it is known. */
	private volatile @Nullable Long grantingOn;

	private final boolean readOnly;

	private final boolean exchanging;

	/** Devices whose files cannot be exchanged. */
	private final Set<Long> notExchanging = ConcurrentHashMap.newKeySet();

	private final @Nullable Long fineStampsOn;

	/**
	 * Ask nobody yet.
	 * @param options a store that only reads must not find out whether leases are
	 * granted: that takes a file of its own
	 * @param fineStampsOn the device on which every rename is later than the write before
	 * it, {@code null} for none
	 */
	SavesUnderWay(Platform platform, FileStoreOptions options, @Nullable Long fineStampsOn) {
		this.fineStampsOn = fineStampsOn;
		this.platform = platform;
		this.readOnly = options.readOnly();
		// a holder that lost its marker must find nothing to rename, and nothing to undo
		this.exchanging = options.lockStrategy() != LockStrategy.LOCK_FILE;
		this.files = platform.files();
		this.base = options.base();
		this.writers = new FileWriters(platform.files());
	}

	/** Whether two files may be given each other's names, as far as it is known. */
	boolean canExchange(FileStamp file) {
		return this.exchanging && !this.notExchanging.contains(file.identity().device());
	}

	/** Not where this file is: do not try again. */
	void cannotExchange(FileStamp file) {
		this.notExchanging.add(file.identity().device());
	}

	/** Whether a save is under way. */
	enum Answer {

		/** Nobody writes. */
		NO,

		/** Somebody may: the file has just been changed. */
		PERHAPS,

		/** Somebody has the file open for writing. */
		YES

	}

	/**
	 * Ask about a file that is not {@linkplain #isSealed sealed}, or of which somebody
	 * was seen to be about to write to it.
	 * @param stamp what the file was when it was last looked at; not a lock file
	 */
	Answer ask(Path file, FileStamp stamp) {
		if (!stamp.isFile() || !stamp.posix()) {
			return Answer.NO; // where nothing can be told from time stamps
		}
		return switch (writers(file, stamp)) {
			case NONE -> Answer.NO;
			case SOME -> Answer.YES;
			case UNKNOWN -> judge(stamp);
		};
	}

	private Writers writers(Path file, FileStamp stamp) {
		try (OpenFile open = this.files.open(file)) {
			return trusted(open.holdOff(), stamp);
		}
		catch (IOException ex) {
			return Writers.UNKNOWN; // replaced since, or not to be read
		}
	}

	private Answer judge(FileStamp stamp) {
		if (age(stamp).abs().compareTo(RECENT) >= 0) {
			return Answer.NO;
		}
		if (!writersOf(stamp).isEmpty()) {
			return Answer.YES;
		}
		// the age of now: to find that out takes a while on a busy machine
		return (!isSealed(stamp) && age(stamp).abs().compareTo(QUIET) < 0) ? Answer.PERHAPS : Answer.NO;
	}

	/** How long ago something was changed, by the wall clock; negative in the future. */
	Duration age(FileStamp stamp) {
		return Duration.between(stamp.changed().toInstant(), this.platform.clock().instant());
	}

	/** Who has a file open for writing, for people, as far as the system tells. */
	List<String> writersOf(FileStamp stamp) {
		return this.writers.of(stamp.identity());
	}

	/**
	 * What to believe of an answer. Some file systems refuse every lease with the same
	 * error as for a file that is being written; NFS does, without a delegation. So a
	 * refusal counts only once a file that nobody writes to was granted one.
	 */
	Writers trusted(Writers told, FileStamp file) {
		return (told == Writers.SOME && !isGrantingOn(file.identity().device())) ? Writers.UNKNOWN : told;
	}

	/**
	 * A directory below may be another file system, of which a file here tells nothing.
	 */
	private boolean isGrantingOn(long device) {
		Long known = this.grantingOn;
		if (known == null && !this.readOnly) {
			known = tryOne();
			this.grantingOn = known;
		}
		return known != null && known == device;
	}

	/** {@code null} if it cannot be tried: then it is tried again. */
	private @Nullable Long tryOne() {
		Path own = OwnNames.leaseProbe(this.base, this.platform.nonces().get());
		try {
			this.files.createPrivateFile(own);
			try (OpenFile open = this.files.open(own)) {
				FileStamp stamp = this.files.stat(own);
				return (stamp != null && open.holdOff() == Writers.NONE) ? Long.valueOf(stamp.identity().device())
						: NOWHERE;
			}
			finally {
				this.files.delete(own);
			}
		}
		catch (IOException ex) {
			logger.debug("Cannot find out whether {} grants leases", this.base, ex);
			return null;
		}
	}

	/** Whether something was done to a file since its content was last written. */
	static boolean isSealed(FileStamp stamp) {
		return !stamp.modified().equals(stamp.changed());
	}

	/**
	 * Make sure that a temp which is about to be renamed will be sealed. The rename sets
	 * the change time, but on systems with coarse clocks possibly to the moment of the
	 * last write. So the modification time is set back by the least step that there is: a
	 * file system that keeps longer steps rounds down, to the step before.
	 * @param stamp the stamp of the temp, written and forced
	 */
	void seal(Path temp, FileStamp stamp) throws IOException {
		if (stamp.posix() && !Long.valueOf(stamp.identity().device()).equals(this.fineStampsOn)) {
			this.files.setModified(temp, stamp.modified().toInstant().minusNanos(1));
		}
	}

}
