package io.safeconfig.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.safeconfig.LockStrategy;
import io.safeconfig.LockTimeoutException;
import io.safeconfig.Tools;
import io.safeconfig.store.file.FileConfigStore;
import io.safeconfig.store.file.LockStatus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Processes in PID namespaces of their own on one directory.
 *
 * @param base the directory
 * @param name the file that they change
 * @param strategy how they lock
 */
record Neighbourhood(Path base, String name, LockStrategy strategy) {

	/** A process in the namespace of this one. */
	ChildProcess here() throws IOException {
		return start(List.of());
	}

	/** The first process of a new namespace, with a {@code /proc} that shows it. */
	ChildProcess apart() throws IOException {
		return start(List.of(Tools.require("unshare"), "--pid", "--fork", "--kill-child", "--mount-proc"));
	}

	/** The first process of a new namespace, with the {@code /proc} of this one. */
	ChildProcess blind() throws IOException {
		return start(List.of(Tools.require("unshare"), "--pid", "--fork", "--kill-child"));
	}

	private ChildProcess start(List<String> wrapper) throws IOException {
		return ChildProcess.silentJavaUnder(wrapper, Neighbour.class, this.base, this.name, this.strategy);
	}

	/** Once, at first: they look like one process to who is careless. */
	static void requireApart(ChildProcess first, ChildProcess second) throws Exception {
		String[] one = first.nextLine().split(" ");
		String[] other = second.nextLine().split(" ");
		assertThat(one[0]).isEqualTo("1");
		assertThat(one[1]).startsWith("pid:[").isNotEqualTo(other[1]);
		assertThat(one[2]).isEqualTo(other[2]);
	}

	static String told(ChildProcess neighbour, String order) throws Exception {
		neighbour.say(order);
		return neighbour.nextLine();
	}

	/** Kills the first process of a namespace, and not only who started it. */
	static void killInside(ChildProcess unshare) throws InterruptedException {
		List<ProcessHandle> inside = ProcessHandle.of(unshare.pid()).orElseThrow().children().toList();
		assertThat(inside).hasSize(1);
		assertThat(inside.get(0).destroyForcibly()).isTrue();
		unshare.await();
	}

	/** Whatever one of them tries, and this process, which sees them all. */
	void assertHeldFor(ChildProcess other) throws Exception {
		Path file = this.base.resolve(this.name);
		String before = Files.readString(file);
		for (int i = 0; i < 2; i++) {
			assertThat(told(other, "update")).isEqualTo("timeout");
			assertThat(told(other, "state")).isEqualTo("HELD");
			assertThat(told(other, "clear")).isEqualTo("timeout");
		}
		try (FileConfigStore store = FileConfigStore.builder(this.base).lockStrategy(this.strategy).open()) {
			assertThat(store.monitor().lock(this.name).state()).isEqualTo(LockStatus.State.HELD);
			assertThatExceptionOfType(LockTimeoutException.class)
				.isThrownBy(() -> store.monitor().clearStaleLock(this.name));
			assertThat(store.monitor().lockCounts().recovered()).isZero();
		}
		assertThat(file).hasContent(before);
	}

	/** One holds it, the other one is refused, and gets it afterwards. */
	void assertExcludes(ChildProcess holder, ChildProcess other) throws Exception {
		assertThat(told(holder, "hold")).isEqualTo("holding");
		assertHeldFor(other);
		assertThat(told(holder, "go on")).isEqualTo("released");
		assertThat(told(other, "update")).isEqualTo("updated");
	}

}
