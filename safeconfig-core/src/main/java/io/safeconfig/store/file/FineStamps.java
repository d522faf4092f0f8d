package io.safeconfig.store.file;

import java.io.IOException;
import java.nio.file.Path;

import io.safeconfig.os.FileOperations;
import io.safeconfig.os.FileStamp;
import io.safeconfig.os.Platform;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out whether a file system gives each change of a file that was looked at another
 * time, as Linux does since 6.13 ("multigrain timestamps"). Then a rename is always later
 * than the write before it, and nothing has to be done to make it so. An exchange is not:
 * on XFS it changes no time of the files.
 */
final class FineStamps {

	private static final Logger logger = LoggerFactory.getLogger(FineStamps.class);

	/**
	 * A clock that advances in steps of milliseconds does not do so that often by luck.
	 */
	private static final int ROUNDS = 5;

	private final FileOperations files;

	private final Path written;

	private final Path renamed;

	FineStamps(Platform platform, Path base) {
		this.files = platform.files();
		String nonce = platform.nonces().get();
		this.written = OwnNames.leaseProbe(base, nonce);
		this.renamed = OwnNames.leaseProbe(base, nonce + "-renamed");
	}

	/** The device that has them, {@code null} if the directory is on one that has not. */
	@Nullable Long device() {
		try {
			FileStamp stamp = null;
			for (int round = 0; round < ROUNDS; round++) {
				stamp = round();
				if (stamp == null) {
					return null;
				}
			}
			return (stamp != null) ? stamp.identity().device() : null;
		}
		catch (IOException ex) {
			logger.debug("Cannot find out how fine the time stamps are", ex);
			return null;
		}
	}

	private @Nullable FileStamp round() throws IOException {
		this.files.createPrivateFile(this.written);
		try {
			this.files.overwrite(this.written, new byte[1]);
			FileStamp before = this.files.stat(this.written);
			this.files.rename(this.written, this.renamed);
			FileStamp after = this.files.stat(this.renamed);
			boolean fine = before != null && after != null && after.posix()
					&& after.changed().compareTo(after.modified()) > 0 && after.modified().equals(before.modified());
			return fine ? after : null;
		}
		finally {
			this.files.delete(this.written);
			this.files.delete(this.renamed);
		}
	}

}
