package io.safeconfig.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

import io.safeconfig.ConfigFileRepository;
import io.safeconfig.LockOwner;
import io.safeconfig.LockStrategy;
import io.safeconfig.LockTimeoutException;
import io.safeconfig.Tools;
import io.safeconfig.mount.MountedFileSystem;
import io.safeconfig.mount.MountedFileSystem.Type;
import io.safeconfig.store.file.FileConfigStore;
import io.safeconfig.store.file.LockLocation;
import io.safeconfig.store.file.LockStatus;
import io.safeconfig.store.file.LockStatus.Source;
import io.safeconfig.store.file.LockStatus.State;
import io.safeconfig.store.file.LockWaiter;
import io.safeconfig.store.file.ProbeReport.Finding;
import io.safeconfig.store.file.ProbeReport.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static io.safeconfig.process.Neighbourhood.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** A lock that is held is never shown as free, nor somebody who is dead as its holder. */
@Timeout(300)
@EnabledOnOs(OS.LINUX)
class LockVisibilityTests {

	private static final String NAME = "a.properties";

	@TempDir
	Path directory;

	@ParameterizedTest
	@EnumSource
	void whoHoldsAndWhoWaitsIsSeenOnEachFileSystem(Type type) throws Exception {
		try (MountedFileSystem mounted = MountedFileSystem.mount(type, this.directory)) {
			Path base = Files.createDirectory(mounted.path().resolve("config"));
			try (FileConfigStore store = FileConfigStore.open(base); ChildProcess holder = holding(base)) {
				assertHeldBy(store, holder.pid());
				assertThatExceptionOfType(LockTimeoutException.class)
					.isThrownBy(() -> ConfigFileRepository.using(store, Duration.ofMillis(50)).save(NAME, "a=1\n"))
					.satisfies((ex) -> assertThat(ex.holder()).map(LockOwner::pid).hasValue(holder.pid()));
				try (ChildProcess waiter = ChildProcess.java(Holder.class, base, NAME)) {
					while (store.monitor().lock(NAME).waiters().isEmpty()) {
						Thread.onSpinWait();
					}
					assertThat(store.monitor().lock(NAME).waiters()).extracting(LockWaiter::pid)
						.containsExactly(waiter.pid());
					waiter.kill(); // or it could be given the lock before it is gone
				}
				holder.kill();
				assertOthersAreSeen(store, lockFile(base));
			}
		}
	}

	/** With the record of one that was killed lying there. */
	private void assertOthersAreSeen(FileConfigStore store, Path lockFile) throws Exception {
		try (ChildProcess python = LockProgram.LOCKF.hold(lockFile)) {
			python.expect("holding");
			assertHeldBy(store, python.pid());
		}
		try (ChildProcess flock = LockProgram.FLOCK.hold(lockFile)) {
			flock.expect("holding");
			assertThat(store.monitor().lock(NAME).foreignHolders()).containsExactly(flock.pid());
		}
	}

	private static void assertHeldBy(FileConfigStore store, long pid) {
		LockStatus lock = store.monitor().lock(NAME);
		assertThat(lock.state()).isEqualTo(State.HELD);
		assertThat(lock.source()).isEqualTo(Source.KERNEL);
		assertThat(lock.holder()).isNotNull().extracting(LockOwner::pid).isEqualTo(pid);
		assertThat(store.monitor().locks()).singleElement().extracting(LockStatus::holder).isEqualTo(lock.holder());
	}

	@ParameterizedTest
	@EnumSource(names = { "EXT4", "XFS", "BTRFS", "TMPFS", "OVERLAY", "OVERLAY_OVER_TWO" })
	void whereTheKernelAloneDecidesNoSecondProcessIsAsked(Type type) throws Exception {
		try (MountedFileSystem mounted = MountedFileSystem.mount(type, this.directory);
				FileConfigStore store = FileConfigStore.open(mounted.path().resolve("config"))) {
			assertThat(store.monitor().probe().findings())
				.contains(new Finding("locks", Result.OK, "of the operating system, as the kernel's lock table shows"));
		}
	}

