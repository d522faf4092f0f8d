package io.safeconfig.store.file;

import java.io.IOException;
import java.nio.file.Path;

import io.safeconfig.ConfigConflictException;
import io.safeconfig.ConfigStorageException;
import io.safeconfig.ConfigVersion;
import io.safeconfig.store.Revision;
import org.jspecify.annotations.Nullable;

/**
 * Links that somebody turns elsewhere, as every deployment does that swaps directories. A
 * name is followed in several steps, and what it led to may be removed before the last of
 * them: then a file is missing that was never absent. So whoever misses a file follows
 * its name again, and believes it only if the name still leads there.
 */
final class TurnedLinks {

	/** Whoever turns a link that often in one read does nothing else. */
	static final int ATTEMPTS = 100;

	private final ConfigPaths paths;

	private final FileReader reader;

	TurnedLinks(ConfigPaths paths, FileReader reader) {
		this.paths = paths;
		this.reader = reader;
	}

	/** Whether the name leads elsewhere by now. */
	boolean isTurned(ResolvedFile file) throws IOException {
		return !follow(file.name()).equals(file);
	}

	/** Also to a file of a link target, which is none that can be locked here. */
	private ResolvedFile follow(String name) throws IOException {
		ConfigPaths.Crossing crossing = this.paths.crossing(name);
		if (crossing == null) {
			return this.paths.resolve(name);
		}
		Path outside = crossing.directory().resolve(crossing.name());
		return new ResolvedFile(name, "", outside, outside);
	}

	/** What is there where the name leads now; {@code null} if it leads where it led. */
	@Nullable Revision elsewhere(ResolvedFile file) throws IOException {
		ResolvedFile now = follow(file.name());
		return now.equals(file) ? null : revision(this.reader.lookAnew(now));
	}

	/**
	 * Make sure that a file which is missing where it was locked is absent.
	 * @throws ConfigConflictException if its name leads to a file elsewhere: the lock is
	 * that of another file, and who wants to change this one has to begin again
	 */
	void requireAbsent(ResolvedFile locked, String operation) throws IOException {
		ResolvedFile missing = locked;
		for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
			ResolvedFile now = follow(locked.name());
			if (now.equals(missing)) {
				return;
			}
			Revision found = revision(this.reader.lookAnew(now));
			if (!found.isAbsent()) {
				throw new ConfigConflictException(locked.name(), operation, null, null, version(found));
			}
			missing = now;
		}
		throw allTheTime(operation, locked.name());
	}

	/**
	 * Make sure that a name leads where it was locked.
	 * @param before what was there when it was locked
	 * @throws ConfigConflictException if it leads elsewhere
	 */
	void requireNotTurned(ResolvedFile locked, Revision before) throws IOException {
		Revision found = elsewhere(locked);
		if (found != null) {
			throw new ConfigConflictException(locked.name(), "change", version(before), version(before),
					version(found));
		}
	}

	private static @Nullable ConfigVersion version(Revision revision) {
		return revision.isAbsent() ? null : new ConfigVersion(revision.value());
	}

	private static Revision revision(@Nullable Reading reading) {
		return (reading != null) ? reading.file().revision() : Revision.ABSENT;
	}

	static ConfigStorageException allTheTime(String operation, String name) {
		return new ConfigStorageException(name, "Cannot " + operation + " '" + name + "': a link on its way was turned "
				+ ATTEMPTS + " times while it was being followed", "Find out what turns the link all the time.", null);
	}

}
