package io.safeconfig.lock;

import java.util.IdentityHashMap;

import io.safeconfig.lock.GateTurn.End;
import org.jspecify.annotations.Nullable;

/**
 * Which thread of this JVM waits for which other one. It refuses the one wait that would
 * make threads wait for each other in a circle, so that a deadlock among them is found
 * before it comes about and never has to time out.
 * <p>
 * <em>One way to follow.</em> A thread waits for one turn at a time and a turn has one
 * holder. So one way leads from every thread: to the holder of the turn that it waits
 * for, to the holder of the turn which that one waits for, and so on. It ends, because
 * nowhere is there a circle yet: every wait was looked at before it began.
 * <p>
 * <em>Only a wait that begins can close a circle.</em> A turn that ends only takes a step
 * out of a way. A turn that is passed on goes to a thread which, in the same step, waits
 * for nothing: all who queue for that turn are led to it, and there their way ends. It
 * leads on when that thread waits again, which is a wait that begins. So it is enough to
 * look once for each wait; and of several that begin at once, the monitor lets the last
 * one see all others.
 * <p>
 * <em>A turn may be taken and have no holder here</em>, for the moment until its thread
 * gets to {@link #granted}. Ways end there too early then, and rightly: that thread runs.
 * Before it waits for anything it passes {@code granted}, and then it is itself the one
 * who looks.
 * <p>
 * The holder is the thread that took a turn, until somebody ends it. A lock that was
 * handed to another thread can thus make a wait seem hopeless that is not; it never hides
 * a circle of threads that gave nothing away.
 */
final class WaitGraph {

	/** For the whole JVM, since a circle can lead through several repositories. */
	static final WaitGraph OF_THIS_JVM = new WaitGraph();

	/**
	 * What each waiting thread waits for. By identity: a subclass of Thread may have its
	 * own idea of equality. Guarded by this, and so is {@link GateTurn#holder}.
	 */
	private final IdentityHashMap<Thread, GateTurn> waits = new IdentityHashMap<>();

	/**
	 * To be called before a thread waits; if it may, {@link #granted} or {@link #gaveUp}
	 * follows.
	 * @return how the wait ends before it began; {@code null} if the thread may wait
	 */
	synchronized @Nullable End begin(Thread thread, GateTurn turn) {
		if (turn.holder == thread) {
			return End.OWN_THREAD;
		}
		if (leadsTo(thread, turn)) {
			return End.CIRCLE;
		}
		this.waits.put(thread, turn);
		return null;
	}

	private boolean leadsTo(Thread thread, GateTurn turn) {
		Thread holder = turn.holder;
		while (holder != null && holder != thread) {
			GateTurn awaited = this.waits.get(holder);
			holder = (awaited != null) ? awaited.holder : null;
		}
		return holder == thread;
	}

	/**
	 * A thread has the turn, whether it waited for it or not. Allocates nothing, so that
	 * it cannot fail: the turn would be lost.
	 */
	synchronized void granted(Thread thread, GateTurn turn) {
		this.waits.remove(thread);
		turn.holder = thread;
	}

	/** A thread no longer waits, and has no turn. */
	synchronized void gaveUp(Thread thread) {
		this.waits.remove(thread);
	}

	/** A turn ends, on whatever thread. To be called before anybody else can take it. */
	synchronized void ended(GateTurn turn) {
		turn.holder = null;
	}

	synchronized boolean isHeldBy(Thread thread, GateTurn turn) {
		return turn.holder == thread;
	}

	synchronized boolean isWaiting(Thread thread) {
		return this.waits.containsKey(thread);
	}

}
