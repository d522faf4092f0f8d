package io.safeconfig.lock;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import io.safeconfig.lock.GateTurn.End;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the graph against a simulation of gates with their queues, which asks the
 * question in another way: can everybody get through, if those who run end their turns?
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WaitGraphFuzzTests {

	private static final int THREADS = 6;

	private static final int TURNS = 5;

	private final WaitGraph graph = new WaitGraph();

	private final List<Gate> gates = new ArrayList<>();

	private final List<Thread> threads = new ArrayList<>();

	private final Map<Thread, Gate> waiting = new HashMap<>();

	private int refused;

	@Test
	void exactlyTheWaitsThatCouldNeverEndAreRefused() {
		Random random = new Random(42);
		for (int i = 0; i < TURNS; i++) {
			this.gates.add(new Gate(new GateTurn(this.graph)));
		}
		for (int i = 0; i < THREADS; i++) {
			this.threads.add(new Thread());
		}
		for (int step = 0; step < 100_000; step++) {
			step(random);
		}
		assertThat(this.refused).isGreaterThan(1_000);
	}

	private void step(Random random) {
		Thread thread = this.threads.get(random.nextInt(THREADS));
		Gate gate = this.gates.get(random.nextInt(TURNS));
		if (this.waiting.containsKey(thread)) {
			if (random.nextInt(4) == 0) {
				giveUp(thread);
			}
		}
		else if (gate.holder == thread) {
			if (random.nextInt(4) == 0) {
				assertThat(this.graph.begin(thread, gate.turn)).isEqualTo(End.OWN_THREAD);
			}
			else {
				passOn(gate);
			}
		}
		else {
			ask(thread, gate);
		}
		this.threads.forEach((one) -> assertThat(this.graph.isWaiting(one)).isEqualTo(this.waiting.containsKey(one)));
	}

	private void ask(Thread thread, Gate gate) {
		this.waiting.put(thread, gate);
		gate.queue.add(thread);
		End refusal = this.graph.begin(thread, gate.turn);
		assertThat(refusal).isEqualTo(everybodyGetsThrough() ? null : End.CIRCLE);
		if (refusal != null) {
			this.refused++;
			this.waiting.remove(thread);
			gate.queue.remove(thread);
		}
		else if (gate.holder == null) {
			grantToNext(gate);
		}
	}

	private void giveUp(Thread thread) {
		this.graph.gaveUp(thread);
		this.waiting.remove(thread).queue.remove(thread);
	}

	private void passOn(Gate gate) {
		this.graph.ended(gate.turn);
		gate.holder = null;
		grantToNext(gate);
	}

	private void grantToNext(Gate gate) {
		gate.holder = gate.queue.poll();
		if (gate.holder != null) {
			this.graph.granted(gate.holder, gate.turn);
			this.waiting.remove(gate.holder);
		}
	}

	/** Let those who run finish, and hand their turns on, until nobody is left. */
	private boolean everybodyGetsThrough() {
		Set<Thread> stuck = new HashSet<>(this.waiting.keySet());
		boolean progress = true;
		while (progress) {
			progress = stuck.removeIf((thread) -> isNext(this.waiting.get(thread), thread, stuck));
		}
		return stuck.isEmpty();
	}

	private static boolean isNext(Gate gate, Thread thread, Set<Thread> stuck) {
		if (gate.holder != null && stuck.contains(gate.holder)) {
			return false;
		}
		return gate.queue.stream().filter(stuck::contains).findFirst().orElseThrow() == thread;
	}

	/** A turn as it really is: who has it, and who queues for it in which order. */
	private static final class Gate {

		private final GateTurn turn;

		private final Deque<Thread> queue = new ArrayDeque<>();

		private @Nullable Thread holder;

		private Gate(GateTurn turn) {
			this.turn = turn;
		}

	}

}
