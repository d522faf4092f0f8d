package io.safeconfig.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import io.safeconfig.ConfigFileListener;
import io.safeconfig.ConfigFileRepository;
import io.safeconfig.LockOwner;
import io.safeconfig.LockTimeoutException;
import io.safeconfig.store.file.FileConfigStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

/** Several processes on one directory. */
@Timeout(600)
class ProcessTests {

	private static final int PROCESSES = 4;

	private static final int THREADS = 4;

	private static final int TIMES = Integer.getInteger("safeconfig.test.times", 30);

	private final List<LockOwner> recovered = new ArrayList<>();

	@TempDir
	Path base;

	private Path counters;

	@BeforeEach
	void seed() throws IOException {
		this.counters = Files.writeString(this.base.resolve("counters.properties"),
				"# counts\ncomment = kept\nhits = 0\n");
	}

	@Test
	void noIncrementIsLostOrCountedTwice() throws Exception {
		Set<Integer> acknowledged = new TreeSet<>();
		try (Referee referee = new Referee(this.counters)) {
			List<ChildProcess> children = new ArrayList<>();
			for (int i = 0; i < PROCESSES; i++) {
				children.add(ChildProcess.java(Incrementer.class, this.base, THREADS, TIMES));
			}
			for (ChildProcess child : children) {
				List<String> lines = child.remainingLines();
				assertThat(lines).last().isEqualTo("done");
				lines.subList(0, lines.size() - 1)
					.forEach((line) -> assertThat(acknowledged.add(Integer.valueOf(line))).as(line).isTrue());
			}
		}
		int total = PROCESSES * THREADS * TIMES;
		assertThat(acknowledged).hasSize(total).first().isEqualTo(1);
		assertThat(this.counters).content().isEqualTo("# counts\ncomment = kept\nhits = " + total + "\n");
		assertThat(leftovers()).isEmpty();
	}

	@Test
	void manyThreadsThatComeAtOnceToAFileNeverLockedBeforeExcludeOthers() throws Exception {
		int names = 5 * TIMES;
		List<ChildProcess> children = new ArrayList<>();
		for (int i = 0; i < PROCESSES; i++) {
			children.add(ChildProcess.java(FirstUser.class, this.base, THREADS, names));
		}
		for (ChildProcess child : children) {
			assertThat(child.remainingLines()).containsExactly("done");
		}
		ConfigFileRepository files = repository();
		for (int name = 0; name < names; name++) {
			assertThat(files.get(name + ".properties").getInt("uses")).as("%d", name).isEqualTo(PROCESSES * THREADS);
		}
		assertThat(leftovers()).isEmpty();
	}

	@Test
	void aKilledProcessLosesNothingThatItAcknowledged() throws Exception {
		Set<Integer> acknowledged = new TreeSet<>();
		int killed = 0;
		try (Referee referee = new Referee(this.counters);
				ChildProcess survivor = ChildProcess.java(Incrementer.class, this.base, THREADS, 10 * TIMES)) {
			for (int round = 0; round < 5; round++) {
				try (ChildProcess victim = ChildProcess.java(Incrementer.class, this.base, THREADS, 10 * TIMES)) {
					List<String> lines = new ArrayList<>(List.of(victim.nextLine(), victim.nextLine()));
					victim.kill();
					lines.addAll(victim.remainingLines());
					killed += THREADS;
					addAll(acknowledged, lines);
				}
			}
			addAll(acknowledged, survivor.remainingLines());
		}
		// of each killed thread one increment may be on disk and not acknowledged
		assertThat(Referee.read(this.counters)).isBetween(acknowledged.size(), acknowledged.size() + killed);
		repository().update("counters.properties", (document) -> document.set("hits", 0));
		assertThat(leftovers()).isEmpty();
	}

	/** A line may be cut off by the kill; what is whole was acknowledged. */
	private static void addAll(Set<Integer> acknowledged, List<String> lines) {
		for (int i = 0; i < lines.size(); i++) {
			boolean last = i == lines.size() - 1;
			if (lines.get(i).matches("\\d+") && !last) {
				assertThat(acknowledged.add(Integer.valueOf(lines.get(i)))).as(lines.get(i)).isTrue();
			}
		}
	}

	@Test
	void aHolderThatWasKilledIsTakenOverAtOnce() throws Exception {
		try (ChildProcess holder = ChildProcess.java(Holder.class, this.base, "counters.properties")) {
			holder.expect("holding");
			Files.writeString(this.base.resolve(".counters.properties.0123456789abcdef.sctmp"), "half");
			Files.writeString(this.base.resolve(".counters.properties.x.0123456789abcdef.sctmp"), "not ours");
			Files.createDirectory(this.base.resolve(".counters.properties.0123456789abcdee.sctmp"));
			Files.writeString(this.base.resolve(".counters.properties.0123456789abcdee.sctmp/copy"), "half");
			holder.kill();
			repository().update("counters.properties", (document) -> document.set("hits", 1));
			assertThat(this.recovered).extracting(LockOwner::pid, LockOwner::application, LockOwner::operation)
				.containsExactly(tuple(holder.pid(), "holder", "update"));
			assertThat(leftovers()).extracting((path) -> path.getFileName().toString())
				.containsExactly(".counters.properties.x.0123456789abcdef.sctmp");
			assertThat(this.counters).content().contains("hits = 1").doesNotContain("was here");
		}
	}

	@Test
	@EnabledOnOs({ OS.LINUX, OS.MAC })
	void aHolderThatIsStoppedKeepsItsLock() throws Exception {
		try (ChildProcess holder = ChildProcess.java(Holder.class, this.base, "counters.properties")) {
			holder.expect("holding");
			holder.signal("STOP");
			assertThatExceptionOfType(LockTimeoutException.class)
				.isThrownBy(() -> repository(Duration.ofMillis(200)).save("counters.properties", "hits = 5"))
				.satisfies((ex) -> {
					assertThat(ex.holder()).map(LockOwner::pid).isEqualTo(Optional.of(holder.pid()));
					assertThat(ex).hasMessageContaining("holder").hasMessageContaining("PID " + holder.pid());
				});
			holder.signal("CONT");
			holder.say("go on");
			holder.expect("released");
		}
		assertThat(this.counters).content().contains("was here").contains("hits = 0");
		assertThat(this.recovered).isEmpty();
	}

	@Test
	void aWaiterGetsTheLockWhenTheHolderIsDone() throws Exception {
		try (ChildProcess holder = ChildProcess.java(Holder.class, this.base, "counters.properties");
				ChildProcess waiter = ChildProcess.java(Incrementer.class, this.base, 2, 1)) {
			holder.expect("holding");
			holder.say("go on");
			holder.expect("released");
			waiter.expect("done");
		}
		assertThat(this.counters).content().contains("was here").contains("hits = 2");
	}

	private ConfigFileRepository repository() {
		return repository(Duration.ofMinutes(1));
	}

	private ConfigFileRepository repository(Duration timeout) {
		return ConfigFileRepository.using(FileConfigStore.builder(this.base).listener(new ConfigFileListener() {
			@Override
			public void staleLockRecovered(String fileName, LockOwner previous) {
				ProcessTests.this.recovered.add(previous);
			}
		}).open(), timeout);
	}

	private List<Path> leftovers() throws IOException {
		try (Stream<Path> all = Files.walk(this.base)) {
			return all.filter((path) -> path.toString().endsWith(".sctmp") || path.toString().endsWith(".owner"))
				.toList();
		}
	}

}
