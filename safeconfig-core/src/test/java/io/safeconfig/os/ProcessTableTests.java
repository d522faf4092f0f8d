package io.safeconfig.os;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

/** Who is proved to have ended; any doubt means alive. */
@EnabledOnOs(OS.LINUX)
class ProcessTableTests {

	private static final String STAT = "%s (a) b) S 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 %s 20 21";

	private static final ProcessIdentity SELF = process("host", "boot", "pid:[1]", 10, "100", "time:[1]");

	private final Map<String, String> proc = new HashMap<>();

	@BeforeEach
	void ownProc() {
		this.proc.put("/proc/self/status", "Name:\ta\nPid:\t10\nNSpid:\t10\n");
		this.proc.put("/proc/self/mountinfo", "22 1 0:20 / /proc rw - proc proc rw\n");
		this.proc.put("/proc/20/stat", String.format(STAT, "20", "200"));
	}

	@Test
	void aNumberThatNobodyHasIsProofOfTheEnd() {
		assertThat(isProvedGone(process("host", "boot", "pid:[1]", 30, "300", "time:[1]"))).isTrue();
	}

	@Test
	void aNumberThatSomebodyElseHasIsProofOfTheEnd() {
		assertThat(isProvedGone(process("host", "boot", "pid:[1]", 20, "199", "time:[1]"))).isTrue();
	}

	@Test
	void theProcessItselfIsAlive() {
		assertThat(isProvedGone(process("host", "boot", "pid:[1]", 20, "200", "time:[1]"))).isFalse();
	}

	@Test
	void anotherStartIsNoProofByAnotherClock() {
		assertThat(isProvedGone(process("host", "boot", "pid:[1]", 20, "199", "time:[2]"))).isFalse();
		assertThat(isProvedGone(process("host", "boot", "pid:[1]", 20, "199", null))).isFalse();
		assertThat(isProvedGone(process("host", "boot", "pid:[1]", 20, null, "time:[1]"))).isFalse();
	}

	@Test
	void nobodyOfAnotherSystemIsJudged() {
		assertThat(isProvedGone(process("other", "boot", "pid:[1]", 30, "300", "time:[1]"))).isFalse();
		assertThat(isProvedGone(process("host", "later", "pid:[1]", 30, "300", "time:[1]"))).isFalse();
		assertThat(isProvedGone(process("host", null, "pid:[1]", 30, "300", "time:[1]"))).isFalse();
		assertThat(isProvedGone(process("host", "boot", "pid:[2]", 30, "300", "time:[1]"))).isFalse();
		assertThat(isProvedGone(process("host", "boot", null, 30, "300", "time:[1]"))).isFalse();
	}

	@Test
	void nobodyIsJudgedByTheProcOfAnotherNamespace() {
		this.proc.put("/proc/self/status", "Name:\ta\nPid:\t10\nNSpid:\t10\t10\n");
		assertThat(isProvedGone(process("host", "boot", "pid:[1]", 30, "300", "time:[1]"))).isFalse();
		this.proc.remove("/proc/self/status");
		assertThat(isProvedGone(process("host", "boot", "pid:[1]", 30, "300", "time:[1]"))).isFalse();
	}

	@Test
	void nobodyIsJudgedWhereProcessesAreHidden() {
		for (String option : new String[] { "hidepid=2", "hidepid=invisible", "hidepid=1", "hidepid=ptraceable" }) {
			this.proc.put("/proc/self/mountinfo", "22 1 0:20 / /proc rw - proc proc rw," + option + "\n");
			assertThat(isProvedGone(process("host", "boot", "pid:[1]", 30, "300", "time:[1]"))).as(option).isFalse();
		}
		this.proc.put("/proc/self/mountinfo", "22 1 0:20 / /proc rw - proc proc rw,hidepid=off\n");
		assertThat(isProvedGone(process("host", "boot", "pid:[1]", 30, "300", "time:[1]"))).isTrue();
	}

	@Test
	void aProcessThatMayNotBeLookedAtIsAlive() {
		this.proc.put("/proc/20/stat", "denied");
		assertThat(isProvedGone(process("host", "boot", "pid:[1]", 20, "199", "time:[1]"))).isFalse();
	}

	@Test
	void numbersThatNoProcessHasAreNotJudged() {
		assertThat(isProvedGone(process("host", "boot", "pid:[1]", 0, "300", "time:[1]"))).isFalse();
		assertThat(isProvedGone(process("host", "boot", "pid:[1]", -1, "300", "time:[1]"))).isFalse();
	}

	@Test
	void theCurrentProcessIsKnownAndAlive() {
		ProcessTable real = new ProcessTable(Platform.system().files());
		ProcessIdentity self = real.current();
		assertThat(self.pid()).isEqualTo(ProcessHandle.current().pid());
		assertThat(self.startTicks()).isNotNull();
		assertThat(real.isProvedGone(self, self)).isFalse();
	}

