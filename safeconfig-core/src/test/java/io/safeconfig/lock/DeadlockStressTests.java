package io.safeconfig.lock;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.FutureTask;

import io.safeconfig.ConfigFileListener;
import io.safeconfig.LockDeadlockException;
import io.safeconfig.LockDeadlockException.Reason;
import io.safeconfig.os.Platform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Everybody locks without any order, and gets on all the same. */
@Timeout(120)
class DeadlockStressTests {

	private static final int THREADS = 8;

	private static final int FILES = 5;

	private static final int ROUNDS = 100;

	private final FileLocks locks = new FileLocks(Platform.system(), null, new ConfigFileListener() {
	});

	/** Guarded by the lock of the file of the same number. */
	private final int[] changes = new int[FILES];

	@TempDir
	Path base;

	@Test
	void threadsThatLockPairsOfFilesInAnyOrderAllFinish() throws Exception {
		List<Thread> threads = new ArrayList<>();
		List<FutureTask<int[]>> tasks = new ArrayList<>();
		for (int i = 0; i < THREADS; i++) {
			Random random = new Random(i);
			FutureTask<int[]> task = new FutureTask<>(() -> changePairs(random));
			Thread thread = new Thread(task);
			thread.setDaemon(true);
			threads.add(thread);
			tasks.add(task);
		}
		threads.forEach(Thread::start);
		int[] expected = new int[FILES];
		for (FutureTask<int[]> task : tasks) {
			add(task.get(), expected);
		}
		assertThat(this.changes).isEqualTo(expected);
		assertThat(threads).noneMatch(WaitGraph.OF_THIS_JVM::isWaiting);
		this.locks.close();
	}

	private static void add(int[] counts, int[] sum) {
		for (int file = 0; file < FILES; file++) {
			sum[file] += counts[file];
		}
	}

	private int[] changePairs(Random random) {
		int[] changed = new int[FILES];
		for (int round = 0; round < ROUNDS; round++) {
			int first = random.nextInt(FILES);
			int second = (first + 1 + random.nextInt(FILES - 1)) % FILES;
			boolean done = false;
			while (!done) {
				done = change(first, second);
			}
			changed[first]++;
			changed[second]++;
		}
		return changed;
	}

	/** All or nothing; a victim gives back what it has and begins again. */
	private boolean change(int first, int second) {
		HeldLock outer = acquire(first);
		try {
			Thread.yield();
			HeldLock inner = acquire(second);
			this.changes[first]++;
			this.changes[second]++;
			inner.release();
			return true;
		}
		catch (LockDeadlockException ex) {
			assertThat(ex.reason()).isEqualTo(Reason.CIRCLE);
			return false;
		}
		finally {
			outer.release();
		}
	}

	private HeldLock acquire(int file) {
		LockTarget target = new LockTarget("f" + file, this.base.resolve(file + ".lck"),
				this.base.resolve(file + ".owner"), this.base, null);
		return this.locks.acquire(target, Deadline.after(Duration.ofHours(1), System::nanoTime), "test");
	}

}
