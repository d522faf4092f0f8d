package io.safeconfig.lock;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.safeconfig.ConfigFileListener;
import io.safeconfig.ConfigStorageException;
import io.safeconfig.LockInterruptedException;
import io.safeconfig.LockLostException;
import io.safeconfig.LockOwner;
import io.safeconfig.LockTimeoutException;
import io.safeconfig.os.FileOperations;
import io.safeconfig.os.Interception;
import io.safeconfig.os.LockChannel;
import io.safeconfig.os.Platform;
import io.safeconfig.process.ChildProcess;
import io.safeconfig.process.LockTry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@Timeout(120)
class FileLocksTests {

	private final Platform platform = Platform.system();

	private final List<LockOwner> recovered = new ArrayList<>();

	private final ExecutorService others = Executors.newCachedThreadPool();

	@TempDir
	Path base;

	private FileLocks locks;

	@BeforeEach
	void createLocks() {
		this.locks = locks(this.platform, new ConfigFileListener() {
			@Override
			public void staleLockRecovered(String fileName, LockOwner previous) {
				FileLocksTests.this.recovered.add(previous);
			}
		});
	}

	@AfterEach
	void stopOthers() throws InterruptedException {
		this.others.shutdownNow();
		assertThat(this.others.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
	}

	@Test
	void theLockFileIsCreatedAndStays() {
		HeldLock lock = acquire("a");
		lock.release();
		assertThat(target("a").lockFile()).isEmptyFile();
	}

	@Test
	void theOwnerRecordIsThereWhileTheLockIsHeld() throws IOException {
		HeldLock lock = acquire("a");
		OwnerRecord record = OwnerRecord.parse(Files.readAllBytes(target("a").ownerFile())).orElseThrow();
		assertThat(record.process().pid()).isEqualTo(ProcessHandle.current().pid());
		assertThat(record.application()).isEqualTo("tests");
		assertThat(record.operation()).isEqualTo("test");
		lock.release();
		assertThat(target("a").ownerFile()).doesNotExist();
		assertThat(this.recovered).isEmpty();
	}

	@Test
	void theNextInTheJvmGetsTheLockAfterTheRelease() throws Exception {
		HeldLock first = acquire("a");
		Future<?> second = this.others.submit(() -> acquire("a").release());
		assertThat(second).isNotDone();
		first.release();
		second.get();
	}

	@Test
	void aTimeoutNamesTheHolder() throws Exception {
		HeldLock first = acquire("a");
		LockTimeoutException timeout = elsewhere(() -> catchTimeout("a", Duration.ofMillis(30)));
		assertThat(timeout.holder()).hasValueSatisfying((holder) -> {
			assertThat(holder.pid()).isEqualTo(ProcessHandle.current().pid());
			assertThat(holder.thread()).isEqualTo(Thread.currentThread().getName());
			assertThat(holder.operation()).isEqualTo("test");
		});
		assertThat(timeout.waited()).isGreaterThanOrEqualTo(Duration.ofMillis(30));
		assertThat(timeout).hasMessageContaining("PID " + ProcessHandle.current().pid());
		first.release();
	}

	@Test
	void aTimeoutOfZeroTriesOnce() throws Exception {
		acquire("a", Duration.ZERO).release();
		HeldLock first = acquire("a");
		elsewhere(() -> catchTimeout("a", Duration.ZERO));
		first.release();
	}

	@Test
	void aTimeoutLeavesTheHolderItsLock() throws Exception {
		HeldLock first = acquire("a");
		elsewhere(() -> catchTimeout("a", Duration.ofMillis(5)));
		first.requireIntact();
		first.release();
	}

	@Test
	void anInterruptEndsTheWaitAndSetsTheFlagAgain() {
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(LockInterruptedException.class).isThrownBy(() -> acquire("a"));
		assertThat(Thread.interrupted()).isTrue();
		acquire("a").release();
	}

	@Test
	void locksOfDifferentFilesDoNotWaitForEachOther() throws Exception {
		HeldLock first = acquire("a");
		elsewhere(() -> {
			acquire("b").release();
			return true;
		});
		first.release();
	}

	@Test
	void anOwnerRecordThatWasLeftBehindIsReportedOnce() throws IOException {
		acquire("a").release();
		OwnerRecord left = new OwnerRecord(this.platform.self(), "n", "crashed", "worker", "update",
				this.platform.clock().instant());
		Files.write(target("a").ownerFile(), left.toBytes());
		HeldLock lock = acquire("a");
		assertThat(lock.isRecovered()).isTrue();
		lock.release();
		assertThat(this.recovered).extracting(LockOwner::application).containsExactly("crashed");
		assertThat(target("a").ownerFile()).doesNotExist();
		HeldLock next = acquire("a");
		assertThat(next.isRecovered()).isFalse();
		next.release();
	}

	@Test
	void anUnreadableOwnerRecordIsTakenOverToo() throws IOException {
		acquire("a").release();
		Files.write(target("a").ownerFile(), new byte[100]);
		HeldLock lock = acquire("a");
		assertThat(lock.isRecovered()).isTrue();
		lock.release();
	}

	@Test
	void aListenerThatFailsChangesNothing() throws IOException {
		FileLocks failing = locks(this.platform, new ConfigFileListener() {
			@Override
			public void staleLockRecovered(String fileName, LockOwner previous) {
				throw new IllegalStateException("listener");
			}
		});
		acquire("a").release();
		Files.write(target("a").ownerFile(), new byte[100]);
		failing.acquire(target("a"), deadline(Duration.ofMinutes(1)), "test").release();
	}

	@Test
	void aLockFileReplacedWhileHeldIsNoticed() throws IOException {
		HeldLock lock = acquire("a");
		Files.delete(target("a").lockFile());
		assertThatExceptionOfType(LockLostException.class).isThrownBy(lock::requireIntact);
		Files.createFile(target("a").lockFile());
		assertThatExceptionOfType(LockLostException.class).isThrownBy(lock::requireIntact);
		lock.release();
	}

	@Test
	void theRecordOfTheNextHolderOutlivesTheReleaseOfALostLock() throws IOException {
		HeldLock lost = acquire("a");
		Files.delete(target("a").lockFile());
		OwnerRecord next = new OwnerRecord(this.platform.self(), "n", "of another host", "main", "update",
				this.platform.clock().instant());
		Files.write(target("a").ownerFile(), next.toBytes());
		lost.release();
		assertThat(target("a").ownerFile()).hasBinaryContent(next.toBytes());
	}

	@Test
	void aLockFileReplacedWhileWaitingIsLeftForTheNewOne() throws Exception {
		Path lockFile = target("a").lockFile();
		acquire("a").release();
		Path[] replaced = new Path[1];
		Interception replaceAfterOpening = (operation, path) -> {
			if (operation.equals("openLock") && replaced[0] == null) {
				replaced[0] = Files.move(path, path.resolveSibling("moved"));
				Files.createFile(path);
			}
		};
		Files.move(lockFile, lockFile.resolveSibling("first")); // so that a new gate has
																// to open it
		HeldLock lock = locks(replaceAfterOpening.platform(), new ConfigFileListener() {
		}).acquire(target("a"), deadline(Duration.ofMinutes(1)), "test");
		assertThat(replaced[0]).isNotNull();
		lock.requireIntact();
		lock.release();
	}

	@Test
	void theChannelThatCreatesALockFileIsNotClosedWhileAnotherThreadHoldsTheNewLock() throws Exception {
		LockChannel[] created = new LockChannel[1];
		HeldLock[] faster = new HeldLock[1];
		FileOperations real = this.platform.files();
		FileOperations watching = (FileOperations) Proxy.newProxyInstance(getClass().getClassLoader(),
				new Class<?>[] { FileOperations.class }, (proxy, method, arguments) -> {
					Object answer = Interception.invoke(real, method, arguments);
					if (method.getName().equals("createLock")) {
						// the moment between creating the file and whatever comes next
						created[0] = (LockChannel) answer;
						faster[0] = elsewhere(() -> acquire("a"));
					}
					return answer;
				});
		FileLocks slower = locks(Platform.over(watching), new ConfigFileListener() {
		});
		assertThatExceptionOfType(LockTimeoutException.class)
			.isThrownBy(() -> slower.acquire(target("a"), deadline(Duration.ofMillis(10)), "test"));
		assertThat(created[0]).isNotNull();
		try (ChildProcess outside = ChildProcess.java(LockTry.class, target("a").lockFile())) {
			assertThat(outside.nextLine()).isEqualTo("refused");
		}
		faster[0].release();
	}

	@Test
	@EnabledOnOs({ OS.LINUX, OS.MAC })
	void anOwnerRecordThatIsALinkToTheLockFileIsNotOpened() throws Exception {
		acquire("a").release();
		for (boolean hard : List.of(true, false)) {
			if (hard) {
				Files.createLink(target("a").ownerFile(), target("a").lockFile());
			}
			else {
				Files.createSymbolicLink(target("a").ownerFile(), target("a").lockFile());
			}
			HeldLock lock = acquire("a");
			elsewhere(() -> catchTimeout("a", Duration.ofMillis(5)));
			try (ChildProcess outside = ChildProcess.java(LockTry.class, target("a").lockFile())) {
				assertThat(outside.nextLine()).isEqualTo("refused");
			}
			lock.release();
		}
	}

	@Test
	void aLockFileRemovedBeforeItIsOpenedIsCreatedAnew() throws IOException {
		boolean[] once = { true };
		Interception removing = (operation, path) -> {
			if (operation.equals("openLock") && once[0]) {
				once[0] = false;
				Files.delete(path);
			}
		};
		HeldLock lock = locks(removing.platform(), new ConfigFileListener() {
		}).acquire(target("a"), deadline(Duration.ofMinutes(1)), "test");
		lock.requireIntact();
		lock.release();
	}

	@Test
	void aDirectoryInThePlaceOfTheLockFileIsAnError() throws IOException {
		Files.createDirectories(target("a").lockFile());
		assertThatExceptionOfType(ConfigStorageException.class).isThrownBy(() -> acquire("a"))
			.withMessageContaining("not a regular file");
	}

	@Test
	@EnabledOnOs({ OS.LINUX, OS.MAC })
	void aLinkInThePlaceOfTheLockFileIsAnError() throws IOException {
		Files.createDirectories(Objects.requireNonNull(target("a").lockFile().getParent()));
		Files.createSymbolicLink(target("a").lockFile(), Files.createFile(this.base.resolve("elsewhere")));
		assertThatExceptionOfType(ConfigStorageException.class).isThrownBy(() -> acquire("a"));
	}

	@Test
	void anOwnerRecordThatCannotBeWrittenDoesNotPreventLocking() {
		Interception noRecords = (operation, path) -> {
			if (operation.equals("overwrite")) {
				throw new IOException("no space");
			}
		};
		locks(noRecords.platform(), new ConfigFileListener() {
		}).acquire(target("a"), deadline(Duration.ofMinutes(1)), "test").release();
	}

	@Test
	void anErrorInTheMiddleOfAnAcquisitionLeavesTheGateFree() {
		Interception failing = (operation, path) -> {
			if (operation.equals("createFile")) {
				throw new IllegalStateException("planted");
			}
		};
		FileLocks planted = locks(failing.platform(), new ConfigFileListener() {
		});
		assertThatIllegalStateException()
			.isThrownBy(() -> planted.acquire(target("a"), deadline(Duration.ofMinutes(1)), "test"));
		acquire("a", Duration.ZERO).release();
	}

	@Test
	void releasingTwiceReleasesOnce() throws Exception {
		HeldLock first = acquire("a");
		first.release();
		HeldLock second = acquire("a");
		first.release();
		elsewhere(() -> catchTimeout("a", Duration.ofMillis(5)));
		second.release();
	}

	private LockTimeoutException catchTimeout(String name, Duration timeout) {
		try {
			acquire(name, timeout).release();
		}
		catch (LockTimeoutException ex) {
			return ex;
		}
		throw new AssertionError("The lock was free");
	}

	private <T> T elsewhere(Callable<T> work) throws Exception {
		return this.others.submit(work).get();
	}

	private FileLocks locks(Platform platform, ConfigFileListener listener) {
		return new FileLocks(platform, "tests", listener);
	}

	private HeldLock acquire(String name) {
		return acquire(name, Duration.ofMinutes(1));
	}

	private HeldLock acquire(String name, Duration timeout) {
		return this.locks.acquire(target(name), deadline(timeout), "test");
	}

	private Deadline deadline(Duration timeout) {
		return Deadline.after(timeout, System::nanoTime);
	}

	private LockTarget target(String name) {
		Path directory = this.base.resolve("locks");
		return new LockTarget(name, directory.resolve(name + ".lck"), directory.resolve(name + ".owner"), this.base,
				null);
	}

}
