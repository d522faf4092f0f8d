package io.safeconfig.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.safeconfig.LockStrategy;
import io.safeconfig.Tools;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static io.safeconfig.process.Neighbourhood.killInside;
import static io.safeconfig.process.Neighbourhood.requireApart;
import static io.safeconfig.process.Neighbourhood.told;
import static org.assertj.core.api.Assertions.assertThat;

/** Containers that share a directory: one host name, and both are the process 1. */
@Timeout(300)
@EnabledOnOs(OS.LINUX)
class PidNamespaceTests {

	private static final String NAME = "a.properties";

	@TempDir
	Path base;

	private Path file;

	@BeforeEach
	void seed() throws IOException {
		Tools.requireRoot();
		this.file = Files.writeString(this.base.resolve(NAME), "comment=kept\n");
	}

	private Neighbourhood with(LockStrategy strategy) {
		return new Neighbourhood(this.base, NAME, strategy);
	}

	@ParameterizedTest
	@EnumSource(names = { "NATIVE", "FLOCK", "LOCK_FILE" })
	void aHolderInAnotherNamespaceIsAliveForEverybody(LockStrategy strategy) throws Exception {
		Neighbourhood neighbours = with(strategy);
		try (ChildProcess one = neighbours.apart(); ChildProcess other = neighbours.apart()) {
			requireApart(one, other);
			neighbours.assertExcludes(one, other);
			neighbours.assertExcludes(other, one);
		}
		assertThat(this.file).hasContent("comment=kept\nholder=was here\nupdates=xx\n");
	}

	@ParameterizedTest
	@EnumSource(names = { "NATIVE", "FLOCK" })
	void aLockOfTheSystemEndsWithItsProcessInAnyNamespace(LockStrategy strategy) throws Exception {
		Neighbourhood neighbours = with(strategy);
		try (ChildProcess one = neighbours.apart(); ChildProcess other = neighbours.apart()) {
			requireApart(one, other);
			assertThat(told(one, "hold")).isEqualTo("holding");
			killInside(one);
			assertThat(told(other, "state")).isEqualTo("STALE");
			assertThat(told(other, "update")).isEqualTo("recovered 1");
			assertThat(other.nextLine()).isEqualTo("updated");
		}
		assertThat(this.file).hasContent("comment=kept\nupdates=x\n");
	}

	@Test
	void aMarkerFromAnotherNamespaceStaysUntilSomebodyRemovesIt() throws Exception {
		Neighbourhood neighbours = with(LockStrategy.LOCK_FILE);
		try (ChildProcess one = neighbours.apart(); ChildProcess other = neighbours.apart()) {
			requireApart(one, other);
			assertThat(told(one, "hold")).isEqualTo("holding");
			killInside(one);
			neighbours.assertHeldFor(other);
			Files.delete(this.base.resolve(".safeconfig/locks/" + NAME + ".marker"));
			assertThat(told(other, "state")).isEqualTo("FREE");
			assertThat(told(other, "update")).isEqualTo("updated");
		}
		assertThat(this.file).hasContent("comment=kept\nupdates=x\n");
	}

	@Test
	void aMarkerFromTheSameNamespaceIsTakenOverAtOnce() throws Exception {
		try (ChildProcess one = with(LockStrategy.LOCK_FILE).apart()) {
			assertThat(one.nextLine()).startsWith("1 ");
			assertTakesOverADeadChild(one);
		}
		Files.writeString(this.file, "comment=kept\n");
		try (ChildProcess one = with(LockStrategy.LOCK_FILE).here()) {
			assertThat(one.nextLine()).startsWith(one.pid() + " ");
			assertTakesOverADeadChild(one);
		}
	}

	private void assertTakesOverADeadChild(ChildProcess one) throws Exception {
		String dead = told(one, "let a child die");
		assertThat(dead).startsWith("dead ");
		assertThat(told(one, "state")).isEqualTo("STALE");
		assertThat(told(one, "update")).isEqualTo(dead.replace("dead", "recovered"));
		assertThat(one.nextLine()).isEqualTo("updated");
		assertThat(told(one, "state")).isEqualTo("FREE");
		assertThat(this.file).hasContent("comment=kept\nupdates=x\n");
	}

	/** In its /proc the number of the dead one is that of anybody. */
	@Test
	void aProcessWhoseProcIsOfAnotherNamespaceJudgesNobody() throws Exception {
		Neighbourhood neighbours = with(LockStrategy.LOCK_FILE);
		try (ChildProcess blind = neighbours.blind()) {
			assertThat(blind.nextLine()).startsWith("1 ");
			assertThat(told(blind, "let a child die")).startsWith("dead ");
			neighbours.assertHeldFor(blind);
		}
	}

	@Test
	void aProcessWhoseProcIsOfAnotherNamespaceDoesNotJudgeThatOneEither() throws Exception {
		Neighbourhood neighbours = with(LockStrategy.LOCK_FILE);
		try (ChildProcess blind = neighbours.blind(); ChildProcess holder = neighbours.here()) {
			requireApart(blind, holder);
			neighbours.assertExcludes(holder, blind);
			neighbours.assertExcludes(blind, holder);
			assertThat(told(holder, "hold")).isEqualTo("holding");
			holder.kill();
			assertThat(told(blind, "update")).isEqualTo("timeout");
			assertThat(told(blind, "state")).isEqualTo("HELD");
			assertThat(told(blind, "clear")).isEqualTo("timeout");
		}
	}

}
