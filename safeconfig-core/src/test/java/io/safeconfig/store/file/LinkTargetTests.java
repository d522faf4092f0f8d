package io.safeconfig.store.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.safeconfig.ConfigConflictException;
import io.safeconfig.ConfigFileException;
import io.safeconfig.ConfigFileRepository;
import io.safeconfig.ConfigStorageException;
import io.safeconfig.ConfigTransaction;
import io.safeconfig.InvalidConfigNameException;
import io.safeconfig.LockDeadlockException;
import io.safeconfig.store.LockedFiles;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Links that lead out of the base directory, to directories that were allowed. */
@EnabledOnOs({ OS.LINUX, OS.MAC })
class LinkTargetTests {

	@TempDir
	Path directory;

	private Path base;

	private Path shared;

	private Path other;

	private FileConfigStore store;

	private ConfigFileRepository files;

	@BeforeEach
	void open() throws IOException {
		Path root = this.directory.toRealPath();
		this.base = Files.createDirectory(root.resolve("base"));
		this.shared = Files.createDirectory(root.resolve("shared"));
		this.other = Files.createDirectory(root.resolve("other"));
		Files.writeString(this.shared.resolve("limits.properties"), "# of all\nmax=1\n");
		Files.createSymbolicLink(this.base.resolve("limits.properties"), this.shared.resolve("limits.properties"));
		Files.createSymbolicLink(this.base.resolve("all"), Path.of("../shared"));
		this.store = FileConfigStore.builder(this.base).linkTargets(List.of(this.shared, this.other)).open();
		this.files = ConfigFileRepository.using(this.store, Duration.ofMillis(200));
	}

	@AfterEach
	void close() {
		this.store.close();
	}

	private Path link(String name, Path target) throws IOException {
		return Files.createSymbolicLink(this.base.resolve(name), target);
	}

	@Test
	void aFileIsReadAndChangedThroughALinkThatStaysOne() {
		this.files.update("limits.properties", (document) -> document.set("max", 2));
		assertThat(this.base.resolve("limits.properties")).isSymbolicLink();
		assertThat(this.shared.resolve("limits.properties")).hasContent("# of all\nmax=2");
		assertThat(this.files.get("limits.properties").getInt("max")).isEqualTo(2);
		assertThat(this.files.find("limits.properties")).isPresent();
		assertThat(this.files.exists("all/limits.properties")).isTrue();
		assertThat(this.files.exists("all/missing.properties")).isFalse();
		assertThat(this.files.list()).containsExactly("limits.properties");
	}

	@Test
	void aFileIsCreatedAndRemovedBehindALinkToADirectory() throws IOException {
		link("new.yml", this.other.resolve("sub/new.yml"));
		this.files.create("all/deep/new.yml", "a: 1\n");
		this.files.create("new.yml", "b: 1\n");
		assertThat(this.shared.resolve("deep/new.yml")).hasContent("a: 1");
		assertThat(this.other.resolve("sub/new.yml")).hasContent("b: 1");
		this.files.delete("all/deep/new.yml");
		assertThat(this.shared.resolve("deep/new.yml")).doesNotExist();
		assertThat(this.files.exists("all/deep/new.yml")).isFalse();
	}

	@Test
	void theLinkItselfIsNotRemovedInsteadOfItsFile() {
		assertThatExceptionOfType(InvalidConfigNameException.class)
			.isThrownBy(() -> this.files.delete("limits.properties"))
			.withMessageContaining("remove the link itself");
		assertThat(this.base.resolve("limits.properties")).isSymbolicLink();
		assertThat(this.shared.resolve("limits.properties")).exists();
	}

	@Test
	void whoeverUsesTheDirectoryItselfTakesTheSameLock() {
		try (FileConfigStore direct = FileConfigStore.open(this.shared);
				LockedFiles locked = direct.lock(Set.of("limits.properties"), Duration.ZERO, "hold")) {
			assertThatExceptionOfType(LockDeadlockException.class)
				.isThrownBy(() -> this.files.update("limits.properties", (document) -> document.set("max", 2)));
			assertThat(locked.read("limits.properties")).isPresent();
		}
		this.files.update("limits.properties", (document) -> document.set("max", 2));
	}

