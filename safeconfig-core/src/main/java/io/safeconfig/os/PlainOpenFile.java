package io.safeconfig.os;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An open file that knows nothing of writers. Not a channel: those are closed by an
 * interrupt of the thread that reads.
 */
final class PlainOpenFile implements OpenFile {

	private static final Logger logger = LoggerFactory.getLogger(PlainOpenFile.class);

	/** What is taken at once. */
	private static final int CHUNK = 64 * 1024;

	private final Path path;

	private final RandomAccessFile file;

	private boolean used;

	PlainOpenFile(Path path) throws IOException {
		this.path = path;
		this.file = open(path);
	}

	/** Its error is the same whatever the reason. */
	private static RandomAccessFile open(Path path) throws IOException {
		try {
			return new RandomAccessFile(path.toFile(), "r");
		}
		catch (FileNotFoundException ex) {
			if (Files.exists(path)) {
				throw ex;
			}
			NoSuchFileException missing = new NoSuchFileException(path.toString());
			missing.initCause(ex);
			throw missing;
		}
	}

	@Override
	public byte[] read(int limit) throws IOException {
		if (this.used) {
			this.file.seek(0);
		}
		this.used = true;
		byte[] content = new byte[Math.min(limit, CHUNK)];
		int length = 0;
		while (length < limit) {
			if (length == content.length) {
				content = Arrays.copyOf(content, (int) Math.min(limit, 2L * length));
			}
			int wanted = Math.min(CHUNK, content.length - length);
			int count = this.file.read(content, length, wanted);
			length += Math.max(0, count);
			if (count < wanted) { // a regular file gives less only at its end, read(2)
				return Arrays.copyOf(content, length);
			}
		}
		return content;
	}

	@Override
	public Writers holdOff() {
		return Writers.UNKNOWN;
	}

	@Override
	public boolean isAwaited() {
		return true;
	}

	@Override
	public void letIn() {
		// nobody is kept out
	}

	@Override
	public void close() {
		try {
			this.file.close();
		}
		catch (IOException ex) {
			logger.debug("Closing {} after reading failed", this.path, ex);
		}
	}

}
