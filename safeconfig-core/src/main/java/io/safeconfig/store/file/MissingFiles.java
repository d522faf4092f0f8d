package io.safeconfig.store.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.safeconfig.os.FileStamp;
import org.jspecify.annotations.Nullable;

/**
 * Files that were missing when several were read together. That such a file is missing
 * again at a second look does not tell that it was never there, as the stamp of a file
 * would: it may have come and gone. For one file that is of no account, if it is looked
 * at first: the others were unchanged at that moment. For several their directories tell.
 */
final class MissingFiles {

	private final StoreParts parts;

	/** As they were before any file was read. */
	private final Map<Path, @Nullable FileStamp> directories = new HashMap<>();

	private final Set<Path> concerned = new HashSet<>();

	private int missing;

	MissingFiles(StoreParts parts, List<ResolvedFile> files) throws IOException {
		this.parts = parts;
		for (ResolvedFile file : files) {
			Path directory = file.directory();
			if (!this.directories.containsKey(directory)) {
				this.directories.put(directory, parts.platform().files().stat(directory));
			}
		}
	}

	void add(ResolvedFile file, @Nullable Reading reading) {
		if (reading == null) {
			this.concerned.add(file.directory());
			this.missing++;
		}
	}

	boolean wereNeverThereTogether() throws IOException {
		if (this.missing < 2) {
			return true;
		}
		for (Path directory : this.concerned) {
			if (!Objects.equals(this.parts.platform().files().stat(directory), this.directories.get(directory))) {
				return false;
			}
		}
		return true;
	}

}
