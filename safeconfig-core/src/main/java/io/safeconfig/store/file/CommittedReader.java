package io.safeconfig.store.file;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.safeconfig.ConfigStorageException;
import io.safeconfig.store.StoredFile;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is committed, without a lock: a commit of several files is seen as a whole
 * from its commit point on, although the files are replaced one after the other, and also
 * if its process died in between. Whoever sees the new content of one file sees that of
 * the others from then on. Thread-safe.
 */
final class CommittedReader {

	private static final int ATTEMPTS = 100;

	private final StoreParts parts;

	private final FileReader reader;

	private final Recovery recovery;

	private final ReadCounts counts;

	private volatile boolean writtenInPlace;

	CommittedReader(StoreParts parts, Recovery recovery, ReadCounts counts) {
		this.counts = counts;
		this.parts = parts;
		this.reader = parts.reader();
		this.recovery = recovery;
	}

	/** The second time it costs one look at the file. */
	Optional<StoredFile> read(String name) {
		Reading current = this.reader.current(name);
		count(current);
		if (current != null) {
			return Optional.of(current.file());
		}
		this.parts.paths().requireAllowed(name);
		return this.parts.ground().look("read", name, () -> readNow(name));
	}

	/** What is missing is absent only if the name still leads there. */
	private Optional<StoredFile> readNow(String name) throws IOException {
		boolean whole = true;
		for (int attempt = 0; attempt < TurnedLinks.ATTEMPTS; attempt++) {
			ResolvedFile file = this.parts.paths().resolve(name);
			// before the file: a commit that is seen in the file was seen here
			PendingCommits pending = settled();
			QuietReader.Seen seen = look(file, pending);
			whole = seen.whole();
			Optional<StoredFile> found = whole ? pending.over(file, seen.reading()) : Optional.empty();
			if (found.isPresent() || (whole && !this.parts.links().isTurned(file))) {
				return found;
			}
		}
		throw whole ? TurnedLinks.allTheTime("read", name)
				: new ConfigStorageException(name,
						"Cannot read '" + name + "': it was written in place " + TurnedLinks.ATTEMPTS
								+ " times while it was being read",
						"Find out what changes the file all the time.", null);
	}

	/**
	 * Whether nobody wrote in place while the file was read, for which
	 * {@link InPlaceWrite} has the proof. A settled stamp is older than any write that
	 * goes on: the file is touched before.
	 */
	private boolean isWhole(PendingCommits before, ResolvedFile file, Reading reading) throws IOException {
		return reading.settled() || !isWrittenInPlace() || (before.areTheSame(this.parts.journals().list())
				&& reading.stamp().equals(this.parts.platform().files().stat(file.file())));
	}

	/** Whether any file ever was; that does not end. */
	private boolean isWrittenInPlace() throws IOException {
		this.writtenInPlace = this.writtenInPlace
				|| this.parts.platform().files().stat(OwnNames.inPlace(this.parts.options().base())) != null;
		return this.writtenInPlace;
	}

	private boolean isQuiet(PendingCommits before) throws IOException {
		return before.areNone() && this.parts.journals().list().isEmpty();
	}

	private void count(@Nullable Reading current) {
		if (current != null) {
			this.counts.cached();
		}
		else {
			this.counts.read();
		}
	}

	/** Commits that are still under way, without those whose processes are gone. */
	private PendingCommits settled() throws IOException {
		PendingCommits pending = PendingCommits.look(this.parts);
		if (this.parts.options().readOnly()) {
			return pending;
		}
		return this.recovery.attempt(pending.committed()) ? PendingCommits.look(this.parts) : pending;
	}

	/** The names of all files, given those that are found in the directory. */
	List<String> list(FileListing listing) {
		return this.parts.ground().look("list files", "", () -> {
			PendingCommits pending = settled();
			return pending.over(listing.names());
		});
	}

	/**
	 * Several files as they were together at one moment. What was read is looked at once
	 * more: if nothing has changed and the same commits are under way, no commit took
	 * effect in between, and all was true together then. A commit that began and ended in
	 * between left the mark of a replaced file, since each look at the journals comes
	 * before the second look at the files.
	 * @return {@code null} if the files were never quiet
	 */
	@Nullable Map<String, StoredFile> readTogether(Set<String> names) {
		names.forEach(this.parts.paths()::requireAllowed);
		for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
			Optional<Map<String, StoredFile>> found = this.parts.ground()
				.look("read", String.join(", ", names), () -> Optional.ofNullable(attempt(names)));
			if (found.isPresent()) {
				return found.get();
			}
		}
		return null;
	}

	private @Nullable Map<String, StoredFile> attempt(Set<String> names) throws IOException {
		List<ResolvedFile> files = new ArrayList<>();
		for (String name : names) {
			files.add(this.parts.paths().resolve(name));
		}
		MissingFiles missing = new MissingFiles(this.parts, files);
		PendingCommits pending = settled();
		Map<ResolvedFile, @Nullable Reading> readings = new HashMap<>();
		Map<String, StoredFile> found = new HashMap<>();
		for (ResolvedFile file : files) {
			Reading current = this.reader.current(file.name());
			count(current);
			Reading reading = (current != null) ? current : readWithOthers(file, pending);
			readings.put(file, reading);
			missing.add(file, reading);
			pending.over(file, reading).ifPresent((stored) -> found.put(file.name(), stored));
		}
		return (pending.areTheSame(this.parts.journals().list()) && missing.wereNeverThereTogether()
				&& areUnchanged(readings)) ? found : null;
	}

	private QuietReader.Seen look(ResolvedFile file, PendingCommits pending) throws IOException {
		if (pending.writeInPlace(file)) {
			Reading reading = this.reader.look(file, () -> false);
			return new QuietReader.Seen(reading, reading == null || isWhole(pending, file, reading));
		}
		return this.parts.quietReader()
			.read(file, () -> isQuiet(pending), (reading) -> isWhole(pending, file, reading));
	}

	/** The second look at all of them tells whether it was whole. */
	private @Nullable Reading readWithOthers(ResolvedFile file, PendingCommits pending) throws IOException {
		if (pending.writeInPlace(file)) {
			return this.reader.look(file, () -> false);
		}
		return this.parts.quietReader().read(file, () -> isQuiet(pending), (reading) -> true).reading();
	}

	/** What is missing first, see {@link MissingFiles}. */
	private boolean areUnchanged(Map<ResolvedFile, @Nullable Reading> readings) throws IOException {
		return areUnchanged(readings, false) && areUnchanged(readings, true);
	}

	private boolean areUnchanged(Map<ResolvedFile, @Nullable Reading> readings, boolean present) throws IOException {
		for (Map.Entry<ResolvedFile, @Nullable Reading> reading : readings.entrySet()) {
			ResolvedFile file = reading.getKey();
			if ((reading.getValue() != null) == present && (!this.reader.isUnchanged(file, reading.getValue())
					|| !this.parts.paths().resolve(file.name()).equals(file))) {
				return false;
			}
		}
		return true;
	}

}
