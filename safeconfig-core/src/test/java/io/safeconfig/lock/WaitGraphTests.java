package io.safeconfig.lock;

import io.safeconfig.lock.GateTurn.End;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** Threads that never run stand for those that hold and wait. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WaitGraphTests {

	private final WaitGraph graph = new WaitGraph();

	private final GateTurn a = new GateTurn(this.graph);

	private final GateTurn b = new GateTurn(this.graph);

	private final GateTurn c = new GateTurn(this.graph);

	private final Thread first = new Thread("first");

	private final Thread second = new Thread("second");

	private final Thread third = new Thread("third");

	@Test
	void aFreeTurnMayBeWaitedFor() {
		assertThat(this.graph.begin(this.first, this.a)).isNull();
	}

	@Test
	void aTurnThatAnotherThreadHasMayBeWaitedFor() {
		this.graph.granted(this.first, this.a);
		assertThat(this.graph.begin(this.second, this.a)).isNull();
		assertThat(this.graph.begin(this.third, this.a)).isNull();
	}

	@Test
	void aThreadMayNotWaitForItself() {
		this.graph.granted(this.first, this.a);
		assertThat(this.graph.begin(this.first, this.a)).isEqualTo(End.OWN_THREAD);
		assertThat(this.graph.isWaiting(this.first)).isFalse();
	}

	@Test
	void twoThreadsMayNotWaitForEachOther() {
		this.graph.granted(this.first, this.a);
		this.graph.granted(this.second, this.b);
		assertThat(this.graph.begin(this.first, this.b)).isNull();
		assertThat(this.graph.begin(this.second, this.a)).isEqualTo(End.CIRCLE);
		assertThat(this.graph.isWaiting(this.second)).isFalse();
	}

	@Test
	void aCircleMayLeadThroughManyThreads() {
		this.graph.granted(this.first, this.a);
		this.graph.granted(this.second, this.b);
		this.graph.granted(this.third, this.c);
		assertThat(this.graph.begin(this.first, this.b)).isNull();
		assertThat(this.graph.begin(this.second, this.c)).isNull();
		assertThat(this.graph.begin(this.third, this.a)).isEqualTo(End.CIRCLE);
	}

	@Test
	void aChainThatEndsMayBeWaitedFor() {
		this.graph.granted(this.first, this.a);
		this.graph.granted(this.second, this.b);
		assertThat(this.graph.begin(this.second, this.a)).isNull();
		assertThat(this.graph.begin(this.third, this.b)).isNull();
	}

	@Test
	void aCircleIsFoundThroughATurnThatWasPassedOn() {
		this.graph.granted(this.first, this.a);
		this.graph.granted(this.second, this.b);
		this.graph.granted(this.third, this.c);
		assertThat(this.graph.begin(this.second, this.a)).isNull();
		assertThat(this.graph.begin(this.third, this.a)).isNull();
		this.graph.ended(this.a);
		this.graph.granted(this.second, this.a);
		assertThat(this.graph.begin(this.second, this.c)).isEqualTo(End.CIRCLE);
	}

	@Test
	void aCircleThatATurnOnItsWayHidesIsFoundByTheThreadThatGetsIt() {
		this.graph.granted(this.first, this.a);
		this.graph.granted(this.second, this.b);
		this.graph.granted(this.third, this.c);
		assertThat(this.graph.begin(this.second, this.a)).isNull();
		this.graph.ended(this.a); // the second thread has it now, and does not know yet
		assertThat(this.graph.begin(this.third, this.a)).isNull();
		this.graph.granted(this.second, this.a);
		assertThat(this.graph.begin(this.second, this.c)).isEqualTo(End.CIRCLE);
	}

	@Test
	void whoeverGaveUpIsWaitedForNoLonger() {
		this.graph.granted(this.first, this.a);
		this.graph.granted(this.second, this.b);
		assertThat(this.graph.begin(this.first, this.b)).isNull();
		this.graph.gaveUp(this.first);
		assertThat(this.graph.begin(this.second, this.a)).isNull();
	}

	@Test
	void aTurnThatEndedIsNotTheThreadsAnyLonger() {
		this.graph.granted(this.first, this.a);
		this.graph.ended(this.a);
		assertThat(this.graph.isHeldBy(this.first, this.a)).isFalse();
		assertThat(this.graph.begin(this.first, this.a)).isNull();
	}

	@Test
	void aThreadThatCallsItselfEqualToAnotherIsAnotherThread() {
		Thread twin = new EqualThread();
		Thread other = new EqualThread();
		this.graph.granted(twin, this.a);
		this.graph.granted(this.first, this.b);
		assertThat(this.graph.begin(other, this.b)).isNull();
		assertThat(this.graph.begin(this.first, this.a)).isNull();
	}

	private static final class EqualThread extends Thread {

		@Override
		public boolean equals(Object other) {
			return other instanceof EqualThread;
		}

		@Override
		public int hashCode() {
			return 1;
		}

	}

}
