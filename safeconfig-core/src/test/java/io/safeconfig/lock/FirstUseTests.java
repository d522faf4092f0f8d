package io.safeconfig.lock;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CyclicBarrier;

import io.safeconfig.ConfigFileListener;
import io.safeconfig.ConfigStorageException;
import io.safeconfig.os.FileIdentity;
import io.safeconfig.os.LockFamily;
import io.safeconfig.os.Platform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What the kernel says of a lock that we believe to hold. */
@EnabledOnOs(OS.LINUX)
@Timeout(120)
class FirstUseTests {

	private static final int THREADS = 4;

	private static final int FILES = 300;

	private static final int LOOKS = 10;

	private final Platform platform = Platform.system();

	@TempDir
	Path base;

	/**
	 * To close the descriptor that created a lock file drops the lock of whoever was
	 * faster.
	 */
	@Test
	void theFirstHoldersOfALockFileKeepIt() throws Exception {
		List<Object> failures = Collections.synchronizedList(new ArrayList<>());
		CyclicBarrier together = new CyclicBarrier(THREADS);
		List<Thread> threads = new ArrayList<>();
		for (int i = 0; i < THREADS; i++) {
			Thread thread = new Thread(() -> holdEach(together, failures));
			thread.start();
			threads.add(thread);
		}
		for (Thread thread : threads) {
			thread.join();
		}
		assertThat(failures).isEmpty();
	}

	private void holdEach(CyclicBarrier together, List<Object> failures) {
		try {
			for (int file = 0; file < FILES; file++) {
				together.await();
				HeldLock held = acquire(this.platform, "f" + file);
				for (int look = 0; look < LOOKS; look++) {
					if (!isHeldInKernel("f" + file)) {
						failures.add("f" + file + " is not locked");
					}
				}
				held.release();
			}
		}
		catch (Exception ex) {
			failures.add(ex);
		}
	}

	@Test
	@Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
	@EnabledOnOs({ OS.LINUX, OS.MAC })
	void aDanglingLinkIsNoLockFile() throws Exception {
		Files.createSymbolicLink(this.base.resolve("f.lck"), Path.of("/nonexistent/f"));
		assertThatExceptionOfType(ConfigStorageException.class).isThrownBy(() -> acquire(this.platform, "f"));
	}

	private HeldLock acquire(Platform platform, String name) {
		LockTarget target = new LockTarget(name, this.base.resolve(name + ".lck"), this.base.resolve(name + ".owner"),
				this.base, null);
		return new FileLocks(platform, null, new ConfigFileListener() {
		}).acquire(target, Deadline.after(Duration.ofSeconds(10), platform.nanoTime()), "test");
	}

	private boolean isHeldInKernel(String name) throws Exception {
		Path lockFile = this.base.resolve(name + ".lck");
		FileIdentity identity = Objects.requireNonNull(this.platform.files().stat(lockFile)).identity();
		return this.platform.locks().holderOf(lockFile, identity, LockFamily.RECORD).orElse(-1) == ProcessHandle
			.current()
			.pid();
	}

}