	@Test
	void aZombieIsGoneOnceItIsItsOwnLastThread() {
		ProcessIdentity process = process("host", "boot", "pid:[1]", 20, "200", "time:[1]");
		this.proc.put("/proc/20/stat", threads("Z", 1));
		assertThat(isProvedGone(process)).isTrue();
		assertThat(isProvedGone(process("host", "boot", "pid:[1]", 20, null, "time:[2]"))).isTrue();
		this.proc.put("/proc/20/stat", threads("Z", 2));
		assertThat(isProvedGone(process)).isFalse();
		this.proc.put("/proc/20/stat", threads("Z", 0)); // another thread takes its place
		assertThat(isProvedGone(process)).isFalse();
		this.proc.put("/proc/20/stat", threads("S", 1));
		assertThat(isProvedGone(process)).isFalse();
	}

	@Test
	void aZombieOfAnotherSystemIsNotJudged() {
		this.proc.put("/proc/20/stat", threads("Z", 1));
		assertThat(isProvedGone(process("other", "boot", "pid:[1]", 20, "200", "time:[1]"))).isFalse();
		assertThat(isProvedGone(process("host", "boot", "pid:[2]", 20, "200", "time:[1]"))).isFalse();
	}

	private static String threads(String state, int threads) {
		return "20 (a) Z 1) " + state + " 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 " + threads + " 18 200 20 21";
	}

	@Test
	void theSameProcessThatRunsIsProvedAlive() {
		this.proc.put("/proc/20/stat", stat("S", 0x400140));
		assertThat(isProvedAlive(process("host", "boot", "pid:[1]", 20, "200", "time:[1]"))).isTrue();
		this.proc.put("/proc/20/stat", stat("T", 0x400140)); // stopped
		assertThat(isProvedAlive(process("host", "boot", "pid:[1]", 20, "200", "time:[1]"))).isTrue();
	}

	@Test
	void anotherProcessWithTheNumberProvesNoLife() {
		this.proc.put("/proc/20/stat", stat("S", 0x400140));
		assertThat(isProvedAlive(process("host", "boot", "pid:[1]", 20, "199", "time:[1]"))).isFalse();
		assertThat(isProvedAlive(process("host", "boot", "pid:[1]", 20, null, "time:[1]"))).isFalse();
		assertThat(isProvedAlive(process("host", "boot", "pid:[1]", 20, "200", "time:[2]"))).isFalse();
		assertThat(isProvedAlive(process("host", "boot", "pid:[2]", 20, "200", "time:[1]"))).isFalse();
		assertThat(isProvedAlive(process("host", "boot", null, 20, "200", "time:[1]"))).isFalse();
		assertThat(isProvedAlive(process("other", "boot", "pid:[1]", 20, "200", "time:[1]"))).isFalse();
		assertThat(isProvedAlive(process("host", "boot", "pid:[1]", 30, "200", "time:[1]"))).isFalse();
	}

	@Test
	void whoIsBeingEndedIsNotProvedAlive() {
		for (String stat : new String[] { stat("Z", 0x40010c), stat("X", 0x40010c), stat("R", 0x400144), "denied",
				"20 (a) S 1" }) {
			this.proc.put("/proc/20/stat", stat);
			assertThat(isProvedAlive(process("host", "boot", "pid:[1]", 20, "200", "time:[1]"))).as(stat).isFalse();
		}
	}

	@Test
	void nobodyIsProvedAliveByTheProcOfAnotherNamespace() {
		this.proc.put("/proc/20/stat", stat("S", 0x400140));
		this.proc.put("/proc/self/status", "Name:\ta\nPid:\t10\nNSpid:\t10\t10\n");
		assertThat(isProvedAlive(process("host", "boot", "pid:[1]", 20, "200", "time:[1]"))).isFalse();
	}

	@Test
	void theCurrentProcessIsProvedAlive() {
		ProcessTable real = new ProcessTable(Platform.system().files());
		assertThat(real.isProvedAlive(real.current(), real.current())).isTrue();
	}

	private static String stat(String state, int flags) {
		return "20 (a) b) " + state + " 1 20 20 0 -1 " + flags + " 8 9 10 11 12 13 14 15 16 17 18 0 200 20 21";
	}

	private boolean isProvedAlive(ProcessIdentity process) {
		return new ProcessTable(files()).isProvedAlive(process, SELF);
	}

	private boolean isProvedGone(ProcessIdentity process) {
		return new ProcessTable(files()).isProvedGone(process, SELF);
	}

	private static ProcessIdentity process(String host, String boot, String namespace, long pid, String start,
			String time) {
		return new ProcessIdentity(host, boot, namespace, pid, start, time);
	}

	private FileOperations files() {
		return (FileOperations) Proxy.newProxyInstance(getClass().getClassLoader(),
				new Class<?>[] { FileOperations.class }, (proxy, method, arguments) -> {
					String content = this.proc.get(arguments[0].toString());
					return method.getName().equals("readLink") ? ((content != null) ? Path.of(content) : null)
							: bytes(arguments[0].toString(), content);
				});
	}

	private static byte[] bytes(String path, String content) throws IOException {
		if (content == null) {
			throw new NoSuchFileException(path);
		}
		if (content.equals("denied")) {
			throw new AccessDeniedException(path);
		}
		return content.getBytes(StandardCharsets.UTF_8);
	}

}
