package io.safeconfig.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import io.safeconfig.ConfigFileRepository;
import io.safeconfig.ConfigTransactionOptions;
import io.safeconfig.LockOwner;
import io.safeconfig.LockTimeoutException;
import io.safeconfig.mount.MountedFileSystem;
import io.safeconfig.mount.MountedFileSystem.Type;
import io.safeconfig.store.file.FileConfigStore;
import io.safeconfig.store.file.LockStatus;
import io.safeconfig.store.file.ProbeReport;
import io.safeconfig.store.file.ProbeReport.Finding;
import io.safeconfig.store.file.ProbeReport.Result;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

/** Several processes on one directory, on each of the file systems that users have. */
@Timeout(600)
class MountedProcessTests {

	private static final String NAME = "counters.properties";

	private static final int PROCESSES = 2;

	private static final int THREADS = 2;

	private static final int TIMES = Integer.getInteger("safeconfig.test.times", 30);

	private static final int ACCOUNTS = 4;

	private static final int SEED = 1000;

	@TempDir
	Path directory;

	@ParameterizedTest
	@EnumSource
	void noIncrementIsLostOrCountedTwice(Type type) throws Exception {
		try (MountedFileSystem mounted = MountedFileSystem.mount(type, this.directory)) {
			Path base = base(mounted);
			List<ChildProcess> children = new ArrayList<>();
			for (int i = 0; i < PROCESSES; i++) {
				children.add(ChildProcess.silentJavaUnder(List.of(), Incrementer.class, base, THREADS, TIMES));
			}
			Set<String> acknowledged = new TreeSet<>();
			for (ChildProcess child : children) {
				List<String> lines = child.remainingLines();
				assertThat(lines).last().isEqualTo("done");
				lines.subList(0, lines.size() - 1).forEach((line) -> assertThat(acknowledged.add(line)).isTrue());
			}
			int total = PROCESSES * THREADS * TIMES;
			assertThat(acknowledged).hasSize(total);
			assertThat(base.resolve(NAME)).hasContent("hits = " + total + "\n");
			assertThat(Scenario.leftovers(base)).isEmpty();
		}
	}

	@ParameterizedTest
	@EnumSource
	void theCheckAtStartUpFindsNothingToObjectTo(Type type) throws Exception {
		try (MountedFileSystem mounted = MountedFileSystem.mount(type, this.directory);
				FileConfigStore store = FileConfigStore.open(base(mounted))) {
			ProbeReport report = store.monitor().probe();
			assertThat(report.fileSystem()).isEqualTo(switch (type) {
				case EXT4 -> "ext4";
				case XFS -> "xfs";
				case BTRFS -> "btrfs";
				case TMPFS -> "tmpfs";
				case OVERLAY, OVERLAY_OVER_TWO -> "overlay";
				case BINDFS -> "fuse";
			});
			assertThat(report.findings()).extracting(Finding::check, Finding::result)
				.containsExactly(tuple("rename", Result.OK), tuple("directory-sync", Result.OK),
						tuple("locks", Result.OK), tuple("agreement", Result.OK), tuple("mounts", Result.OK),
						tuple("stamps", Result.OK), tuple("writers", Result.OK));
		}
	}

	@ParameterizedTest
	@EnumSource
	void theHolderIsNamedToWhoeverIsRefusedAndToTheMonitor(Type type) throws Exception {
		try (MountedFileSystem mounted = MountedFileSystem.mount(type, this.directory);
				FileConfigStore store = FileConfigStore.open(base(mounted));
				ChildProcess holder = ChildProcess.silentJavaUnder(List.of(), Holder.class,
						mounted.path().resolve("config"), NAME)) {
			holder.expect("holding");
			assertThatExceptionOfType(LockTimeoutException.class)
				.isThrownBy(() -> ConfigFileRepository.using(store, Duration.ofMillis(200))
					.update(NAME, (document) -> document.set("hits", 7)))
				.satisfies((ex) -> assertThat(ex.holder()).map(LockOwner::pid).hasValue(holder.pid()));
			LockStatus lock = store.monitor().lock(NAME);
			assertThat(lock.state()).isEqualTo(LockStatus.State.HELD);
			assertThat(lock.holder()).isNotNull().extracting(LockOwner::pid).isEqualTo(holder.pid());
			holder.say("go on");
			holder.expect("released");
			ConfigFileRepository.using(store).update(NAME, (document) -> document.set("hits", 7));
			assertThat(store.monitor().lock(NAME).state()).isEqualTo(LockStatus.State.FREE);
		}
	}

	@ParameterizedTest
	@EnumSource
	void transactionsAreAllOrNothingAlsoThoseOfAKilledProcess(Type type) throws Exception {
		try (MountedFileSystem mounted = MountedFileSystem.mount(type, this.directory)) {
			Path base = base(mounted);
			Files.createDirectory(base.resolve("accounts"));
			for (int number = 0; number < ACCOUNTS; number++) {
				Files.writeString(base.resolve(Mover.account(number)), "limit=" + SEED + "\n");
			}
			try (SumWatch watch = new SumWatch(base, ACCOUNTS, ACCOUNTS * SEED);
					ChildProcess survivor = mover(base, 0);
					ChildProcess victim = mover(base, 1)) {
				for (int move = 0; move < 10; move++) {
					assertThat(victim.nextLine()).startsWith("moved");
				}
				victim.kill();
				for (int move = 0; move < 10; move++) {
					assertThat(survivor.nextLine()).startsWith("moved");
				}
				survivor.say("stop");
				assertThat(survivor.remainingLines()).last().isEqualTo("done");
				assertThat(watch.sums()).isPositive();
			}
			assertSum(base);
		}
	}

	private static ChildProcess mover(Path base, int number) throws Exception {
		return ChildProcess.silentJavaUnder(List.of(), Mover.class, base, number, ACCOUNTS, number);
	}

	private static void assertSum(Path base) throws Exception {
		try (ConfigFileRepository files = ConfigFileRepository.using(FileConfigStore.open(base))) {
			// who locks a file clears up after those who died with it
			files.begin(ConfigTransactionOptions.DEFAULT.withFiles(files.list())).close();
			assertThat(Scenario.leftovers(base)).isEmpty();
			int sum = 0;
			for (int number = 0; number < ACCOUNTS; number++) {
				sum += files.get(Mover.account(number)).getInt("limit");
			}
			assertThat(sum).isEqualTo(ACCOUNTS * SEED);
		}
	}

	private static Path base(MountedFileSystem mounted) throws Exception {
		Path base = Files.createDirectory(mounted.path().resolve("config"));
		Files.writeString(base.resolve(NAME), "hits = 0\n");
		return base;
	}

}
