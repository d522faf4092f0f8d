package io.safeconfig.store.file;

import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;

import io.safeconfig.ConfigFileTooLargeException;
import io.safeconfig.ConfigStorageException;
import io.safeconfig.InvalidConfigNameException;
import io.safeconfig.os.FileIdentity;
import io.safeconfig.os.FileStamp;
import io.safeconfig.os.OpenFile;
import io.safeconfig.os.Platform;
import io.safeconfig.store.Revision;
import io.safeconfig.store.StoredFile;
import org.jspecify.annotations.Nullable;

/**
 * Reads committed content without a lock. What was read before is kept and given out
 * again as long as a look at the file proves that it is still what is there; the garbage
 * collector may drop it. Thread-safe.
 */
final class FileReader {

	private static final int ATTEMPTS = 100;

	private final Platform platform;

	private final ConfigPaths paths;

	private final int maxSize;

	/** Files that must not even be opened. */
	private final Predicate<FileIdentity> lockFiles;

	private final Settling settling;

	private final ConcurrentMap<String, SoftReference<Reading>> readings = new ConcurrentHashMap<>();

	FileReader(Platform platform, ConfigPaths paths, int maxSize, Predicate<FileIdentity> lockFiles) {
		this.platform = platform;
		this.lockFiles = lockFiles;
		this.paths = paths;
		this.maxSize = maxSize;
		this.settling = new Settling(platform);
	}

	/**
	 * What was read before, if a look at the file proves that it is still what is
	 * committed; {@code null} if it must be read.
	 */
	@Nullable Reading current(String name) {
		Reading before = known(name);
		try {
			return (before != null && isCurrent(before, this.paths.unresolved(name))) ? before : null;
		}
		catch (IOException ex) {
			throw StorageFailures.of(name, "read", ex);
		}
	}

	/**
	 * Read a file, {@code null} if there is no regular file, and remember nothing.
	 * @param quiet whether no commit is under way: then what has been read may be given
	 * out later without reading it again. Asked after the file was read: a commit that
	 * began before may have changed its stamp already, and will not do so again.
	 */
	@Nullable Reading look(ResolvedFile file, Quiet quiet) {
		try {
			Reading reading = readFile(file.name(), file.file(), known(file.name()));
			boolean distrusted = reading != null && reading.settled() && !quiet.isQuiet();
			return (reading != null && distrusted) ? reading.unsettled() : reading;
		}
		catch (IOException ex) {
			throw StorageFailures.of(file.name(), "read", ex);
		}
	}

	/** Whether what has just been read is still there. */
	boolean isUnchanged(ResolvedFile file, @Nullable Reading reading) {
		try {
			FileStamp stamp = this.platform.files().stat(file.file());
			if (reading == null || stamp == null || !stamp.equals(reading.stamp())) {
				return reading == null && (stamp == null || stamp.isDirectory());
			}
			Reading again = reading.settled() ? reading : readFile(file.name(), file.file(), reading);
			return again != null && again.file().revision().equals(reading.file().revision());
		}
		catch (IOException ex) {
			throw StorageFailures.of(file.name(), "read", ex);
		}
	}

	/**
	 * What is there now, read anew, for a change to stand on: no stamp proves anything of
	 * a file that somebody writes to through mapped memory. The reader holds the lock.
	 */
	@Nullable Reading lookAnew(ResolvedFile file) {
		return look(file, () -> false);
	}

	/**
	 * Whether a file is what was read of it, with the same stamp, byte for byte.
	 * @param open the file at the path, opened since
	 */
	boolean isStill(ResolvedFile file, Reading before, OpenFile open) throws IOException {
		byte[] content = before.file().content();
		int limit = (content.length == Integer.MAX_VALUE) ? content.length : content.length + 1;
		return Arrays.equals(open.read(limit), content) && isAt(file, before);
	}

	/** Whether a file has the stamp that it had when it was read. */
	boolean isAt(ResolvedFile file, Reading before) throws IOException {
		return before.stamp().equals(this.platform.files().stat(file.file()));
	}

	/** Looks for commits that are under way. */
	@FunctionalInterface
	interface Quiet {

		/** Whether there are none. */
		boolean isQuiet() throws IOException;

	}

	/** What was last read of a file, whether or not it is still there. */
	@Nullable Reading known(String name) {
		SoftReference<Reading> kept = this.readings.get(name);
		return (kept != null) ? kept.get() : null;
	}

	private boolean isCurrent(Reading before, Path path) throws IOException {
		return before.settled() && before.stamp().equals(this.platform.files().stat(path));
	}

	/** Remember what was read, or that there is nothing. */
	@Nullable Reading keep(ResolvedFile file, @Nullable Reading reading) {
		if (reading == null) {
			this.readings.remove(file.name());
		}
		else {
			this.readings.put(file.name(), new SoftReference<>(reading));
		}
		return reading;
	}

	/**
	 * Read content that belongs to one stamp. A file replaced meanwhile is read again. A
	 * rename never shows half a file; a writer that overwrites in place may, and then the
	 * stamp is too fresh for the reading to be kept.
	 */
	private @Nullable Reading readFile(String name, Path path, @Nullable Reading before) throws IOException {
		for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
			long began = this.platform.nanoTime().getAsLong();
			FileStamp stamp = this.platform.files().stat(path);
			if (stamp == null || stamp.isDirectory()) {
				return null;
			}
			byte[] content = content(name, path, stamp);
			if (content != null && stamp.equals(this.platform.files().stat(path))) {
				return this.settling.reading(stamp, stored(content, stamp, before), before, began);
			}
		}
		throw new ConfigStorageException(name,
				"Cannot read '" + name + "': it changed " + ATTEMPTS + " times while it was being read",
				"Find out what rewrites the file all the time.", null);
	}

	private byte @Nullable [] content(String name, Path path, FileStamp stamp) throws IOException {
		if (!stamp.isFile()) {
			throw new ConfigStorageException(name, "Cannot read '" + name + "': it is not a regular file",
					"Replace the pipe, socket or device by a regular file.", null);
		}
		if (this.lockFiles.test(stamp.identity())) {
			throw new InvalidConfigNameException(name, "it is a hard link to a lock file");
		}
		if (stamp.size() > this.maxSize) {
			throw new ConfigFileTooLargeException(name, "read", this.maxSize);
		}
		try {
			byte[] content = this.platform.files().read(path, this.maxSize);
			return (content.length == stamp.size()) ? content : null;
		}
		catch (NoSuchFileException ex) {
			return null; // removed since: the next look tells
		}
	}

	/** Content that did not change keeps its arrays, so that it is not held twice. */
	private static StoredFile stored(byte[] content, FileStamp stamp, @Nullable Reading before) {
		if (before != null && before.stamp().equals(stamp) && Arrays.equals(before.file().content(), content)) {
			return before.file();
		}
		return new StoredFile(content, Revision.of(content), stamp.modified().toInstant());
	}

}
