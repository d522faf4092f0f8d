package io.safeconfig.os;

import java.io.IOException;
import java.nio.file.Path;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An open file with the read leases of Linux (fcntl(2), "Leases"). The kernel grants one
 * only while no process has the file open for writing, not even this one, and keeps
 * whoever wants to waiting until the lease is given back.
 */
final class LeasedFile implements OpenFile {

	private static final Logger logger = LoggerFactory.getLogger(LeasedFile.class);

	private final LeaseLibrary library;

	private final Path path;

	private int descriptor;

	private boolean held;

	LeasedFile(LeaseLibrary library, Path path) throws IOException {
		this.library = library;
		this.path = path;
		this.descriptor = library.open(path);
	}

	@Override
	public byte[] read(int limit) throws IOException {
		return this.library.read(this.path, this.descriptor, limit);
	}

	@Override
	public Writers holdOff() {
		Writers writers = this.library.take(this.descriptor);
		this.held = writers == Writers.NONE;
		return writers;
	}

	@Override
	public boolean isAwaited() {
		return !this.held || !this.library.isHeld(this.descriptor);
	}

	@Override
	public void letIn() {
		if (this.held) {
			this.held = false;
			this.library.release(this.descriptor);
		}
	}

	/** Closing the descriptor gives its lease back. */
	@Override
	public void close() {
		if (this.descriptor >= 0) {
			try {
				this.library.close(this.path, this.descriptor);
			}
			catch (IOException ex) {
				logger.debug("Closing {} after reading failed", this.path, ex);
			}
			this.descriptor = -1;
			this.held = false;
		}
	}

}
