package io.safeconfig.store.file;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import io.safeconfig.os.FileOperations;
import io.safeconfig.os.FileStamp;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a file over, with a committed journal that has its old and its new content. Only
 * while the lock of the file is held.
 * <p>
 * A reader takes no lock, and must not take a part of each for the content. It looks at
 * the journals, reads the file between two looks at its stamp, and looks at the journals
 * and the stamp again ({@link CommittedReader}). A write that goes on at that second look
 * has its journal there. One that has ended left a stamp that the file never had during
 * the write, which {@link #seal} makes sure of: then the last look finds another stamp
 * than the first. So what passes was read while nobody wrote.
 */
final class InPlaceWrite {

	private static final Logger logger = LoggerFactory.getLogger(InPlaceWrite.class);

	private static final long PAUSE = Duration.ofMillis(1).toNanos();

	private final StoreParts parts;

	private final FileOperations files;

	InPlaceWrite(StoreParts parts) {
		this.parts = parts;
		this.files = parts.platform().files();
	}

	/**
	 * To be called before the commit point: readers that find no mark do without the
	 * second look. It need not be durable, since no reader outlives the machine.
	 */
	void announce() throws IOException {
		Path mark = OwnNames.inPlace(this.parts.options().base());
		if (this.files.stat(mark) == null) {
			try {
				this.files.createFile(mark);
			}
			catch (FileAlreadyExistsException ex) {
				logger.debug("Another process writes in place, too");
			}
		}
	}

	/** Idempotent. After a failure the journal must stay. */
	void run(Path file, byte[] content) throws IOException {
		this.files.overwrite(file, content);
		seal(file);
	}

	/**
	 * Make the content durable, and give the file a stamp that it did not have before.
	 * Its time stamps advance in steps: wait for the next one.
	 */
	void seal(Path file) throws IOException {
		this.parts.forcing().file(file);
		FileStamp written = this.files.stat(file);
		long start = this.parts.platform().nanoTime().getAsLong();
		while (written != null && written.posix()) {
			this.files.touch(file);
			FileStamp now = this.files.stat(file);
			if (now == null || now.changed().compareTo(written.changed()) > 0) {
				return;
			}
			if (this.parts.platform().nanoTime().getAsLong() - start > Settling.STEP.toNanos()) {
				logger.warn("The time stamps of {} do not advance; who read it just now may have seen a part of a"
						+ " change", file);
				return;
			}
			LockSupport.parkNanos(PAUSE);
		}
	}

}
