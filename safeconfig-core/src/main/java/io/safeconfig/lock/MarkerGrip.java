package io.safeconfig.lock;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Future;

import io.safeconfig.lock.MarkerFiles.Found;
import io.safeconfig.os.Platform;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A marker while it holds a lock. */
final class MarkerGrip implements Grip {

	private static final Logger logger = LoggerFactory.getLogger(MarkerGrip.class);

	private final Platform platform;

	private final MarkerFiles markers;

	private final Path marker;

	private final String nonce;

	private final boolean recovered;

	private final Leave leave;

	private final Future<?> heartbeat;

	MarkerGrip(Platform platform, MarkerFiles markers, Path marker, String nonce, boolean recovered, Leave leave) {
		this.platform = platform;
		this.markers = markers;
		this.marker = marker;
		this.nonce = nonce;
		this.recovered = recovered;
		this.leave = leave;
		this.heartbeat = Heartbeats.begin(this::beat);
	}

	/** What has to be done when the marker is gone. */
	interface Leave {

		/**
		 * End the turn.
		 * @param removed whether the marker is removed; one that was not found may only
		 * be out of reach with its whole directory, and come back
		 */
		void end(boolean removed);

	}

	@Override
	public boolean isRecovered() {
		return this.recovered;
	}

	/**
	 * Always: a marker that somebody removed by hand may have been of a holder that is
	 * stopped. When that one goes on, nothing that it has staged must be there any more.
	 */
	@Override
	public boolean needsClearing() {
		return true;
	}

	@Override
	public void clearedUp() {
	}

	/**
	 * By the nonce alone, which nobody draws twice: the next file gets the inode number
	 * of the last one, and not every platform has such numbers.
	 */
	@Override
	public boolean isIntact() throws IOException {
		Found found = this.markers.find(this.marker);
		return found != null && found.isOf(this.nonce);
	}

	private void beat() {
		try {
			if (isIntact()) {
				this.platform.files().setModified(this.marker, this.platform.clock().instant());
			}
		}
		catch (IOException ex) {
			logger.debug("The marker {} shows no sign of life", this.marker, ex);
		}
	}

	@Override
	public void release(boolean clean) {
		this.heartbeat.cancel(false);
		boolean removed = false;
		try {
			if (isIntact()) {
				this.markers.delete(this.marker); // nobody else may remove it: we live
				removed = true;
			}
		}
		catch (IOException ex) {
			logger.warn("Cannot remove the marker {}; other processes wait for its lock until it is gone", this.marker,
					ex);
		}
		finally {
			this.leave.end(removed);
		}
	}

}
