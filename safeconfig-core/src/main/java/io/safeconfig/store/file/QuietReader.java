package io.safeconfig.store.file;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import io.safeconfig.ConfigConflictException;
import io.safeconfig.LockInterruptedException;
import io.safeconfig.lock.Deadline;
import io.safeconfig.os.FileStamp;
import io.safeconfig.os.Platform;
import io.safeconfig.store.file.SavesUnderWay.Answer;
import org.jspecify.annotations.Nullable;

/**
 * Reads files that others may be saving in place at the same time. Who is about to change
 * a file waits until it is whole, and fails if that takes too long; who only reads gets
 * what was there before the save began, if that is known, and else waits for a moment.
 * Thread-safe.
 */
final class QuietReader {

	/** How long a reader waits who has nothing better to give out. */
	static final Duration PATIENCE = Duration.ofSeconds(1);

	/** How long what was there before is given out while somebody writes. */
	static final Duration LONGEST_SAVE = Duration.ofSeconds(30);

	/** Some editors put the old file out of the way before they write the new one. */
	static final Duration GAP = Duration.ofMillis(25);

	private static final long SHORTEST_PAUSE_MICROS = 500;

	private static final long LONGEST_PAUSE_MICROS = 20_000;

	private final Platform platform;

	private final FileReader reader;

	private final SavesUnderWay saves;

	/** Since when a save has been seen to be under way, by name. */
	private final Map<String, Long> began = new ConcurrentHashMap<>();

	QuietReader(Platform platform, FileReader reader, SavesUnderWay saves) {
		this.platform = platform;
		this.reader = reader;
		this.saves = saves;
	}

	/**
	 * What is committed of a file, for who has its lock and will change it.
	 * @param thorough whether somebody was seen who may be about to write
	 * @param deadline how long to wait for a save that is under way
	 * @param operation what the caller does
	 * @throws ConfigConflictException if the save takes longer: nothing was changed
	 * @throws LockInterruptedException if the thread is interrupted while it waits
	 */
	@Nullable Reading readToChange(ResolvedFile file, boolean thorough, Deadline deadline, String operation) {
		boolean known = this.reader.known(file.name()) != null;
		Observation observed = new Observation(file, thorough);
		for (long pause = SHORTEST_PAUSE_MICROS;; pause = Math.min(2 * pause, LONGEST_PAUSE_MICROS)) {
			Reading reading = this.reader.lookAnew(file);
			Answer answer = observed.judge(reading, known);
			if (answer == Answer.NO && observed.isConfirmed(reading, () -> this.reader.lookAnew(file))) {
				return this.reader.keep(file, reading);
			}
			if (deadline.isExpired()) {
				throw conflict(file, reading, deadline, operation);
			}
			if (!pause(pause)) {
				throw new LockInterruptedException(file.name(), operation, new InterruptedException());
			}
		}
	}

	private ConfigConflictException conflict(ResolvedFile file, @Nullable Reading reading, Deadline deadline,
			String operation) {
		List<String> writers = (reading != null) ? this.saves.writersOf(reading.stamp()) : List.of();
		return ConfigConflictException.whileWritten(file.name(), operation, writers, deadline.elapsed());
	}

	/**
	 * What a reader gets.
	 *
	 * @param reading what was read, now or before; {@code null} for no file
	 * @param whole whether no commit wrote it in place meanwhile
	 */
	record Seen(@Nullable Reading reading, boolean whole) {
	}

	/** Tells whether no commit wrote to a file in place while it was read. */
	@FunctionalInterface
	interface Whole {

		boolean test(Reading reading) throws IOException;

	}

	/**
	 * What is committed of a file, for who only reads it.
	 * @param quiet whether no commit is under way, see {@link FileReader#look}
	 * @param whole asked of what was read, before it is kept for others
	 */
	Seen read(ResolvedFile file, FileReader.Quiet quiet, Whole whole) throws IOException {
		Reading known = this.reader.known(file.name());
		Reading reading = this.reader.look(file, quiet);
		boolean sealed = reading != null && SavesUnderWay.isSealed(reading.stamp());
		if (sealed || (reading == null && known == null)) {
			this.began.remove(file.name()); // that save is over
			return keepWhole(file, reading, whole);
		}
		return read(file, quiet, whole, known);
	}

	private Seen keepWhole(ResolvedFile file, @Nullable Reading reading, Whole whole) throws IOException {
		boolean kept = reading == null || whole.test(reading);
		if (kept) {
			this.reader.keep(file, reading);
		}
		return new Seen(reading, kept);
	}

