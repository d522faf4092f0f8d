package io.safeconfig.store.file;

import java.time.Duration;
import java.time.Instant;

import io.safeconfig.os.FileStamp;
import io.safeconfig.os.Platform;
import io.safeconfig.store.StoredFile;
import org.jspecify.annotations.Nullable;

/**
 * Decides when a stamp proves the content. Time stamps of files advance in steps, so two
 * changes within one step leave the same stamp. A stamp is settled once a later change
 * must get another one: the content was read when the stamp was older than any step.
 */
final class Settling {

	/** Longer than the step of any file system; FAT has the longest with 2 s. */
	static final Duration STEP = Duration.ofMillis(2500);

	/**
	 * A stamp older than this by the wall clock is older than a step even if the clock of
	 * a file server is some way off this one.
	 */
	private static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(1);

	private final Platform platform;

	Settling(Platform platform) {
		this.platform = platform;
	}

	/**
	 * The reading that has just been made.
	 * @param before what was known before it was made, or {@code null}
	 * @param began when reading began, on the monotonic clock
	 */
	Reading reading(FileStamp stamp, StoredFile file, @Nullable Reading before, long began) {
		boolean sameStamp = before != null && before.stamp().equals(stamp);
		long firstSeen = (sameStamp && before != null) ? before.firstSeen() : began;
		boolean settled = stamp.posix() && (isOld(stamp) || began - firstSeen > STEP.toNanos());
		return new Reading(stamp, file, firstSeen, settled);
	}

	private boolean isOld(FileStamp stamp) {
		Instant limit = this.platform.clock().instant().minus(CLOCK_DIFFERENCE);
		return stamp.modified().toInstant().isBefore(limit) && stamp.changed().toInstant().isBefore(limit);
	}

}
