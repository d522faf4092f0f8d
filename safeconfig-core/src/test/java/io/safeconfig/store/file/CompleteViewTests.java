package io.safeconfig.store.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.safeconfig.ConfigFileException;
import io.safeconfig.ConfigFileRepository;
import io.safeconfig.ConfigTransaction;
import io.safeconfig.LockStrategy;
import io.safeconfig.Tools;
import io.safeconfig.mount.MountedFileSystem;
import io.safeconfig.os.Interception;
import io.safeconfig.process.ChildProcess;
import io.safeconfig.process.Holder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** What an operator sees is all there is, or says that it is not. */
@Timeout(300)
class CompleteViewTests {

	private static final Interception NOTHING = (operation, path) -> {
	};

	@TempDir
	Path base;

	@ParameterizedTest
	@CsvSource({ "NATIVE, DIRECTORY", "NATIVE, SIBLING", "NONE, DIRECTORY", "LOCK_FILE, DIRECTORY" })
	void noNumberOfLockFilesHidesAStaleLock(LockStrategy strategy, LockLocation location) throws IOException {
		try (FileConfigStore store = FileConfigStore.builder(this.base)
			.probe(ProbeScope.OFF)
			.lockStrategy(strategy)
			.lockLocation(location)
			.lockSuffix(".guard")
			.open()) {
			boolean sibling = location == LockLocation.SIBLING;
			Path locks = sibling ? this.base
					: Files.createDirectories(this.base.resolve(".safeconfig/locks/deep")).getParent();
			String last = sibling ? "zz" : "deep/zz";
			for (int i = 0; i < 1200; i++) {
				Files.createFile(locks.resolve("f" + i + (sibling ? ".guard" : ".lck")));
			}
			Files.writeString(
					locks.resolve(last
							+ (sibling ? ".guard.owner" : (strategy == LockStrategy.LOCK_FILE) ? ".marker" : ".owner")),
					"");
			StoreStatus status = store.monitor().check();
			if (strategy == LockStrategy.LOCK_FILE) { // nobody may break what does not
														// tell
				assertThat(status.staleLocks()).isEmpty();
				assertThat(store.monitor().locksInUse().locks()).extracting(LockStatus::fileName).containsExactly(last);
			}
			else {
				assertThat(status.staleLocks()).extracting(LockStatus::fileName).containsExactly(last);
			}
			assertThat(status.isComplete()).isTrue();
			assertThat(status.problem()).isNull();
		}
	}

