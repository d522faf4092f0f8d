package io.safeconfig.store.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

import io.safeconfig.ConfigFileRepository;
import io.safeconfig.ConfigStorageException;
import io.safeconfig.ConfigTransaction;
import io.safeconfig.FileState;
import io.safeconfig.LockStrategy;
import io.safeconfig.Tools;
import io.safeconfig.os.Interception;
import io.safeconfig.store.LockedFiles;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The base directory goes away while a store is open on it. */
@EnabledOnOs({ OS.LINUX, OS.MAC })
@Timeout(60)
class GroundTests {

	private static final String FILE = "a.properties";

	@TempDir
	Path directory;

	private Path base;

	private Path away;

	private FileConfigStore store;

	private ConfigFileRepository files;

	private void open(LockStrategy strategy, ProbeScope scope) throws IOException {
		this.base = this.directory.resolve("base");
		this.away = this.directory.resolve("away");
		this.store = FileConfigStore.builder(this.base).lockStrategy(strategy).probe(scope).open();
		this.files = ConfigFileRepository.using(this.store);
		this.files.create(FILE, "n=0\n");
		increment();
	}

	private void increment() {
		this.files.updateOrCreate(FILE, (document) -> document.set("n", document.getInt("n", 0) + 1));
	}

	@ParameterizedTest
	@EnumSource
	void nothingIsAbsentAndNothingIsCreatedWhileTheDirectoryIsMovedAway(LockStrategy strategy) throws IOException {
		open(strategy, ProbeScope.IN_PROCESS);
		Files.move(this.base, this.away);
		assertRefused("nothing is there");
		assertThat(this.base).doesNotExist();
		Files.move(this.away, this.base);
		assertWell(2);
	}

	@ParameterizedTest
	@EnumSource
	void anEmptyDirectoryInItsPlaceIsNotBelievedAndStaysEmpty(LockStrategy strategy) throws IOException {
		open(strategy, ProbeScope.IN_PROCESS);
		Files.move(this.base, this.away);
		Files.createDirectory(this.base);
		assertRefused("'.safeconfig-locking'");
		assertThat(this.base).isEmptyDirectory();
		Files.delete(this.base);
		Files.move(this.away, this.base);
		assertWell(2);
	}

	@ParameterizedTest
	@EnumSource
	void aCopyInItsPlaceIsNeitherReadNorChanged(LockStrategy strategy) throws Exception {
		open(strategy, ProbeScope.IN_PROCESS);
		Files.move(this.base, this.away);
		Tools.run("cp", "-a", this.away.toString(), this.base.toString());
		Map<String, String> copied = tree(this.base);
		assertRefused("another one is there now");
		assertThat(tree(this.base)).isEqualTo(copied);
		Tools.run("rm", "-r", this.base.toString());
		Files.move(this.away, this.base);
		assertWell(2);
	}

	@ParameterizedTest
	@EnumSource
	void withoutTheCheckAtTheStartTheDirectoryIsKnownAllTheSame(LockStrategy strategy) throws IOException {
		open(strategy, ProbeScope.OFF);
		Files.move(this.base, this.away);
		Files.createDirectory(this.base);
		assertRefused("is not the one that was opened");
		assertThat(this.base).isEmptyDirectory();
		Files.delete(this.base);
		Files.move(this.away, this.base);
		assertWell(2);
	}

	@Test
	void aDirectoryThatIsRemovedAndMadeAnewIsAnotherOneAlsoWithTheSameNumber() throws Exception {
		open(LockStrategy.NATIVE, ProbeScope.IN_PROCESS);
		Tools.run("rm", "-r", this.base.toString());
		try (FileConfigStore other = FileConfigStore.open(this.base)) {
			assertRefused("another one is there now");
			assertThat(other.list()).isEmpty();
		}
	}

	@Test
	void otherRightsOrAnotherOwnerMakeNoOtherDirectory() throws Exception {
		open(LockStrategy.NATIVE, ProbeScope.IN_PROCESS);
		Tools.run("chmod", "-R", "g+w", this.base.toString());
		if (Tools.isRoot()) {
			Tools.run("chown", "-R", "1:1", this.base.toString());
		}
		assertWell(2);
	}

	@Test
	void anAgreementThatACrashHadTornMayBeMended() throws IOException {
		Path torn = Files.createDirectory(this.directory.resolve("base")).resolve(".safeconfig-locking");
		Files.writeString(torn, "safeconf");
		Path whole = Files.writeString(this.directory.resolve("whole"),
				"safeconfig-locking 1\nnative in a directory\n");
		open(LockStrategy.NATIVE, ProbeScope.IN_PROCESS);
		// as another process does that found it torn at the same time
		Files.move(whole, torn, StandardCopyOption.ATOMIC_MOVE);
		assertWell(2);
		Files.move(this.base, this.away);
		assertRefused("nothing is there");
	}

