package io.safeconfig.crash;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.safeconfig.ConfigStorageException;
import io.safeconfig.LockStrategy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever crashes while those who share a directory agree how to lock: they agree.
 */
class AgreementCrashTests {

	private static final LockStrategy FIRST = LockStrategy.NATIVE;

	private static final LockStrategy OTHER = LockStrategy.LOCK_FILE;

	private final List<Disk> disks = new ArrayList<>();

	@ParameterizedTest
	@EnumSource
	void noCrashLetsTwoStrategiesIn(Profile profile) throws IOException {
		Disk disk = emptyBase(profile);
		Machine.open(observed(disk, profile), FIRST).close();
		assertThat(this.disks).hasSizeGreaterThan(10);
		for (Disk left : List.copyOf(this.disks)) {
			for (LockStrategy next : List.of(FIRST, OTHER)) {
				assertOneIsIn(left.copy(), profile, next);
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	void noPowerFailureTakesAnAgreementAwayThatSomebodyReliesOn(Profile profile) throws IOException {
		Disk disk = emptyBase(profile);
		Machine.open(Machine.unobserved(disk, profile), FIRST).close();
		for (Disk left : new PowerFailure(disk, profile, Depth.EACH).disks()) {
			assertThat(passes(left.copy(), profile, OTHER)).isFalse();
			assertThat(passes(left, profile, FIRST)).isTrue();
		}
	}

	@ParameterizedTest
	@EnumSource
	void norOneThatItsWriterDiedTooEarlyToMakeDurable(Profile profile) throws IOException {
		Disk disk = emptyBase(profile);
		ModelFiles writer = Machine.unobserved(disk, profile);
		writer.createFile(Machine.BASE.resolve(".safeconfig-locking"));
		writer.overwrite(Machine.BASE.resolve(".safeconfig-locking"),
				"safeconfig-locking 1\nnative in a directory\n".getBytes());
		Disk found = disk.copy();
		assertThat(passes(found, profile, FIRST)).isTrue();
		for (Disk left : new PowerFailure(found, profile, Depth.EACH).disks()) {
			assertThat(passes(left, profile, OTHER)).isFalse();
		}
	}

	private static Disk emptyBase(Profile profile) throws IOException {
		Disk disk = Machine.prepare(Scenario.of(Map.of()).withoutBase(), profile);
		Machine.unobserved(disk, profile).createDirectory(Machine.BASE);
		disk.settle();
		return disk;
	}

	private ModelFiles observed(Disk disk, Profile profile) {
		return new ModelFiles(disk, profile, Mutant.NONE, (operation, now) -> {
			this.disks.add(now.copy());
			this.disks.addAll(new PowerFailure(now, profile, Depth.EACH).disks());
		});
	}

	/** Also after further crashes, and then only that one. */
	private static void assertOneIsIn(Disk disk, Profile profile, LockStrategy next) {
		LockStrategy other = (next == FIRST) ? OTHER : FIRST;
		boolean passed = passes(disk, profile, next);
		for (Disk left : new PowerFailure(disk, profile, Depth.EACH).disks()) {
			if (passed) {
				assertThat(passes(left, profile, other)).isFalse();
			}
		}
		assertThat(passes(disk, profile, other)).isNotEqualTo(passed);
		assertThat(passes(disk, profile, next)).isEqualTo(passed);
	}

	private static boolean passes(Disk disk, Profile profile, LockStrategy strategy) {
		try {
			Machine.open(Machine.unobserved(disk, profile), strategy).close();
			return true;
		}
		catch (ConfigStorageException ex) {
			return false;
		}
	}

}
