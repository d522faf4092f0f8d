package io.safeconfig.store.file;

import java.io.IOException;
import java.util.List;

import io.safeconfig.ConfigStorageException;
import io.safeconfig.os.FileStamp;
import io.safeconfig.os.MountPoints;
import io.safeconfig.os.Platform;
import io.safeconfig.os.SystemErrors;
import io.safeconfig.store.file.ProbeReport.Finding;
import io.safeconfig.store.file.ProbeReport.Result;

/**
 * Opens stores that only read, without writing anything, and refuses what they do not.
 */
final class ReadOnlyOpening {

	private static final String NEXT_STEP = "Make the change with a store that is not opened with"
			+ " safeconfig.read-only=true.";

	private ReadOnlyOpening() {
	}

	/**
	 * How others lock does not matter to who takes no lock.
	 * @throws ConfigStorageException if the base directory is not there, or cannot be
	 * listed
	 */
	static FileConfigStore open(FileStoreOptions options, Platform platform) {
		try {
			FileStamp stamp = platform.files().stat(options.base());
			if (stamp == null || !stamp.isDirectory()) {
				throw BaseDirectory.failure(options.base(),
						(stamp == null) ? "it does not exist, and a store that only reads creates nothing"
								: "it is a file, not a directory",
						"Create the directory, or choose another base directory.", null);
			}
			FileStoreOptions real = LinkTargets.real(options.withBase(platform.files().realPath(options.base())),
					platform.files());
			platform.files().list(real.base());
			Finding finding = new Finding("read-only", Result.LIMITED, "nothing is written and no lock is taken");
			String type = new MountPoints(platform.files()).typeOf(real.base());
			return FileConfigStore.open(real, platform, new ProbeReport(type, List.of(finding)), null);
		}
		catch (IOException ex) {
			throw BaseDirectory.failure(options.base(), SystemErrors.reason(ex), SystemErrors.nextStep(ex), ex);
		}
	}

	/** Throws if the store only reads. */
	static void requireWritable(FileStoreOptions options, String operation, String name) {
		if (options.readOnly()) {
			throw new ConfigStorageException(name,
					"Cannot " + operation + " '" + name + "': the store was opened with safeconfig.read-only=true",
					NEXT_STEP, null);
		}
	}

}
