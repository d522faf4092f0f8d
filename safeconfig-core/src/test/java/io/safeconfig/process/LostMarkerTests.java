package io.safeconfig.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import io.safeconfig.ConfigFileRepository;
import io.safeconfig.LockStrategy;
import io.safeconfig.store.file.FileConfigStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A holder whose marker somebody removes by hand while it is stopped. */
@Timeout(600)
@EnabledOnOs(OS.LINUX)
class LostMarkerTests {

	@TempDir
	Path base;

	@Test
	void aStoppedHolderFailsItsCommitOnceItGoesOn() throws Exception {
		Files.writeString(this.base.resolve("counters.properties"), "hits = 0\n");
		try (ChildProcess holder = ChildProcess.java(Contender.class, this.base, LockStrategy.LOCK_FILE, 0)) {
			holder.expect("holding");
			holder.signal("STOP");
			Files.delete(marker("counters.properties"));
			files().update("counters.properties", (document) -> document.set("hits", 7));
			holder.signal("CONT");
			holder.say("go on");
			holder.expect("LockLostException UNCHANGED");
		}
		assertThat(this.base.resolve("counters.properties")).hasContent("hits = 7\n");
		assertThat(Scenario.leftovers(this.base)).isEmpty();
	}

	@Test
	void aHolderWhoseMarkerIsTakenByAnotherOneDoesNotRemoveThat() throws Exception {
		Files.writeString(this.base.resolve("counters.properties"), "hits = 0\n");
		try (ChildProcess first = ChildProcess.java(Contender.class, this.base, LockStrategy.LOCK_FILE, 0)) {
			first.expect("holding");
			Files.delete(marker("counters.properties"));
			try (ChildProcess second = ChildProcess.java(Contender.class, this.base, LockStrategy.LOCK_FILE, 0)) {
				second.expect("holding");
				first.say("go on");
				first.expect("LockLostException UNCHANGED");
				assertThat(marker("counters.properties")).content().startsWith(second.pid() + "\n");
				second.say("go on");
				second.expect("released");
			}
		}
		assertThat(marker("counters.properties")).doesNotExist();
	}

	@Test
	void aHolderThatIsStoppedPastItsLastLookFindsNothingToRename() throws Exception {
		Files.writeString(this.base.resolve("a.txt"), "old");
		try (ChildProcess stopped = ChildProcess.java(Fenced.class, this.base, "a.txt")) {
			stopped.expect("about to commit");
			Files.delete(marker("a.txt"));
			files().save("a.txt", "later");
			stopped.say("go on");
			stopped.expect("LockLostException UNCHANGED");
		}
		assertThat(this.base.resolve("a.txt")).hasContent("later");
		assertThat(Scenario.leftovers(this.base)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "a.txt", "b.txt" })
	void norDoesOneThatCommitsSeveralFilesWhicheverMarkerIsLost(String lost) throws Exception {
		Files.writeString(this.base.resolve("a.txt"), "old");
		Files.writeString(this.base.resolve("b.txt"), "old");
		try (ChildProcess stopped = ChildProcess.java(Fenced.class, this.base, "a.txt", "b.txt")) {
			stopped.expect("about to commit");
			Files.delete(marker(lost));
			files().save(lost, "later");
			stopped.say("go on");
			stopped.expect("LockLostException UNCHANGED");
		}
		for (String name : new String[] { "a.txt", "b.txt" }) {
			assertThat(this.base.resolve(name)).hasContent(name.equals(lost) ? "later" : "old");
		}
		files().save("a.txt", "again");
		assertThat(Scenario.leftovers(this.base)).isEmpty();
	}

	private Path marker(String name) throws IOException {
		return this.base.toRealPath().resolve(".safeconfig/locks/" + name + ".marker");
	}

	private ConfigFileRepository files() {
		return ConfigFileRepository.using(
				FileConfigStore.builder(this.base).lockStrategy(LockStrategy.LOCK_FILE).open(), Duration.ofMinutes(1));
	}

}
