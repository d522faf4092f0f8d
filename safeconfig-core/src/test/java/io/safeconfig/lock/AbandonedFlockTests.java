package io.safeconfig.lock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import io.safeconfig.ConfigFileListener;
import io.safeconfig.LockStrategy;
import io.safeconfig.LockTimeoutException;
import io.safeconfig.os.FileIdentity;
import io.safeconfig.os.Interception;
import io.safeconfig.os.LockFamily;
import io.safeconfig.os.Platform;
import io.safeconfig.process.ChildProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What becomes of a wait in the kernel's queue that nobody wants any more. */
@EnabledOnOs(OS.LINUX)
@Timeout(60)
class AbandonedFlockTests {

	private static final Duration SHORT = Duration.ofMillis(50);

	private final Platform platform = Platform.system();

	@TempDir
	Path base;

	@Test
	void whoTriesOnceAfterATimeoutLeavesNobodyInTheQueue() throws Exception {
		FileLocks locks = locks(this.platform, LockStrategy.FLOCK);
		acquire(locks, Duration.ofMinutes(1)).release();
		try (ChildProcess other = flock()) {
			assertThatTimesOut(locks, SHORT);
			assertThatTimesOut(locks, Duration.ZERO);
			other.say("release");
			other.await();
		}
		awaitNoWaiters();
		try (ChildProcess next = ChildProcess.of("flock", "-n", lockFile().toString(), "echo", "got it")) {
			next.expect("got it");
		}
		locks.close();
	}

	@Test
	void whoWaitsAgainTakesOverThePlaceInTheQueue() throws Exception {
		FileLocks locks = locks(this.platform, LockStrategy.FLOCK);
		acquire(locks, Duration.ofMinutes(1)).release();
		try (ChildProcess other = flock()) {
			assertThatTimesOut(locks, SHORT);
			assertThatTimesOut(locks, SHORT);
			assertThat(waiters()).hasSize(1);
			other.say("release");
			HeldLock held = acquire(locks, Duration.ofMinutes(1));
			FileIdentity file = this.platform.files().stat(lockFile()).identity();
			assertThat(this.platform.locks().holderOf(lockFile(), file, LockFamily.FLOCK))
				.hasValue(ProcessHandle.current().pid());
			held.release();
			assertThat(this.platform.locks().holderOf(lockFile(), file, LockFamily.FLOCK)).isEmpty();
		}
		locks.close();
	}

	@Test
	void aWaitThatNobodyWantsDropsNoRecordLockOfTheProcess() throws Exception {
		FileLocks locks = locks(this.platform, LockStrategy.FLOCK);
		FileLocks others = locks(this.platform, LockStrategy.NATIVE);
		acquire(locks, Duration.ofMinutes(1)).release();
		try (ChildProcess other = flock()) {
			assertThatTimesOut(locks, SHORT);
			HeldLock held = acquire(others, Duration.ofMinutes(1));
			other.say("release");
			other.await();
			awaitNoWaiters();
			FileIdentity file = this.platform.files().stat(lockFile()).identity();
			assertThat(this.platform.locks().holderOf(lockFile(), file, LockFamily.RECORD)).isPresent();
			held.release();
		}
		others.close();
		locks.close();
	}

	@Test
	void aWaitThatIsOverLeavesNoFileOpenOnceTheNextOneCame() throws Exception {
		FileLocks locks = locks(this.platform, LockStrategy.FLOCK);
		acquire(locks, Duration.ofMinutes(1)).release();
		long open = descriptors(lockFile().toRealPath());
		try (ChildProcess other = flock()) {
			assertThatTimesOut(locks, SHORT);
			other.say("release");
			other.await();
		}
		awaitNoWaiters();
		acquire(locks, Duration.ofMinutes(1)).release();
		assertThat(descriptors(lockFile().toRealPath())).isEqualTo(open);
		locks.close();
	}

	@Test
	void aLockFileThatIsRemovedBeforeItIsOpenedIsCreatedAnew() throws Exception {
		AtomicBoolean removing = new AtomicBoolean(true);
		Interception removal = (operation, path) -> {
			if (operation.equals("openFlock") && removing.compareAndSet(true, false)) {
				Files.delete(path);
			}
		};
		FileLocks locks = locks(removal.platform(), LockStrategy.FLOCK);
		HeldLock held = acquire(locks, Duration.ofMinutes(1));
		held.requireIntact();
		held.release();
		locks.close();
	}

	/** How often this process has a file open: other tests keep theirs open, too. */
	private static long descriptors(Path file) throws IOException {
		try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
			return descriptors.filter((descriptor) -> leadsTo(descriptor, file)).count();
		}
	}

	private static boolean leadsTo(Path descriptor, Path file) {
		try {
			return Files.readSymbolicLink(descriptor).equals(file);
		}
		catch (IOException ex) {
			return false; // closed meanwhile
		}
	}

	private void assertThatTimesOut(FileLocks locks, Duration timeout) {
		assertThatExceptionOfType(LockTimeoutException.class).isThrownBy(() -> acquire(locks, timeout));
	}

	private HeldLock acquire(FileLocks locks, Duration timeout) {
		return locks.acquire(target(), Deadline.after(timeout, System::nanoTime), "test");
	}

	private static FileLocks locks(Platform platform, LockStrategy strategy) {
		return new FileLocks(platform, strategy, "tests", new LockActivity(platform, new ConfigFileListener() {
		}));
	}

	/** A process that holds the lock until it is told to give it back. */
	private ChildProcess flock() throws Exception {
		ChildProcess flock = ChildProcess.of("flock", lockFile().toString(), "sh", "-c", "echo locked; read line");
		flock.expect("locked");
		return flock;
	}

	private static void awaitNoWaiters() throws InterruptedException {
		for (Thread waiter : waiters()) {
			waiter.join();
		}
	}

	private static List<Thread> waiters() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().equals("safeconfig-flock-waiter"))
			.toList();
	}

	private Path lockFile() {
		return target().lockFile();
	}

	private LockTarget target() {
		return new LockTarget("a", this.base.resolve("a.lck"), this.base.resolve("a.owner"), this.base, null);
	}

}