	@Test
	void filesOfOneTargetAreChangedInOneTransaction() {
		try (ConfigTransaction transaction = this.files.begin()) {
			transaction.update("limits.properties", (document) -> document.set("max", 7));
			transaction.save("all/second.properties", "a=7\n");
			transaction.commit();
		}
		assertThat(this.files.readAll(Set.of("limits.properties", "all/second.properties", "all/none"))).hasSize(2);
		assertThat(this.shared.resolve("second.properties")).hasContent("a=7");
	}

	@Test
	void filesOfTwoDirectoriesAreNotChangedTogether() throws IOException {
		link("other.properties", this.other.resolve("o.properties"));
		for (List<String> names : List.of(List.of("own.properties", "limits.properties"),
				List.of("limits.properties", "own.properties"), List.of("limits.properties", "other.properties"))) {
			try (ConfigTransaction transaction = this.files.begin()) {
				transaction.save(names.get(0), "max=9\n");
				assertThatExceptionOfType(InvalidConfigNameException.class)
					.isThrownBy(() -> transaction.save(names.get(1), "max=9\n"))
					.withMessageContaining("two directories cannot be locked, or changed, together");
			}
		}
		assertThat(this.shared.resolve("limits.properties")).content().contains("max=1");
		assertThat(this.files.list()).containsExactly("limits.properties");
	}

	@Test
	void oneFileByTwoNamesIsNotChangedTwiceInOneTransaction() {
		try (ConfigTransaction transaction = this.files.begin()) {
			transaction.save("limits.properties", "max=9\n");
			assertThatExceptionOfType(InvalidConfigNameException.class)
				.isThrownBy(() -> transaction.save("all/limits.properties", "max=8\n"))
				.withMessageContaining("the same file as 'limits.properties'");
		}
	}

	@Test
	void filesOfTwoDirectoriesAreReadTogether() {
		this.files.save("own.properties", "a=1\n");
		assertThat(this.files.readAll(Set.of("own.properties", "limits.properties", "all/none")))
			.containsOnlyKeys("own.properties", "limits.properties");
	}

	@Test
	void filesOfOneDirectoryAreReadTogetherWhileTheyAreChangedAllTheTime() throws Exception {
		this.files.save("own.properties", "n=0\n");
		AtomicBoolean stopped = new AtomicBoolean();
		CompletableFuture<Void> changing = CompletableFuture.runAsync(() -> {
			for (int n = 0; !stopped.get(); n++) {
				int value = n;
				this.files.update("own.properties", (document) -> document.set("n", value));
				this.files.update("limits.properties", (document) -> document.set("n", value));
			}
		});
		try {
			for (int look = 0; look < 300; look++) {
				assertThat(this.store.readAll(Set.of("own.properties", "none"), Duration.ofSeconds(10))).hasSize(1);
				assertThat(this.store.readAll(Set.of("limits.properties", "all/none"), Duration.ofSeconds(10)))
					.hasSize(1);
			}
		}
		finally {
			stopped.set(true);
			changing.get(1, TimeUnit.MINUTES);
		}
	}

	@Test
	void aLinkThatIsTurnedDuringAChangeIsAConflict() throws IOException {
		Files.writeString(this.other.resolve("limits.properties"), "max=5\n");
		try (ConfigTransaction transaction = this.files.begin()) {
			transaction.update("limits.properties", (document) -> document.set("max", 2));
			turn(this.other.resolve("limits.properties"));
			assertThatExceptionOfType(ConfigConflictException.class).isThrownBy(transaction::commit)
				.satisfies((ex) -> assertThat(ex.fileName()).isEqualTo("limits.properties"));
		}
		assertThat(this.shared.resolve("limits.properties")).content().contains("max=1");
		this.files.update("limits.properties", (document) -> document.set("max", 6));
		assertThat(this.other.resolve("limits.properties")).hasContent("max=6");
	}

	@Test
	void soIsAFileThatIsMissingOnlyWhereItsLinkLed() throws IOException {
		Files.writeString(this.other.resolve("limits.properties"), "max=5\n");
		try (LockedFiles locked = this.store.lock(Set.of("limits.properties"), Duration.ofSeconds(1), "test")) {
			turn(this.other.resolve("limits.properties"));
			Files.delete(this.shared.resolve("limits.properties"));
			assertThatExceptionOfType(ConfigConflictException.class).isThrownBy(() -> locked.read("limits.properties"));
		}
	}

