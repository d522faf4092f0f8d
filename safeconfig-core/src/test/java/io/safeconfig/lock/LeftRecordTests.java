package io.safeconfig.lock;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.safeconfig.ConfigFileListener;
import io.safeconfig.ConfigFileRepository;
import io.safeconfig.ConfigStorageException;
import io.safeconfig.LockOwner;
import io.safeconfig.LockStrategy;
import io.safeconfig.os.Interception;
import io.safeconfig.os.Platform;
import io.safeconfig.process.ChildProcess;
import io.safeconfig.process.Holder;
import io.safeconfig.process.Neighbour;
import io.safeconfig.store.file.FileConfigStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Whose record lies at a lock that can be taken: of one who died, of one who left it, or
 * of one who holds the lock all the same.
 */
@Timeout(300)
@EnabledOnOs(OS.LINUX)
class LeftRecordTests {

	private static final String NAME = "a.properties";

	private final List<LockOwner> recovered = new ArrayList<>();

	private final List<FileLocks> opened = new ArrayList<>();

	@TempDir
	Path base;

	@BeforeEach
	void seed() throws IOException {
		Files.writeString(this.base.resolve(NAME), "a=1\n");
	}

	@AfterEach
	void close() {
		this.opened.forEach(FileLocks::close);
	}

	@Test
	void aRecordThatALivingProcessLeftIsTakenOverAndCleared() throws Exception {
		acquire(Platform.system()).releaseUnrecovered();
		assertThat(record().left()).isTrue();
		assertThatAnotherProcessTakesOver();
		assertThat(target().ownerFile()).doesNotExist();
	}

	@Test
	void aRecordThatCannotBeRemovedIsMarkedAsLeft() throws Exception {
		Interception stuck = (operation, path) -> {
			if (operation.equals("delete") && path.equals(target().ownerFile())) {
				throw new FileSystemException(path.toString());
			}
		};
		acquire(stuck.platform()).release();
		assertThat(record().left()).isTrue();
		assertThatAnotherProcessTakesOver();
	}

	private void assertThatAnotherProcessTakesOver() throws Exception {
		try (ChildProcess other = ChildProcess.java(Neighbour.class, this.base, NAME, LockStrategy.NATIVE)) {
			other.nextLine();
			other.say("state");
			other.expect("STALE");
			other.say("update");
			other.expect("recovered " + ProcessHandle.current().pid());
			other.expect("updated");
		}
	}

	/** Nobody can tell it from one whose holder holds the lock. */
	@Test
	void aRecordThatCanNeitherBeRemovedNorChangedKeepsOthersOutUntilItIs() throws Exception {
		acquire(stuck()).release();
		try (ChildProcess other = ChildProcess.java(Holder.class, this.base, NAME)) {
			assertThat(other.remainingLines()).anyMatch((line) -> line.contains("locks do not exclude here")
					&& line.contains("PID " + ProcessHandle.current().pid()) && line.contains("remove the record"));
		}
		HeldLock own = acquire(Platform.system());
		assertThat(own.isRecovered()).isTrue();
		own.clearedUp();
		own.release();
		assertThat(target().ownerFile()).doesNotExist();
	}

	/** Once it is written. */
	private Platform stuck() {
		boolean[] written = new boolean[1];
		Interception stuck = (operation, path) -> {
			if (path.equals(target().ownerFile()) && (operation.equals("delete") || operation.equals("overwrite"))) {
				if (written[0]) {
					throw new FileSystemException(path.toString());
				}
				written[0] = true;
			}
		};
		return stuck.platform();
	}

	@Test
	void whoFindsTheRecordOfOneWhoLivesIsRefusedAndTouchesNothing() throws Exception {
		try (ChildProcess living = living()) {
			Files.writeString(target().ownerFile(), recordOf(living));
			assertRefused(Platform.system(), living.pid());
			assertThat(target().ownerFile()).hasContent(recordOf(living));
			living.kill();
			HeldLock taken = acquire(Platform.system());
			assertThat(taken.isRecovered()).isTrue();
			taken.release();
		}
		assertThat(this.recovered).hasSize(1);
	}

