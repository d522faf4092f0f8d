package io.safeconfig.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.safeconfig.ConfigFileRepository;
import io.safeconfig.LockStrategy;
import io.safeconfig.LockTimeoutException;
import io.safeconfig.Tools;
import io.safeconfig.os.Platform;
import io.safeconfig.os.ProcessIdentity;
import io.safeconfig.os.ProcessTable;
import io.safeconfig.store.file.FileConfigStore;
import io.safeconfig.store.file.LockLocation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Processes that have died and whose parent does not ask for their exit status, as in a
 * container whose first process is not made for that.
 */
@Timeout(300)
@EnabledOnOs(OS.LINUX)
class ZombieTests {

	/** Starts a child and becomes a program that never waits for it. */
	private static final List<String> NEVER_WAITING = List.of("/bin/sh", "-c",
			"exec 3<&0; \"$@\" <&3 & exec sleep 1000", "parent");

	/** Its first thread ends, its second one goes on. */
	private static final String HEADLESS = String.join("\n", "import ctypes, os, threading, sys", "def go_on():",
			"    while 'State:\\tZ' not in open('/proc/%d/status' % os.getpid()).read(): pass",
			"    print('headless', flush=True)", "    sys.stdin.readline()", "threading.Thread(target=go_on).start()",
			"ctypes.CDLL(None).pthread_exit(None)");

	@TempDir
	Path base;

	@Test
	void theMarkerOfAZombieIsTakenOver() throws Exception {
		Path file = Files.writeString(this.base.resolve("a.properties"), "a = 0\n");
		try (ChildProcess parent = ChildProcess.javaUnder(NEVER_WAITING, Holder.class, this.base, "a.properties",
				LockLocation.DIRECTORY, LockStrategy.LOCK_FILE)) {
			parent.expect("holding");
			assertThatExceptionOfType(LockTimeoutException.class)
				.isThrownBy(() -> files(Duration.ofMillis(100)).save("a.properties", "a = 1\n"));
			ProcessHandle holder = ProcessHandle.of(parent.pid()).orElseThrow().children().findFirst().orElseThrow();
			holder.destroyForcibly();
			awaitZombie(holder.pid());
			files(Duration.ofMinutes(1)).save("a.properties", "a = 2\n");
			assertThat(Path.of("/proc/" + holder.pid())).exists();
		}
		assertThat(file).hasContent("a = 2\n");
		assertThat(Scenario.leftovers(this.base)).isEmpty();
	}

	@Test
	void aProcessWhoseFirstThreadHasEndedLivesAsLongAsTheOthers() throws Exception {
		ProcessTable processes = new ProcessTable(Platform.system().files());
		ProcessIdentity self = processes.current();
		try (ChildProcess headless = ChildProcess.of(Tools.python(), "-c", HEADLESS)) {
			headless.expect("headless");
			String stat = Files.readString(Path.of("/proc/" + headless.pid() + "/stat"));
			assertThat(stat).contains(") Z ");
			ProcessIdentity process = new ProcessIdentity(self.host(), self.bootId(), self.pidNamespace(),
					headless.pid(), stat.substring(stat.lastIndexOf(')') + 2).split(" ")[19], self.timeNamespace());
			assertThat(processes.isProvedGone(process, self)).isFalse();
			headless.kill();
			assertThat(processes.isProvedGone(process, self)).isTrue();
		}
	}

	/** Nobody is told when a process of somebody else becomes one. */
	private static void awaitZombie(long pid) throws IOException {
		String stat = "";
		while (!stat.contains(") Z ")) {
			stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
			Thread.onSpinWait();
		}
	}

	private ConfigFileRepository files(Duration timeout) {
		return ConfigFileRepository
			.using(FileConfigStore.builder(this.base).lockStrategy(LockStrategy.LOCK_FILE).open(), timeout);
	}

}
