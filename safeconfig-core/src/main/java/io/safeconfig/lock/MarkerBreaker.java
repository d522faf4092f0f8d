package io.safeconfig.lock;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Supplier;

import io.safeconfig.lock.MarkerFiles.Found;
import io.safeconfig.os.FileOperations;
import io.safeconfig.os.Platform;
import io.safeconfig.os.ProcessIdentity;
import io.safeconfig.os.ProcessTable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes markers whose process is proved to have ended, and no other ones.
 * <p>
 * <em>Why two breakers never remove two markers.</em> Whoever wants to remove a marker
 * first takes the right to, which is another marker, named after the nonce of the first
 * one. Only one process has it at a time, and only after it has got it, it looks at the
 * marker again. If the marker is still the one with that nonce, then nobody else can
 * remove it now: its owner is dead, and everybody else needs the right. So what is
 * removed next is that marker. A breaker that was slow gets the right when another one
 * has given it back, which that one does after the removal; then the marker is gone, or
 * one with another nonce, and stays. A nonce is drawn once, so a marker that is gone
 * never comes back.
 * <p>
 * Somebody who removes markers by hand needs no right. Who does so between the look and
 * the removal can cost the next holder its marker; that one finds out before it commits.
 * <p>
 * A breaker that dies leaves its right behind, and the right is a marker: the next one
 * removes that first, in the same way.
 */
final class MarkerBreaker {

	private static final Logger logger = LoggerFactory.getLogger(MarkerBreaker.class);

	/** So many breakers one after the other do not die at the same marker. */
	private static final int DEEPEST = 8;

	private final FileOperations files;

	private final MarkerFiles markers;

	private final ProcessTable processes;

	private final ProcessIdentity self;

	private final Supplier<OwnerRecord> breaking;

	/**
	 * Create a breaker.
	 * @param breaking who takes the right, with a new nonce each time
	 */
	MarkerBreaker(Platform platform, MarkerFiles markers, Supplier<OwnerRecord> breaking) {
		this.files = platform.files();
		this.markers = markers;
		this.processes = new ProcessTable(platform.files());
		this.self = MarkerFormat.spelled(platform.self());
		this.breaking = breaking;
	}

	/** Whether the owner of a marker is proved to have ended. */
	boolean isGone(@Nullable OwnerRecord owner) {
		return owner != null && !owner.nonce().isEmpty() && this.processes.isProvedGone(owner.process(), this.self);
	}

	/**
	 * Remove a marker if its owner is proved to have ended.
	 * @return the owner if this removed its marker; {@code null} if it lives, as far as
	 * is known, or somebody else is at it
	 */
	@Nullable OwnerRecord removeIfGone(Path marker) throws IOException {
		Found found = this.markers.find(marker);
		if (found == null || !isGone(found.owner())) {
			return null;
		}
		OwnerRecord dead = Objects.requireNonNull(found.owner());
		if (!remove(marker, dead.nonce(), 0)) {
			return null;
		}
		sweep(marker);
		return dead;
	}

	private boolean remove(Path marker, String nonce, int depth) throws IOException {
		Path right = MarkerFiles.right(marker, nonce);
		if (!take(right, depth)) {
			return false;
		}
		try {
			Found now = this.markers.find(marker);
			if (now == null || !now.isOf(nonce)) {
				return false;
			}
			this.markers.delete(marker);
			return true;
		}
		finally {
			this.markers.deleteScratch(right);
		}
	}

	/** The next look will find it free, if it is the right of somebody dead. */
	private boolean take(Path right, int depth) throws IOException {
		if (this.markers.create(right, this.breaking.get())) {
			return true;
		}
		Found other = this.markers.find(right);
		if (other != null && isGone(other.owner()) && depth < DEEPEST) {
			remove(right, Objects.requireNonNull(other.owner()).nonce(), depth + 1);
		}
		return false;
	}

	/**
	 * Clear away what processes that are gone left in passing, rights in the same way as
	 * markers.
	 */
	void sweep(Path marker) {
		try {
			for (Path entry : this.files.list(Objects.requireNonNull(marker.getParent()))) {
				Found found = MarkerFiles.isScratch(entry) ? this.markers.find(entry) : null;
				if (found == null || !isGone(found.owner())) {
					continue;
				}
				if (MarkerFiles.isRight(entry)) {
					remove(entry, Objects.requireNonNull(found.owner()).nonce(), 1);
				}
				else {
					this.markers.deleteScratch(entry);
				}
			}
		}
		catch (IOException ex) {
			logger.debug("Cannot clear up beside {}", marker, ex);
		}
	}

}