	/** Two who were given one lock at the same time. */
	@Test
	void whoFindsTheRecordOfOneWhoLivesInsteadOfMakingOneIsRefused() throws Exception {
		try (ChildProcess living = living()) {
			Interception faster = (operation, path) -> {
				if (operation.equals("createFile") && path.equals(target().ownerFile())) {
					Files.writeString(path, recordOf(living));
				}
			};
			assertRefused(faster.platform(), living.pid());
		}
	}

	@Test
	void aRecordThatIsBeingWrittenIsReadWhenItIsWhole() throws Exception {
		try (ChildProcess living = living()) {
			Files.createFile(target().ownerFile());
			int[] reads = new int[1];
			Interception slow = (operation, path) -> {
				if (operation.equals("read") && path.equals(target().ownerFile()) && reads[0]++ == 1) {
					Files.writeString(path, recordOf(living));
				}
			};
			assertRefused(slow.platform(), living.pid());
		}
	}

	private void assertRefused(Platform platform, long holder) {
		FileLocks locks = locks(platform);
		assertThatExceptionOfType(ConfigStorageException.class).isThrownBy(() -> acquire(locks))
			.withMessageContaining("PID " + holder);
		assertThat(locks.activity().broken()).containsExactly(NAME);
		assertThat(this.recovered).isEmpty();
	}

	/** Which holds another lock. */
	private ChildProcess living() throws Exception {
		ChildProcess living = ChildProcess.java(Holder.class, this.base, "other.properties");
		living.expect("holding");
		return living;
	}

	private String recordOf(ChildProcess living) throws IOException {
		String record = Files.readString(this.base.resolve(".safeconfig/locks/other.properties.owner"));
		assertThat(record).contains("pid=" + living.pid() + "\n");
		return record;
	}

	/**
	 * Its parent has not been told of its end yet when the waiter is given the lock, and
	 * the number is still in use.
	 */
	@Test
	void whoWaitsForAHolderThatIsKilledTakesOverAtOnce() throws Exception {
		for (int round = 0; round < 8; round++) {
			try (FileConfigStore store = FileConfigStore.open(this.base);
					ConfigFileRepository files = ConfigFileRepository.using(store);
					ChildProcess holder = ChildProcess.java(Holder.class, this.base, NAME)) {
				holder.expect("holding");
				Thread killer = new Thread(() -> {
					while (store.monitor().waitingCallers() == 0) {
						Thread.onSpinWait();
					}
					ProcessHandle.of(holder.pid()).orElseThrow().destroyForcibly();
				});
				killer.start();
				files.update(NAME, (document) -> document.set("a", 2));
				killer.join();
				assertThat(store.monitor().lockCounts().recovered()).isEqualTo(1);
			}
		}
	}

	@Test
	void aHolderThatLostItsLockFileKeepsTheNextOneOutUntilItIsDone() throws Exception {
		HeldLock lost = acquire(Platform.system());
		Files.delete(target().lockFile());
		assertThatExceptionOfType(ConfigStorageException.class).isThrownBy(() -> acquire(Platform.system()))
			.withMessageContaining("locks do not exclude here");
		lost.release();
		acquire(Platform.system()).release();
		assertThat(target().ownerFile()).doesNotExist();
		assertThat(this.recovered).isEmpty();
	}

	private HeldLock acquire(Platform platform) {
		return acquire(locks(platform));
	}

	private HeldLock acquire(FileLocks locks) {
		return locks.acquire(target(), Deadline.after(Duration.ofMinutes(1), System::nanoTime), "test");
	}

	private FileLocks locks(Platform platform) {
		FileLocks locks = new FileLocks(platform, "tests", new ConfigFileListener() {

			@Override
			public void staleLockRecovered(String fileName, LockOwner previous) {
				LeftRecordTests.this.recovered.add(previous);
			}

		});
		this.opened.add(locks);
		return locks;
	}

	private OwnerRecord record() throws IOException {
		return OwnerRecord.parse(Files.readAllBytes(target().ownerFile())).orElseThrow();
	}

	private LockTarget target() {
		Path locks = this.base.resolve(".safeconfig/locks");
		return new LockTarget(NAME, locks.resolve(NAME + ".lck"), locks.resolve(NAME + ".owner"), this.base, null);
	}

}
