package io.safeconfig.lock;

import java.io.IOException;
import java.util.function.Function;

import io.safeconfig.ConfigFileException;
import io.safeconfig.LockDeadlockException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Lets the callers of this JVM, one after the other, at what keeps other processes out.
 */
final class Turnstile {

	private final LockGates gates;

	/** What to throw where a wait was in vain. */
	private final Function<LockRequest, ConfigFileException> timedOut;

	Turnstile(LockGates gates, Function<LockRequest, ConfigFileException> timedOut) {
		this.gates = gates;
		this.timedOut = timedOut;
	}

	/** What is done by the caller whose turn it is. */
	interface Attempt {

		/**
		 * Take the lock.
		 * @return the lock, which ends the turn when it is released; {@code null} to give
		 * the turn back
		 */
		@Nullable Grip take() throws IOException, InterruptedException;

	}

	/**
	 * Queue at a gate that the caller has come to, and leave it unless the lock is held.
	 */
	@Nullable Grip pass(LockGate gate, LockRequest request, Attempt attempt) throws IOException, InterruptedException {
		boolean turn = false;
		Grip held = null;
		try {
			GateTurn.End wait = gate.awaitTurn(request.deadline(), request.waiting());
			turn = wait == GateTurn.End.GRANTED;
			if (!turn) {
				throw withoutTurn(wait, request);
			}
			held = attempt.take();
			return held;
		}
		finally {
			if (held == null) {
				leave(gate, turn);
			}
		}
	}

	private ConfigFileException withoutTurn(GateTurn.End wait, LockRequest request) {
		return switch (wait) {
			case CIRCLE -> request.deadlock(Reason.CIRCLE);
			case OWN_THREAD -> request.deadlock(Reason.OWN_THREAD);
			default -> timedOut(request);
		};
	}

	ConfigFileException timedOut(LockRequest request) {
		return this.timedOut.apply(request);
	}

	/**
	 * Leave a gate.
	 * @param turn whether the caller has its turn
	 */
	void leave(LockGate gate, boolean turn) {
		try {
			if (turn) {
				gate.unlockOrClose();
			}
		}
		finally {
			if (turn) {
				gate.endTurn();
			}
			this.gates.leave(gate);
		}
	}

}