	/** A snapshot has the numbers of its files, and the kernel's table one device. */
	@Test
	void aLockOfAnotherSubvolumeIsNotTakenForThisOne() throws Exception {
		try (MountedFileSystem mounted = MountedFileSystem.mount(Type.BTRFS, this.directory)) {
			Path original = mounted.path().resolve("original");
			Path snapshot = mounted.path().resolve("snapshot");
			Tools.run("btrfs", "subvolume", "create", original.toString());
			try (FileConfigStore store = FileConfigStore.open(original)) {
				ConfigFileRepository.using(store).save(NAME, "a=1\n");
			}
			Tools.run("btrfs", "subvolume", "snapshot", original.toString(), snapshot.toString());
			assertThat(Files.getAttribute(lockFile(original), "unix:ino"))
				.isEqualTo(Files.getAttribute(lockFile(snapshot), "unix:ino"));
			try (FileConfigStore store = FileConfigStore.open(snapshot);
					FileConfigStore locked = FileConfigStore.open(original);
					ChildProcess python = LockProgram.LOCKF.hold(lockFile(original));
					ChildProcess flock = LockProgram.FLOCK.hold(lockFile(original))) {
				python.expect("holding");
				flock.expect("holding");
				assertThat(store.monitor().lock(NAME).state()).isEqualTo(State.FREE);
				assertThat(store.monitor().lock(NAME).foreignHolders()).isEmpty();
				assertThat(locked.monitor().lock(NAME).holder()).isEqualTo(LockOwner.ofPid(python.pid()));
				assertThat(locked.monitor().lock(NAME).foreignHolders()).containsExactly(flock.pid());
			}
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "NATIVE", "FLOCK" })
	void aHolderOutsideTheNamespaceHoldsAndIsNotTakenForTheDeadOne(LockStrategy strategy) throws Exception {
		Tools.requireRoot();
		Path base = Files.createDirectory(this.directory.resolve("config"));
		Files.writeString(base.resolve(NAME), "a=1\n");
		LockProgram program = (strategy == LockStrategy.FLOCK) ? LockProgram.FLOCK : LockProgram.LOCKF;
		try (ChildProcess inside = new Neighbourhood(base, NAME, strategy).apart()) {
			inside.nextLine();
			assertThat(told(inside, "update")).isEqualTo("updated");
			try (ChildProcess outside = program.hold(lockFile(base))) {
				outside.expect("holding");
				assertThat(told(inside, "holder")).isEqualTo("HELD LOCK_ATTEMPT nobody");
			}
			assertThat(told(inside, "let a child die")).startsWith("dead ");
			assertThat(told(inside, "holder")).startsWith("STALE OWNER_RECORD ");
			try (ChildProcess outside = program.hold(lockFile(base))) {
				outside.expect("holding");
				assertThat(told(inside, "holder")).isEqualTo("HELD LOCK_ATTEMPT nobody");
				assertThat(told(inside, "clear")).isEqualTo("timeout");
			}
			assertThat(told(inside, "update")).startsWith("recovered ");
			assertThat(inside.nextLine()).isEqualTo("updated");
		}
	}

	@Test
	void anInheritedLockIsHeldAndWhoTookItIsNotNamed() throws Exception {
		try (FileConfigStore store = FileConfigStore.builder(this.directory).lockStrategy(LockStrategy.FLOCK).open()) {
			ConfigFileRepository.using(store).save(NAME, "a=1\n");
			try (ChildProcess flock = inherited(lockFile(this.directory))) {
				flock.expect("holding");
				LockStatus lock = store.monitor().lock(NAME);
				assertThat(lock.state()).isEqualTo(State.HELD);
				assertThat(lock.holder()).isNull();
				flock.say("release");
				flock.expect("released");
				assertThat(store.monitor().lock(NAME).state()).isEqualTo(State.FREE);
			}
		}
	}

	@Test
	void anInheritedLockOfTheOtherFamilyIsReportedWithoutANumber() throws Exception {
		try (FileConfigStore store = FileConfigStore.open(this.directory)) {
			ConfigFileRepository.using(store).save(NAME, "a=1\n");
			try (ChildProcess flock = inherited(lockFile(this.directory))) {
				flock.expect("holding");
				assertThat(store.monitor().lock(NAME).foreignHolders()).containsExactly(0L);
				flock.say("release");
				flock.expect("released");
			}
		}
	}

	private static ChildProcess holding(Path base) throws Exception {
		ChildProcess child = ChildProcess.java(Holder.class, base, NAME, LockLocation.DIRECTORY);
		child.expect("holding");
		return child;
	}

	private static ChildProcess inherited(Path lockFile) throws Exception {
		String script = Path.of(Objects.requireNonNull(LockVisibilityTests.class.getResource("inherited.py")).toURI())
			.toString();
		return ChildProcess.of(Tools.python(), script, lockFile.toString());
	}

	private static Path lockFile(Path base) {
		return base.resolve(".safeconfig/locks/" + NAME + ".lck");
	}

}