	@Test
	void moreStaleLocksThanAnybodyCanReadAreAllCountedAndTheirPageSaysSo() throws IOException {
		try (FileConfigStore store = StoreOverPlatform.open(this.base, NOTHING.platform())) {
			Path locks = Files.createDirectories(this.base.resolve(".safeconfig/locks"));
			for (int i = 0; i < 1001; i++) {
				Files.createFile(locks.resolve("f" + i + ".lck"));
				Files.createFile(locks.resolve("f" + i + ".owner"));
			}
			assertThat(store.monitor().check().staleLocks()).hasSize(1001);
			assertThat(store.monitor().locks()).hasSize(1000);
			assertThat(store.monitor().knownLocks().total()).isEqualTo(1001);
			assertThat(store.monitor().knownLocks().isTruncated()).isTrue();
		}
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void noNumberOfLockFilesHidesAProgramThatLocksInAnotherWay() throws Exception {
		try (FileConfigStore store = StoreOverPlatform.open(this.base, NOTHING.platform())) {
			Path locks = Files.createDirectories(this.base.resolve(".safeconfig/locks"));
			for (int i = 0; i < 10_001; i++) { // one more than are looked at in one go
				Files.createFile(locks.resolve("f" + i + ".lck"));
			}
			assertThat(store.monitor().check().foreignLocks()).isEmpty();
			try (ChildProcess flock = ChildProcess.of(Tools.require("flock"), locks.resolve("f999.lck").toString(),
					"-c", "echo holding; read line")) {
				flock.expect("holding");
				for (int look = 0; look < 3; look++) { // ends one look, begins another
					store.monitor().check();
				}
				assertThat(store.monitor().check().foreignLocks()).extracting(LockStatus::fileName)
					.containsExactly("f999");
				flock.say("go on");
				flock.await();
			}
			assertThat(store.monitor().check().foreignLocks()).isEmpty();
		}
	}

	@Test
	void aDirectoryThatIsAsItWasIsNotListedAgainAndTheNextRecordInItIsSeen() throws Exception {
		int[] listed = { 0 };
		Interception counting = (operation, path) -> {
			if (operation.equals("list") && path.endsWith("locks")) {
				listed[0]++;
			}
		};
		try (FileConfigStore store = StoreOverPlatform.open(this.base, counting.platform())) {
			ConfigFileRepository.using(store).create("a.txt", "a");
			assertThat(store.monitor().check().staleLocks()).isEmpty();
			long seen = System.nanoTime();
			while (System.nanoTime() - seen <= Settling.STEP.toNanos()) {
				assertThat(store.monitor().check().staleLocks()).isEmpty();
			}
			assertThat(store.monitor().check().staleLocks()).isEmpty();
			listed[0] = 0;
			assertThat(store.monitor().check().staleLocks()).isEmpty();
			assertThat(listed[0]).isZero();
			Files.createFile(this.base.resolve(".safeconfig/locks/a.txt.owner"));
			assertThat(store.monitor().check().staleLocks()).hasSize(1);
			assertThat(listed[0]).isOne();
		}
	}

	@Test
	void aCommitThatIsStuckNeedsAttentionWhoeverLooks() throws IOException {
		Interception refusing = refusingToReplace("b.txt");
		leaveCommitted(refusing);
		try (FileConfigStore other = StoreOverPlatform.open(this.base, refusing.platform())) {
			assertThat(other.monitor().journals()).singleElement()
				.satisfies((journal) -> assertThat(journal.isUnrecoverable()).isTrue());
			StoreStatus status = other.monitor().check();
			assertThat(status.unrecoverableJournals()).singleElement()
				.satisfies((journal) -> assertThat(journal.problem()).contains("permission denied"));
			assertThat(status.pendingJournals()).isEqualTo(1);
		}
	}

	@Test
	void aCommitThatIsStuckNeedsAttentionInTheProcessThatMadeItAndUntilItIsFinished() throws IOException {
		boolean[] refuses = { true };
		Interception refusing = (operation, path) -> {
			if (refuses[0]) {
				refusingToReplace("b.txt").before(operation, path);
			}
		};
		seed();
		try (FileConfigStore store = StoreOverPlatform.open(this.base, refusing.platform())) {
			assertThat(catchThrowable(() -> commit(ConfigFileRepository.using(store))))
				.isInstanceOf(ConfigFileException.class);
			assertThat(store.monitor().check().unrecoverableJournals()).hasSize(1);
			refuses[0] = false;
			StoreStatus status = store.monitor().check();
			assertThat(status.unrecoverableJournals()).isEmpty();
			assertThat(status.pendingJournals()).isZero();
			assertThat(this.base.resolve("b.txt")).hasContent("new");
		}
	}

	@Test
	void aCommitThatIsUnderWayIsNotStuck() throws IOException {
		seed();
		StoreStatus[] seen = new StoreStatus[1];
		try (FileConfigStore other = StoreOverPlatform.open(this.base, NOTHING.platform())) {
			Interception looking = (operation, path) -> {
				if (operation.equals("delete") && path.toString().endsWith(".journal")) {
					Thread elsewhere = new Thread(() -> seen[0] = other.monitor().check());
					elsewhere.start();
					join(elsewhere);
				}
			};
			try (FileConfigStore store = StoreOverPlatform.open(this.base, looking.platform())) {
				commit(ConfigFileRepository.using(store));
			}
		}
		assertThat(seen[0].pendingJournals()).isEqualTo(1);
		assertThat(seen[0].unrecoverableJournals()).isEmpty();
	}

	private static void join(Thread thread) {
		try {
			thread.join();
		}
		catch (InterruptedException ex) {
			throw new AssertionError(ex);
		}
	}

	/** As ext4 does by itself when it finds an error, with files open. */
	@Test
	@EnabledOnOs(OS.LINUX)
	void onAFileSystemThatBecameReadOnlyAllIsShownTogetherWithThat(@TempDir Path root) throws Exception {
		try (MountedFileSystem mounted = MountedFileSystem.mount(MountedFileSystem.Type.EXT4, root)) {
			this.base = Files.createDirectory(mounted.path().resolve("config"));
			try (ChildProcess holder = ChildProcess.java(Holder.class, this.base, "left.properties")) {
				holder.expect("holding");
				holder.kill();
			}
			leaveCommitted(refusingToReplace("b.txt"));
			Interception hesitating = (operation, path) -> {
				if (Files.isWritable(this.base)) {
					refusingToReplace("b.txt").before(operation, path);
				}
			};
			try (FileConfigStore store = StoreOverPlatform.open(this.base, hesitating.platform())) {
				breakDown(mounted.path());
				StoreStatus status = store.monitor().check();
				assertThat(status.problem()).contains("Read-only");
				assertThat(status.staleLocks()).extracting(LockStatus::fileName).contains("left.properties");
				assertThat(status.pendingJournals()).isEqualTo(1);
				assertThat(status.unrecoverableJournals()).hasSize(1);
				assertThat(status.isComplete()).isTrue();
			}
		}
	}

	private static void breakDown(Path mount) throws Exception {
		Tools.run("mount", "-o", "remount,errors=remount-ro", mount.toString());
		Path device = Path.of(Tools.run("findmnt", "-no", "SOURCE", mount.toString()).trim()).getFileName();
		Files.writeString(Path.of("/sys/fs/ext4", device.toString(), "trigger_fs_error"), "1");
	}

	@Test
	void aLockThatCannotBeLookedAtHidesNoOtherOneAndIsTold() throws IOException {
		Path locks = Files.createDirectories(this.base.resolve(".safeconfig/locks"));
		for (String name : new String[] { "a", "b" }) {
			Files.createFile(locks.resolve(name + ".lck"));
			Files.createFile(locks.resolve(name + ".owner"));
		}
		Interception refusing = (operation, path) -> {
			if (operation.equals("openLock") && path.endsWith("a.lck")) {
				throw new AccessDeniedException(path.toString());
			}
		};
		try (FileConfigStore store = StoreOverPlatform.open(this.base, refusing.platform())) {
			StoreStatus status = store.monitor().check();
			assertThat(status.staleLocks()).extracting(LockStatus::fileName).containsExactly("b");
			assertThat(status.problem()).isNull();
			assertThat(status.isComplete()).isFalse();
			assertThat(status.unseen()).singleElement().asString().contains("the lock of a:", "permission denied");
		}
	}

	@Test
	void ofARecordThatAPowerFailureEmptiedNothingIsKnownNotEvenThatItIsOfPidZero() throws IOException {
		try (LogWatch log = new LogWatch();
				FileConfigStore store = StoreOverPlatform.open(this.base, NOTHING.platform())) {
			ConfigFileRepository files = ConfigFileRepository.using(store);
			files.create("a.txt", "a");
			Files.createFile(this.base.resolve(".safeconfig/locks/a.txt.owner"));
			assertThat(store.monitor().check().staleLocks()).singleElement()
				.satisfies((lock) -> assertThat(lock.holder()).isNull());
			files.save("a.txt", "b");
			assertThat(log.has("from a holder that is gone: an unknown process")).isTrue();
			assertThat(log.has("PID 0")).isFalse();
		}
	}

	private static Interception refusingToReplace(String name) {
		return (operation, path) -> {
			String file = path.getFileName().toString();
			if (operation.equals("rename") && file.startsWith("." + name) && file.endsWith(".sctmp")) {
				throw new AccessDeniedException(path.toString());
			}
		};
	}

	private void leaveCommitted(Interception refusing) throws IOException {
		seed();
		try (FileConfigStore store = StoreOverPlatform.open(this.base, refusing.platform())) {
			assertThat(catchThrowable(() -> commit(ConfigFileRepository.using(store))))
				.isInstanceOf(ConfigFileException.class);
		}
		try (var journals = Files.list(this.base.resolve(".safeconfig/journal"))) {
			if (journals.noneMatch((path) -> path.toString().endsWith(".journal"))) {
				throw new FileSystemException("no journal was left");
			}
		}
	}

	private void seed() throws IOException {
		Files.writeString(this.base.resolve("a.txt"), "old");
		Files.writeString(this.base.resolve("b.txt"), "old");
	}

	private static void commit(ConfigFileRepository files) {
		try (ConfigTransaction transaction = files.begin()) {
			transaction.save("a.txt", "new");
			transaction.save("b.txt", "new");
			transaction.commit();
		}
	}

}
