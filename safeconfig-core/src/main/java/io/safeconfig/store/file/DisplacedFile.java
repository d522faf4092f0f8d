package io.safeconfig.store.file;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;

import io.safeconfig.os.OpenFile;
import io.safeconfig.os.OpenFile.Writers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One displaced file that somebody may still write to. Thread-safe. */
final class DisplacedFile {

	/** How long a file is watched that nobody is known to write to. */
	private static final Duration WATCH = Duration.ofSeconds(1);

	/**
	 * How long nothing may be written before it is done, where nothing surer is known.
	 */
	private static final Duration QUIET = Duration.ofMillis(500);

	/** Who has it open for longer does not save it. */
	private static final Duration LONGEST = Duration.ofMinutes(10);

	private static final Logger logger = LoggerFactory.getLogger(DisplacedFile.class);

	private final ResolvedFile target;

	private final Reading before;

	private final OpenFile open;

	/** Whether the system tells who writes. */
	private final boolean awaited;

	private final long since;

	/** What was written, as of the last look; {@code null} for nothing. */
	private byte @Nullable [] written;

	private long writtenSince;

	private boolean closed;

	DisplacedFile(ResolvedFile target, Reading before, OpenFile open, boolean awaited, long now) {
		this.target = target;
		this.before = before;
		this.open = open;
		this.awaited = awaited;
		this.since = now;
	}

	/** What becomes of a file. */
	enum Fate {

		/** It has to be looked at again. */
		OPEN,

		/** Nobody has written to it, and nobody will. */
		UNTOUCHED,

		/** Somebody has written to it and is done. */
		WRITTEN

	}

	ResolvedFile target() {
		return this.target;
	}

	Reading before() {
		return this.before;
	}

	/** Whether somebody is known to write, so that it must stay open. */
	synchronized boolean isBusy() {
		return this.awaited || this.written != null;
	}

	synchronized Fate look(long now) {
		if (this.closed) {
			return Fate.UNTOUCHED;
		}
		boolean changed = isChanged();
		if (changed && !isAsWritten()) {
			this.written = read();
			this.writtenSince = now;
		}
		if (now - this.since > LONGEST.toNanos()) {
			return changed ? Fate.WRITTEN : Fate.UNTOUCHED;
		}
		// only where leases are known to tell: else a refusal would keep it open for long
		Writers writers = this.awaited ? this.open.holdOff() : Writers.UNKNOWN;
		this.open.letIn();
		return fate(changed, writers, now);
	}

	/** A process that waited to open the file may not have run since. */
	private Fate fate(boolean changed, Writers writers, long now) {
		if (writers == Writers.SOME) {
			return Fate.OPEN;
		}
		if (changed) {
			boolean done = writers == Writers.NONE || now - this.writtenSince > QUIET.toNanos();
			return done ? Fate.WRITTEN : Fate.OPEN;
		}
		return (now - this.since > WATCH.toNanos()) ? Fate.UNTOUCHED : Fate.OPEN;
	}

	/** Whether something else is in it than what was displaced. */
	synchronized boolean isChanged() {
		byte[] content = this.closed ? null : read();
		return content != null && !Arrays.equals(content, this.before.file().content());
	}

	private boolean isAsWritten() {
		return this.written != null && Arrays.equals(read(), this.written);
	}

	private byte @Nullable [] read() {
		try {
			return content();
		}
		catch (IOException ex) {
			logger.warn("Cannot look at the displaced file of {}", this.target.name(), ex);
			return null;
		}
	}

	/** What is in it, whatever may be read otherwise: it is somebody's work. */
	synchronized byte[] content() throws IOException {
		return this.open.read(FileConfigStoreBuilder.LARGEST_MAX_FILE_SIZE);
	}

	synchronized void close() {
		this.closed = true;
		this.open.close();
	}

}