	@Test
	void aFileInTheBaseDirectoryWhoseLinkIsTurnedToATargetIsAConflictToo() throws IOException {
		Files.writeString(this.base.resolve("real.properties"), "max=3\n");
		link("turning.properties", Path.of("real.properties"));
		Files.writeString(this.other.resolve("limits.properties"), "max=5\n");
		try (ConfigTransaction transaction = this.files.begin()) {
			transaction.update("turning.properties", (document) -> document.set("max", 2));
			Files.move(link("fresh", this.other.resolve("limits.properties")), this.base.resolve("turning.properties"),
					StandardCopyOption.ATOMIC_MOVE);
			assertThatExceptionOfType(ConfigConflictException.class).isThrownBy(transaction::commit)
				.satisfies((ex) -> assertThat(ex.isRetrySafe()).isTrue());
		}
		assertThat(this.base.resolve("real.properties")).hasContent("max=3");
		this.files.update("turning.properties", (document) -> document.set("max", 6));
		assertThat(this.other.resolve("limits.properties")).hasContent("max=6");
	}

	@Test
	void noFindIsEmptyWhileALinkIsTurnedBetweenTheBaseDirectoryAndATarget() throws Exception {
		Files.writeString(this.base.resolve("inside.properties"), "n=1\n");
		Files.writeString(this.shared.resolve("outside.properties"), "n=2\n");
		link("turning.properties", Path.of("inside.properties"));
		AtomicBoolean stopped = new AtomicBoolean();
		CompletableFuture<Void> turning = CompletableFuture.runAsync(() -> turnBetween(stopped));
		try {
			for (int look = 0; look < 3000; look++) {
				assertThat(this.files.find("turning.properties")).isPresent();
				assertThat(this.files.readAll(Set.of("turning.properties", "limits.properties"))).hasSize(2);
			}
		}
		finally {
			stopped.set(true);
			turning.get(1, TimeUnit.MINUTES);
		}
	}

