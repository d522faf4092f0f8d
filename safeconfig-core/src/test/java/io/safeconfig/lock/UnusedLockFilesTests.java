package io.safeconfig.lock;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

import io.safeconfig.ConfigFileListener;
import io.safeconfig.Tools;
import io.safeconfig.os.FileIdentity;
import io.safeconfig.os.Platform;
import io.safeconfig.process.ChildProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A lock file is removed only where nobody can be the worse for it. */
@Timeout(300)
class UnusedLockFilesTests {

	private static final int TIMES = Integer.getInteger("safeconfig.test.times", 300) * 6;

	@TempDir
	Path directory;

	private final Platform platform = Platform.system();

	private final FileLocks locks = new FileLocks(this.platform, null, new ConfigFileListener() {
	});

	@AfterEach
	void close() {
		this.locks.close();
	}

	private LockTarget target() {
		return LockRemover.target(this.directory, "a");
	}

	private HeldLock acquire() {
		return this.locks.acquire(target(), Deadline.after(Duration.ofMinutes(1), this.platform.nanoTime()), "test");
	}

	@Test
	@EnabledOnOs({ OS.LINUX, OS.MAC })
	void noTwoProcessesHoldALockWhileItsFileIsRemovedAllTheTime() throws Exception {
		String script = Path.of(Objects.requireNonNull(getClass().getResource("lockagain.py")).toURI()).toString();
		try (ChildProcess one = ChildProcess.java(LockRemover.class, this.directory, 1, TIMES);
				ChildProcess two = ChildProcess.java(LockRemover.class, this.directory, 2, TIMES);
				ChildProcess python = ChildProcess.of(Tools.python(), script, this.directory.toString())) {
			List<ChildProcess> all = List.of(one, two, python);
			for (ChildProcess child : all) {
				child.expect("ready");
			}
			one.say("go");
			two.say("go");
			assertThat(removedBy(one) + removedBy(two)).isGreaterThan(100);
			Files.createFile(this.directory.resolve("stop"));
			assertThat(removedBy(python)).isZero();
		}
	}

	/** Whoever met a second holder says so instead. */
	private static int removedBy(ChildProcess child) throws Exception {
		String line = child.nextLine();
		assertThat(line).startsWith("removed ");
		return Integer.parseInt(line.substring("removed ".length()));
	}

	@Test
	void theNextHolderMakesALockFileAnew() throws Exception {
		acquire().release();
		FileIdentity removed = this.platform.files().stat(target().lockFile()).identity();
		assertThat(this.locks.removeUnused(target(), () -> true)).isTrue();
		assertThat(target().lockFile()).doesNotExist();
		assertThat(this.locks.isLockFile(removed)).isFalse();
		acquire().release();
		assertThat(target().lockFile()).exists();
	}

	@Test
	void oneThatIsHeldHereOrElsewhereStays() throws Exception {
		HeldLock held = acquire();
		assertThat(this.locks.removeUnused(target(), () -> true)).isFalse();
		held.requireIntact();
		held.release();
		try (ChildProcess other = ChildProcess.of(Tools.python(), "-c",
				"import fcntl, sys\nf = open(sys.argv[1], 'a')\nfcntl.lockf(f, fcntl.LOCK_EX)\n"
						+ "print('holding', flush=True)\nsys.stdin.readline()",
				target().lockFile().toString())) {
			other.expect("holding");
			assertThat(this.locks.removeUnused(target(), () -> true)).isFalse();
			assertThat(target().lockFile()).exists();
		}
	}

	@Test
	void oneWithTheRecordOfADeadHolderStays() throws Exception {
		acquire().release();
		Files.createFile(target().ownerFile());
		assertThat(this.locks.removeUnused(target(), () -> true)).isFalse();
		assertThat(target().lockFile()).exists();
		assertThat(this.locks.look(target(), false)).isEqualTo(LockSight.LEFT);
	}

	@Test
	void oneThatStillGuardsSomethingStays() throws Exception {
		acquire().release();
		assertThat(this.locks.removeUnused(target(), () -> false)).isFalse();
		assertThat(target().lockFile()).exists();
	}

	@Test
	void whatIsNoLockFileStays() throws Exception {
		Path precious = Files.createFile(this.directory.resolve("precious"));
		Files.createSymbolicLink(target().lockFile(), precious);
		assertThat(this.locks.removeUnused(target(), () -> true)).isFalse();
		assertThat(target().lockFile()).isSymbolicLink();
		assertThat(precious).exists();
	}

}
