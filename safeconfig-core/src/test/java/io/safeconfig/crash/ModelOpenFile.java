package io.safeconfig.crash;

import java.io.IOException;

import io.safeconfig.os.OpenFile;

/** An open file of the model, which nobody ever has open for writing. */
record ModelOpenFile(Reader reader) implements OpenFile {

	/** Reads it. */
	@FunctionalInterface
	interface Reader {

		byte[] read(int limit) throws IOException;

	}

	/** The model reads one byte more than it is asked for, to tell that there is more. */
	@Override
	public byte[] read(int limit) throws IOException {
		return this.reader.read(limit - 1);
	}

	@Override
	public Writers holdOff() {
		return Writers.NONE;
	}

	@Override
	public boolean isAwaited() {
		return false;
	}

	@Override
	public void letIn() {
	}

	@Override
	public void close() {
	}

}