	private void turnBetween(AtomicBoolean stopped) {
		try {
			for (int turn = 0; !stopped.get(); turn++) {
				Path target = (turn % 2 == 0) ? this.shared.resolve("outside.properties")
						: Path.of("inside.properties");
				Files.move(link("fresh", target), this.base.resolve("turning.properties"),
						StandardCopyOption.ATOMIC_MOVE);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Test
	void detoursInsideATargetAreNone() throws IOException {
		Files.createDirectories(this.shared.resolve("a/b"));
		link("detour.properties", this.shared.resolve("a/b/../../limits.properties"));
		link("dots.properties", Path.of("../shared/./limits.properties"));
		assertThat(this.files.get("detour.properties").getInt("max")).isEqualTo(1);
		assertThat(this.files.get("dots.properties").getInt("max")).isEqualTo(1);
	}

	private void turn(Path target) throws IOException {
		Path fresh = link("fresh", target);
		Files.move(fresh, this.base.resolve("limits.properties"), StandardCopyOption.ATOMIC_MOVE);
	}

	@Test
	void aTargetThatIsGoneIsAnErrorAndNoAbsence() throws IOException {
		Files.move(this.shared, this.directory.resolve("moved"));
		for (Runnable look : List.<Runnable>of(() -> this.files.find("all/none"), () -> this.files.exists("all/none"),
				() -> this.files.save("all/none", "x"))) {
			assertThatExceptionOfType(ConfigStorageException.class).isThrownBy(look::run)
				.withMessageContaining("is not the one that was opened");
		}
		assertThat(this.store.monitor().check().problem()).contains(this.shared.toString());
		Files.move(this.directory.resolve("moved"), this.shared);
		assertThat(this.files.find("all/none")).isEmpty();
		assertThat(this.store.monitor().check().problem()).isNull();
	}

	@Test
	void linksThatLeadElsewhereAreRefused() throws IOException {
		Path secret = Files.writeString(this.directory.resolve("secret"), "s");
		link("one", secret);
		link("two", this.shared.resolve("../secret"));
		Files.createSymbolicLink(this.shared.resolve("three"), secret);
		Files.createSymbolicLink(this.shared.resolve("four"), this.other.resolve("x"));
		for (String name : List.of("one", "two", "all/three", "all/four")) {
			assertRefused(name, "leads out of the base directory");
		}
		assertRefused("all", "leads to a directory");
		assertRefused("all/.safeconfig/x", "belongs to SafeConfig");
		assertThat(secret).hasContent("s");
		assertThat(this.other.resolve("x")).doesNotExist();
	}

	private void assertRefused(String name, String reason) {
		for (Runnable use : List.<Runnable>of(() -> this.files.find(name), () -> this.files.save(name, "x"),
				() -> this.files.readAll(Set.of(name, "own")), () -> this.files.delete(name))) {
			assertThatExceptionOfType(InvalidConfigNameException.class).isThrownBy(use::run)
				.withMessageContaining(reason);
		}
	}

	@Test
	void aLinkThatLeadsThroughATargetBackIntoTheBaseDirectoryIsOneOfTheBaseDirectory() throws IOException {
		link("back", this.shared.resolve("../base/own.properties"));
		this.files.save("back", "a=1\n");
		assertThat(this.base.resolve("own.properties")).hasContent("a=1");
	}

	@Test
	void aConfigMapBehindALinkIsReadAndNotChanged() throws IOException {
		Path volume = Files.createDirectory(this.other.resolve("..2026_11_28_12_00_00.123"));
		Files.writeString(volume.resolve("a.properties"), "a=1\n");
		Files.createSymbolicLink(this.other.resolve("..data"), volume.getFileName());
		Files.createSymbolicLink(this.other.resolve("a.properties"), Path.of("..data/a.properties"));
		link("a.properties", this.other.resolve("a.properties"));
		link("data", this.other.resolve("..data"));
		assertThat(this.files.get("a.properties").getInt("a")).isEqualTo(1);
		for (String name : List.of("a.properties", "data/a.properties")) {
			assertThatExceptionOfType(ConfigStorageException.class).isThrownBy(() -> this.files.save(name, "a=2\n"))
				.withMessageContaining("replaced as a whole");
		}
	}

	@Test
	void theMonitorTellsOfTheTargetsToo() {
		FileStoreMonitor monitor = this.store.monitor();
		String path = this.shared.resolve("limits.properties").toString();
		this.files.update("limits.properties", (document) -> {
			assertThat(monitor.heldLocks()).isEqualTo(1);
			assertThat(monitor.locksInUse().locks()).singleElement()
				.satisfies((lock) -> assertThat(lock.fileName()).isEqualTo(path));
			assertThat(monitor.lock("limits.properties").state()).isEqualTo(LockStatus.State.HELD);
			assertThat(monitor.lock(path).fileName()).isEqualTo(path);
			assertThatExceptionOfType(LockDeadlockException.class).isThrownBy(() -> monitor.clearStaleLock(path));
			document.set("max", 2);
		});
		assertThat(monitor.clearStaleLock("limits.properties")).isFalse();
		assertThat(monitor.lockCounts().acquired()).isEqualTo(1);
		assertThat(this.files.get("limits.properties").getInt("max")).isEqualTo(2);
		assertThat(monitor.readsFromDisk() + monitor.readsFromCache()).isEqualTo(1);
		assertThat(monitor.check().problem()).isNull();
		assertThat(monitor.journals()).isEmpty();
	}

	@Test
	void aStoreThatOnlyReadsReadsThroughLinksAndMakesNothing() throws IOException {
		this.store.close();
		try (FileConfigStore reading = FileConfigStore.builder(this.base)
			.linkTargets(List.of(this.other, this.shared))
			.readOnly(true)
			.open()) {
			assertThat(reading.read("limits.properties")).isPresent();
			assertThatExceptionOfType(ConfigStorageException.class)
				.isThrownBy(() -> ConfigFileRepository.using(reading).save("limits.properties", "max=3\n"))
				.withMessageContaining("safeconfig.read-only=true");
		}
	}

	@Test
	void targetsThatAreMissingOrLieInEachOtherAreRefusedWhenTheStoreIsOpened() throws IOException {
		Path link = Files.createSymbolicLink(this.directory.resolve("alias"), this.shared);
		for (List<Path> targets : List.of(List.of(this.directory.resolve("missing")), List.of(this.directory),
				List.of(this.base), List.of(this.base.resolve("sub")), List.of(this.shared, link),
				List.of(this.shared, Files.createDirectories(this.shared.resolve("in"))))) {
			assertThatExceptionOfType(ConfigFileException.class).as("%s", targets)
				.isThrownBy(() -> FileConfigStore.builder(this.base).linkTargets(targets).open())
				.satisfies((ex) -> assertThat(ex.nextStep()).contains("safeconfig.links.allowed-targets"));
		}
	}

}
