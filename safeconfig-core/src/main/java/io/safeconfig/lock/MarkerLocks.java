package io.safeconfig.lock;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import io.safeconfig.LockOwner;
import io.safeconfig.lock.MarkerFiles.Found;
import io.safeconfig.os.Platform;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Locks that are held by whoever has created a marker, for file systems that cannot lock.
 * A marker of a process that is proved to have ended is removed by whoever wants its lock
 * next. The file system tells nobody that a marker is gone, so waiting is looking again
 * and again, with pauses that grow and are never equal.
 */
final class MarkerLocks implements LockMechanism {

	private static final Logger logger = LoggerFactory.getLogger(MarkerLocks.class);

	private static final long FIRST_PAUSE_MICROS = 500;

	private static final long LONGEST_PAUSE_MICROS = 50_000;

	/**
	 * Markers of this process that could not be removed when their locks were released.
	 */
	private static final Set<String> RELEASED = ConcurrentHashMap.newKeySet();

	private final Platform platform;

	private final @Nullable String application;

	private final LockActivity activity;

	private final LockFiles lockFiles;

	private final MarkerFiles markers;

	private final MarkerBreaker breaker;

	/** The directories in which this store has cleared up. */
	private final Set<Path> swept = ConcurrentHashMap.newKeySet();

	private final LockGates gates = LockGates.OF_THIS_JVM;

	private final Turnstile turnstile = new Turnstile(this.gates,
			(request) -> request.timedOutAtMarker(holderOf(request.target())));

	MarkerLocks(Platform platform, @Nullable String application, LockActivity activity) {
		this.platform = platform;
		this.application = application;
		this.activity = activity;
		this.lockFiles = new LockFiles(platform, this.gates);
		this.markers = new MarkerFiles(platform.files());
		this.breaker = new MarkerBreaker(platform, this.markers, () -> self("break a lock"));
	}

	private OwnerRecord self(String operation) {
		return new OwnerRecord(this.platform.self(), this.platform.nonces().get(), this.application,
				Thread.currentThread().getName(), LockRequest.activity(operation), this.platform.clock().instant());
	}

	@Override
	public Grip acquire(LockRequest request) throws IOException, InterruptedException {
		LockGate gate = this.lockFiles.enterByName(request.target());
		Grip held = this.turnstile.pass(gate, request, () -> take(gate, request));
		if (held == null) {
			throw this.turnstile.timedOut(request);
		}
		return held;
	}

	/** {@code null} if others hold it until the deadline. */
	private @Nullable Grip take(LockGate gate, LockRequest request) throws IOException, InterruptedException {
		boolean recovered = false;
		long pause = FIRST_PAUSE_MICROS;
		while (true) {
			Grip held = tryTake(gate, request, recovered);
			if (held != null) {
				return held;
			}
			if (takeOver(request.target())) {
				recovered = true;
				continue;
			}
			if (removeReleased(request.target().lockFile())) {
				continue;
			}
			if (request.deadline().isExpired()) {
				return null;
			}
			request.waiting().forOtherProcess();
			pause(pause, request.deadline());
			pause = Math.min(2 * pause, LONGEST_PAUSE_MICROS);
		}
	}

	private @Nullable Grip tryTake(LockGate gate, LockRequest request, boolean recovered) throws IOException {
		Path marker = request.target().lockFile();
		if (this.markers.find(marker) != null) {
			return null; // to create one would force a file to disk for nothing
		}
		if (this.swept.add(Objects.requireNonNull(marker.getParent()))) {
			this.breaker.sweep(marker);
		}
		OwnerRecord self = self(request.operation());
		return this.markers.create(marker, self) ? grip(gate, marker, self.nonce(), recovered) : null;
	}

	/** A marker that nobody has got hold of would keep everybody out. */
	private Grip grip(LockGate gate, Path marker, String nonce, boolean recovered) {
		boolean held = false;
		try {
			Grip grip = new MarkerGrip(this.platform, this.markers, marker, nonce, recovered,
					(removed) -> leave(gate, nonce, removed));
			held = true;
			return grip;
		}
		finally {
			if (!held) {
				this.markers.deleteScratch(marker);
			}
		}
	}

	private void leave(LockGate gate, String nonce, boolean removed) {
		if (!removed) {
			RELEASED.add(nonce);
		}
		this.turnstile.leave(gate, true);
	}

	/** Remove the marker of a holder that is gone. */
	private boolean takeOver(LockTarget target) throws IOException {
		OwnerRecord dead = this.breaker.removeIfGone(target.lockFile());
		if (dead == null) {
			return false;
		}
		LockOwner previous = dead.toLockOwner();
		logger.warn("Took over the lock of {} from a holder that is gone: {}", target.name(), previous.describe());
		this.activity.recovered(target.name(), previous);
		return true;
	}

	/** Remove a marker of this process that could not be removed when it should. */
	private boolean removeReleased(Path marker) throws IOException {
		Found found = this.markers.find(marker);
		if (found == null || found.owner() == null || !RELEASED.contains(found.owner().nonce())) {
			return false;
		}
		this.markers.delete(marker);
		RELEASED.remove(found.owner().nonce());
		return true;
	}

	/** Half of it by chance, so that processes do not look in step. */
	private static void pause(long micros, Deadline deadline) throws InterruptedException {
		long jittered = micros / 2 + ThreadLocalRandom.current().nextLong(micros);
		TimeUnit.NANOSECONDS.sleep(Math.min(TimeUnit.MICROSECONDS.toNanos(jittered), deadline.remainingNanos()));
	}

	@Override
	public @Nullable LockOwner holderOf(LockTarget target) {
		try {
			Found found = this.markers.find(target.lockFile());
			return (found != null && found.owner() != null) ? found.owner().toLockOwner() : null;
		}
		catch (IOException ex) {
			logger.debug("Cannot find out who holds {}", target.lockFile(), ex);
			return null;
		}
	}

	@Override
	public @Nullable LockOwner leftBy(LockTarget target) {
		return holderOf(target);
	}

	@Override
	public LockSight look(LockTarget target, boolean unrecorded) throws IOException {
		Found found = this.markers.find(target.lockFile());
		if (found == null) {
			return LockSight.FREE;
		}
		return this.breaker.isGone(found.owner()) ? LockSight.LEFT : LockSight.HELD;
	}

}