	@ParameterizedTest
	@EnumSource
	void aTransactionThatBeganBeforeChangesNothingAndLeavesNothing(LockStrategy strategy) throws IOException {
		open(strategy, ProbeScope.IN_PROCESS);
		try (ConfigTransaction transaction = this.files.begin()) {
			transaction.update(FILE, (document) -> document.set("n", 7));
			transaction.save("sub/b.properties", "b=1\n");
			Files.move(this.base, this.away);
			Files.createDirectory(this.base);
			assertThatExceptionOfType(ConfigStorageException.class).isThrownBy(transaction::commit)
				.withMessageContaining("is not the one that was opened");
		}
		assertThat(this.base).isEmptyDirectory();
		Files.delete(this.base);
		Files.move(this.away, this.base);
		assertThat(this.files.exists("sub/b.properties")).isFalse();
		assertWell(2);
	}

	@ParameterizedTest
	@EnumSource
	void aPreparedTransactionDoesNotCommit(LockStrategy strategy) throws IOException {
		open(strategy, ProbeScope.IN_PROCESS);
		try (ConfigTransaction transaction = this.files.begin()) {
			transaction.update(FILE, (document) -> document.set("n", 7));
			transaction.prepare();
			Files.move(this.base, this.away);
			Files.createDirectory(this.base);
			assertThatExceptionOfType(ConfigStorageException.class).isThrownBy(transaction::commit)
				.withMessageContaining("is not the one that was opened");
		}
		assertThat(this.base).isEmptyDirectory();
		Files.delete(this.base);
		Files.move(this.away, this.base);
		assertWell(2);
	}

	@ParameterizedTest
	@EnumSource
	void whoWaitsForALockMeanwhileCreatesNothing(LockStrategy strategy) throws Exception {
		open(strategy, ProbeScope.IN_PROCESS);
		CompletableFuture<Void> waiting;
		try (LockedFiles held = this.store.lock(Set.of(FILE), Duration.ZERO, "test")) {
			assertThat(held.read(FILE)).isPresent();
			waiting = CompletableFuture.runAsync(this::increment, (task) -> new Thread(task).start());
			while (this.store.monitor().waitingCallers() == 0) {
				Thread.onSpinWait();
			}
			Files.move(this.base, this.away);
			Files.createDirectory(this.base);
		}
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(waiting::get)
			.withCauseInstanceOf(ConfigStorageException.class)
			.withMessageContaining("is not the one that was opened");
		assertThat(this.base).isEmptyDirectory();
		Files.delete(this.base);
		Files.move(this.away, this.base);
		assertWell(2);
	}

	@Test
	void anUpdateLooksAtTheGroundOnceAndACachedReadNever() throws IOException {
		this.base = Files.createDirectory(this.directory.resolve("base"));
		Path file = Files.writeString(this.base.resolve(FILE), "n=0\n");
		Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
		List<String> calls = new ArrayList<>();
		Interception interception = (operation, path) -> calls.add(operation + " " + this.base.relativize(path));
		this.files = ConfigFileRepository
			.using(FileConfigStore.builder(this.base).probe(ProbeScope.IN_PROCESS).open(interception.platform()));
		increment();
		calls.clear();
		increment();
		assertThat(calls).containsOnlyOnce("stat .safeconfig-locking").doesNotContain("stat ");
	}

	private void assertWell(int expected) {
		increment();
		assertThat(this.files.get(FILE).getInt("n")).isEqualTo(expected);
		assertThat(this.files.find("missing")).isEmpty();
		assertThat(this.files.list()).containsExactly(FILE);
		StoreStatus status = this.store.monitor().check();
		assertThat(status.problem()).isNull();
		assertThat(status.lostLocks()).isEmpty();
	}

	private void assertRefused(String reason) {
		FileStoreMonitor monitor = this.store.monitor();
		List<ThrowingCallable> calls = List.of(() -> this.files.find(FILE), () -> this.files.get(FILE),
				() -> this.files.exists(FILE), () -> this.files.find("missing"), () -> this.files.list(),
				() -> this.files.readAll(Set.of(FILE, "missing")), this::increment,
				() -> this.files.update(FILE, (document) -> document.set("n", 1)),
				() -> this.files.create("new/b.properties", "b=1\n"), () -> this.files.save(FILE, "n=5\n"),
				() -> this.files.delete(FILE), this::inTransaction, monitor::locks, monitor::journals,
				() -> monitor.lock(FILE), () -> monitor.clearStaleLock(FILE));
		for (ThrowingCallable call : calls) {
			assertThatExceptionOfType(ConfigStorageException.class).isThrownBy(call)
				.withMessageContaining("is not the one that was opened")
				.withMessageContaining(reason)
				.satisfies((ex) -> assertThat(ex.state()).isEqualTo(FileState.UNCHANGED))
				.satisfies((ex) -> assertThat(ex.nextStep()).contains("restart"));
		}
		assertThat(monitor.check().problem()).contains("is not the one that was opened", reason);
		assertThatCode(() -> this.store.monitor().lockCounts()).doesNotThrowAnyException();
	}

	private void inTransaction() {
		try (ConfigTransaction transaction = this.files.begin()) {
			transaction.save("c.properties", "c=1\n");
			transaction.save("d.properties", "d=1\n");
			transaction.commit();
		}
	}

	private static Map<String, String> tree(Path root) throws IOException {
		Map<String, String> tree = new TreeMap<>();
		try (Stream<Path> paths = Files.walk(root)) {
			for (Path path : paths.toList()) {
				tree.put(root.relativize(path).toString(), Files.isRegularFile(path) ? Files.readString(path) : "");
			}
		}
		return tree;
	}

}