	private Seen read(ResolvedFile file, FileReader.Quiet quiet, Whole whole, @Nullable Reading known)
			throws IOException {
		Observation observed = new Observation(file, false);
		Deadline patience = Deadline.after(PATIENCE, this.platform.nanoTime());
		for (long pause = SHORTEST_PAUSE_MICROS;; pause = Math.min(2 * pause, LONGEST_PAUSE_MICROS)) {
			Reading reading = this.reader.look(file, quiet);
			Answer answer = observed.judgeToRead(reading, known != null);
			if (answer == Answer.NO && observed.isConfirmed(reading, () -> this.reader.look(file, quiet))) {
				this.began.remove(file.name());
				return keepWhole(file, reading, whole);
			}
			if (answer == Answer.YES && isBefore(known, reading) && isShort(file)) {
				return new Seen(known, true);
			}
			if (patience.isExpired()) {
				// not kept: it may be half of what its writer means
				return (reading != null) ? new Seen(reading.unsettled(), whole.test(reading)) : new Seen(null, true);
			}
			pauseWhateverHappens(pause);
		}
	}

	/**
	 * Whether this is what was there before the save began, and not before a commit that
	 * came in between: a commit makes another file.
	 */
	private static boolean isBefore(@Nullable Reading known, @Nullable Reading reading) {
		return known != null && reading != null && known.stamp().identity().equals(reading.stamp().identity());
	}

	/**
	 * Whether this save has been under way for a sensible time. Who keeps a file open for
	 * writing for ever must not hide it for ever.
	 */
	private boolean isShort(ResolvedFile file) {
		long now = this.platform.nanoTime().getAsLong();
		return now - this.began.computeIfAbsent(file.name(), (name) -> now) < LONGEST_SAVE.toNanos();
	}

	/** A read does not end early, and an interrupt is not forgotten. */
	private static void pauseWhateverHappens(long micros) {
		boolean interrupted = Thread.interrupted();
		if (!pause(micros)) {
			interrupted = true;
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

	/** {@code false} if the thread is interrupted, which it stays. */
	private static boolean pause(long micros) {
		try {
			TimeUnit.MICROSECONDS.sleep(micros);
			return true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	/** What is seen of one file from look to look. */
	private final class Observation {

		private final ResolvedFile file;

		private final boolean thorough;

		private @Nullable FileStamp stamp;

		private long since;

		private boolean missing;

		private Observation(ResolvedFile file, boolean thorough) {
			this.file = file;
			this.thorough = thorough;
		}

		/**
		 * By a monotonic clock if a stamp stays the same: the wall clock of the file
		 * system may be some way off ours.
		 */
		private Answer judge(@Nullable Reading reading, boolean known) {
			if (reading == null) {
				return (known && isGap()) ? Answer.PERHAPS : Answer.NO;
			}
			if (!this.thorough && SavesUnderWay.isSealed(reading.stamp())) {
				return Answer.NO;
			}
			if (!reading.stamp().equals(this.stamp)) {
				this.stamp = reading.stamp();
				this.since = now();
			}
			Answer answer = QuietReader.this.saves.ask(this.file.file(), reading.stamp());
			// as long as that took counts too: whether it stayed the same is looked at
			// again
			boolean quiet = now() - this.since >= SavesUnderWay.QUIET.toNanos();
			return (answer == Answer.PERHAPS && quiet) ? Answer.NO : answer;
		}

		/**
		 * Who keeps a file open for writing, and has written nothing for long, does not
		 * save it.
		 */
		private Answer judgeToRead(@Nullable Reading reading, boolean known) {
			Answer answer = judge(reading, known);
			boolean idle = reading != null && QuietReader.this.saves.age(reading.stamp()).compareTo(LONGEST_SAVE) > 0;
			return idle ? Answer.NO : answer;
		}

		/**
		 * No longer than a gap from the first look: others may change the directory all
		 * the time.
		 */
		private boolean isGap() {
			if (!this.missing) {
				this.missing = true;
				this.since = now();
			}
			return now() - this.since < GAP.toNanos() && mayComeBack();
		}

		private long now() {
			return QuietReader.this.platform.nanoTime().getAsLong();
		}

		/** Whether the file has just gone, which its directory tells. */
		private boolean mayComeBack() {
			try {
				FileStamp directory = QuietReader.this.platform.files().stat(this.file.directory());
				return directory != null && directory.posix()
						&& QuietReader.this.saves.age(directory).abs().compareTo(GAP) < 0;
			}
			catch (IOException ex) {
				return false; // the read tells what is wrong
			}
		}

		/**
		 * Whether the file is still what was read. It was read before anybody was asked
		 * about writers, and one may have written the rest and gone in between.
		 */
		private boolean isConfirmed(@Nullable Reading reading, Again again) {
			if (reading == null || (!this.thorough && SavesUnderWay.isSealed(reading.stamp()))) {
				return true;
			}
			Reading now = again.read();
			return now != null && now.stamp().equals(reading.stamp())
					&& now.file().revision().equals(reading.file().revision());
		}

	}

	/** Reads once more. */
	@FunctionalInterface
	private interface Again {

		@Nullable Reading read();

	}

}
