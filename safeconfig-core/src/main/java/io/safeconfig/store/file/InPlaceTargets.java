package io.safeconfig.store.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.HashSet;
import java.util.Set;

import io.safeconfig.ConfigStorageException;
import io.safeconfig.os.SystemErrors;
import io.safeconfig.store.FileChange;

/** The files of one commit that are written in place, because they cannot be replaced. */
final class InPlaceTargets {

	static final String ADVICE = " A file that can only be written where it lies is, with"
			+ " safeconfig.write.on-non-atomic=in-place.";

	private final StoreParts parts;

	private final Set<String> names = new HashSet<>();

	InPlaceTargets(StoreParts parts) {
		this.parts = parts;
	}

	boolean areWanted() {
		return this.parts.options().onNonAtomic() == NonAtomicWrite.IN_PLACE;
	}

	boolean contains(ResolvedFile target) {
		return this.names.contains(target.canonicalName());
	}

	boolean areNone() {
		return this.names.isEmpty();
	}

	/** Whether it was not known yet that this file has to be written in place. */
	boolean add(ResolvedFile target) {
		return areWanted() && this.names.add(target.canonicalName());
	}

	/**
	 * Find out whether a file that is there has to be written in place.
	 * @throws ConfigStorageException if it has to and cannot; nothing was changed
	 */
	void look(ResolvedFile target, FileChange change, RemovableEntries removable) {
		if (change instanceof FileChange.Write && (contains(target) || !removable.isReplaceable(target))) {
			requireWritable(target);
			this.names.add(target.canonicalName());
		}
	}

	private void requireWritable(ResolvedFile target) {
		try {
			this.parts.platform().files().requireWritable(target.file());
		}
		catch (IOException ex) {
			throw new ConfigStorageException(
					target.name(), "Cannot change '" + target.name()
							+ "', which can neither be replaced nor written in place: " + SystemErrors.reason(ex),
					SystemErrors.nextStep(ex), ex);
		}
	}

	/** What to do about a file that could be written in place and is not. */
	static String advice(IOException ex) {
		String reason = SystemErrors.reason(ex);
		boolean helps = ex instanceof AccessDeniedException || ex instanceof AccessNotKeptException
				|| reason.contains("busy") || reason.contains("not permitted");
		return helps ? ADVICE : "";
	}

}
