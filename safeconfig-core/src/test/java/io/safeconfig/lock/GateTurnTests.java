package io.safeconfig.lock;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

import io.safeconfig.lock.GateTurn.End;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Timeout(60)
class GateTurnTests {

	private static final Duration LONG = Duration.ofHours(1);

	private final WaitGraph graph = new WaitGraph();

	private final GateTurn turn = new GateTurn(this.graph);

	private final GateTurn other = new GateTurn(this.graph);

	@Test
	void theNextGetsTheTurnWhenItEnds() throws Exception {
		await(this.turn, LONG);
		Waiter next = new Waiter(this.turn, LONG);
		next.awaitBegin();
		this.turn.end();
		assertThat(next.end()).isEqualTo(End.GRANTED);
		assertThat(this.graph.isHeldBy(next.thread, this.turn)).isTrue();
		assertThat(this.graph.isWaiting(next.thread)).isFalse();
	}

	@Test
	void aTimeoutLeavesNobodyInTheGraph() throws Exception {
		await(this.turn, LONG);
		Waiter waiter = new Waiter(this.turn, Duration.ofMillis(5));
		assertThat(waiter.end()).isEqualTo(End.TIMED_OUT);
		assertThat(this.graph.isWaiting(waiter.thread)).isFalse();
		assertThat(this.graph.isHeldBy(Thread.currentThread(), this.turn)).isTrue();
	}

	@Test
	void anInterruptLeavesNobodyInTheGraph() throws Exception {
		await(this.turn, LONG);
		Waiter waiter = new Waiter(this.turn, LONG);
		waiter.awaitBegin();
		waiter.thread.interrupt();
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(waiter::end)
			.withCauseInstanceOf(InterruptedException.class);
		assertThat(this.graph.isWaiting(waiter.thread)).isFalse();
	}

	@Test
	void aRefusalLeavesNobodyInTheGraph() throws Exception {
		await(this.turn, LONG);
		assertThat(await(this.turn, LONG)).isEqualTo(End.OWN_THREAD);
		assertThat(this.graph.isWaiting(Thread.currentThread())).isFalse();
	}

	@Test
	void aTurnMayBeEndedByAnotherThread() throws Exception {
		Waiter holder = new Waiter(this.turn, LONG);
		assertThat(holder.end()).isEqualTo(End.GRANTED);
		this.turn.end();
		assertThat(this.graph.isHeldBy(holder.thread, this.turn)).isFalse();
		assertThat(await(this.turn, Duration.ZERO)).isEqualTo(End.GRANTED);
	}

	@Test
	void whoTriesOnceIsToldThatItsOwnThreadHasTheTurn() throws Exception {
		assertThat(await(this.turn, Duration.ZERO)).isEqualTo(End.GRANTED);
		assertThat(await(this.turn, Duration.ZERO)).isEqualTo(End.OWN_THREAD);
	}

	@Test
	void whoTriesOnceIsNoPartOfACircle() throws Exception {
		await(this.turn, LONG);
		Waiter holder = new Waiter(this.other, LONG);
		assertThat(holder.end()).isEqualTo(End.GRANTED);
		assertThat(this.graph.begin(holder.thread, this.turn)).isNull();
		assertThat(await(this.other, Duration.ZERO)).isEqualTo(End.TIMED_OUT);
		assertThat(await(this.other, LONG)).isEqualTo(End.CIRCLE);
	}

	private static End await(GateTurn turn, Duration timeout) throws InterruptedException {
		return turn.await(Deadline.after(timeout, System::nanoTime), LockWait.unobserved());
	}

	/** Another thread that waits for a turn, and ends with its answer. */
	private final class Waiter {

		private final FutureTask<End> wait;

		private final Thread thread;

		private Waiter(GateTurn turn, Duration timeout) {
			this.wait = new FutureTask<>(() -> await(turn, timeout));
			this.thread = new Thread(this.wait);
			this.thread.setDaemon(true);
			this.thread.start();
		}

		private void awaitBegin() {
			while (!GateTurnTests.this.graph.isWaiting(this.thread)) {
				assertThat(Thread.currentThread().isInterrupted()).isFalse();
				Thread.onSpinWait();
			}
		}

		private End end() throws InterruptedException, ExecutionException {
			return this.wait.get();
		}

	}

}
