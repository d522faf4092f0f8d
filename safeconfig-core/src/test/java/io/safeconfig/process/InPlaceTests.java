package io.safeconfig.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.safeconfig.ConfigFileRepository;
import io.safeconfig.ConfigStorageException;
import io.safeconfig.ConfigTransaction;
import io.safeconfig.LockStrategy;
import io.safeconfig.LockTimeoutException;
import io.safeconfig.Tools;
import io.safeconfig.store.file.FileConfigStore;
import io.safeconfig.store.file.NonAtomicWrite;
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
 * Files that no rename can replace. The one called {@code mounted.txt} is a mount point,
 * as a file that is handed to a container by itself.
 */
@Timeout(600)
@EnabledOnOs(OS.LINUX)
class InPlaceTests {

	private static final String OLD = "old=" + "o".repeat(3000);

	private static final String NEW = "new=" + "n".repeat(2000);

	private static final Duration SHORT = Duration.ofMillis(200);

	@TempDir
	Path directory;

	private Path base;

	private Path source;

	@BeforeEach
	void mount() throws Exception {
		Tools.requireRoot();
		this.base = Files.createDirectory(this.directory.resolve("base"));
		this.source = Files.writeString(this.directory.resolve("source"), OLD);
		Path file = Files.createFile(this.base.resolve("mounted.txt"));
		Files.writeString(this.base.resolve("plain.txt"), OLD);
		Tools.run("mount", "--bind", this.source.toString(), file.toString());
	}

	@AfterEach
	void unmount() throws Exception {
		if (this.base != null) {
			Tools.run("umount", this.base.resolve("mounted.txt").toString());
		}
	}

	private ConfigFileRepository open(NonAtomicWrite choice) {
		return ConfigFileRepository.using(FileConfigStore.builder(this.base).onNonAtomic(choice).open(), SHORT);
	}

	@Test
	void unlessToldOtherwiseTheyAreRefusedAndTheMessageNamesTheSetting() {
		try (ConfigFileRepository files = open(NonAtomicWrite.FAIL)) {
			assertThatExceptionOfType(ConfigStorageException.class).isThrownBy(() -> files.save("mounted.txt", NEW))
				.withMessageContaining("safeconfig.write.on-non-atomic=in-place");
			try (ConfigTransaction transaction = files.begin()) {
				transaction.save("mounted.txt", NEW);
				transaction.save("plain.txt", NEW);
				assertThatExceptionOfType(ConfigStorageException.class).isThrownBy(transaction::commit)
					.withMessageContaining("safeconfig.write.on-non-atomic=in-place");
			}
		}
		assertThat(this.source).hasContent(OLD);
		assertThat(this.base.resolve("plain.txt")).hasContent(OLD);
	}

	@Test
	void theyAreWrittenInPlaceAloneAndTogetherWithOthers() throws IOException {
		try (ConfigFileRepository files = open(NonAtomicWrite.IN_PLACE)) {
			Object inode = Files.getAttribute(this.source, "unix:ino");
			files.save("mounted.txt", NEW);
			assertThat(this.source).hasContent(NEW);
			assertThat(files.get("mounted.txt").text()).isEqualTo(NEW);
			files.save("mounted.txt", OLD);
			assertThat(this.source).hasContent(OLD);
			try (ConfigTransaction transaction = files.begin()) {
				transaction.save("mounted.txt", NEW);
				transaction.save("plain.txt", NEW);
				transaction.commit();
			}
			assertThat(this.source).hasContent(NEW);
			assertThat(this.base.resolve("plain.txt")).hasContent(NEW);
			assertThat(Files.getAttribute(this.source, "unix:ino")).isEqualTo(inode);
			assertThat(Scenario.leftovers(this.base)).isEmpty();
		}
	}

	@Test
	void whatCanBeReplacedIsReplaced() throws IOException {
		try (ConfigFileRepository files = open(NonAtomicWrite.IN_PLACE)) {
			Object inode = Files.getAttribute(this.base.resolve("plain.txt"), "unix:ino");
			files.save("plain.txt", NEW);
			assertThat(Files.getAttribute(this.base.resolve("plain.txt"), "unix:ino")).isNotEqualTo(inode);
			assertThat(this.base.resolve(".safeconfig/in-place")).doesNotExist();
		}
	}

	@Test
	void noReaderSeesTheMiddle() throws Exception {
		try (ConfigFileRepository before = open(NonAtomicWrite.FAIL); ChildProcess writer = writer("mounted.txt")) {
			assertThat(before.get("mounted.txt").text()).isEqualTo(OLD);
			writer.expect("in the middle of mounted.txt");
			assertThat(Files.readString(this.source)).isNotIn(OLD, NEW);
			try (ConfigFileRepository late = open(NonAtomicWrite.FAIL)) {
				for (ConfigFileRepository files : List.of(before, late)) {
					assertThat(files.get("mounted.txt").text()).isEqualTo(NEW);
					assertThat(files.readAll(List.of("mounted.txt", "plain.txt")).get("mounted.txt").text())
						.isEqualTo(NEW);
					assertThatExceptionOfType(LockTimeoutException.class)
						.isThrownBy(() -> files.save("mounted.txt", "lost"));
				}
			}
			writer.say("go on");
			writer.expect("committed");
			assertThat(before.get("mounted.txt").text()).isEqualTo(NEW);
		}
		assertThat(this.source).hasContent(NEW);
	}

	@Test
	void whatAProcessLeftHalfWrittenTheNextOneFinishesWhateverItsOwnSetting() throws Exception {
		dieInTheMiddle("mounted.txt", "plain.txt");
		try (ConfigFileRepository files = open(NonAtomicWrite.FAIL)) {
			assertThat(files.get("mounted.txt").text()).isEqualTo(NEW);
			assertThat(files.get("plain.txt").text()).isEqualTo(NEW);
		}
		assertThat(this.source).hasContent(NEW);
		assertThat(this.base.resolve("plain.txt")).hasContent(NEW);
		assertThat(Scenario.leftovers(this.base)).isEmpty();
	}

	@Test
	void whatSomebodySavedSinceStays() throws Exception {
		dieInTheMiddle("mounted.txt");
		Files.writeString(this.source, "by hand");
		try (ConfigFileRepository files = open(NonAtomicWrite.IN_PLACE)) {
			assertThat(files.get("mounted.txt").text()).isEqualTo("by hand");
			files.save("mounted.txt", "later");
		}
		assertThat(this.source).hasContent("later");
		assertThat(Scenario.leftovers(this.base)).isEmpty();
	}

	private ChildProcess writer(String... names) throws IOException {
		Object[] arguments = new Object[names.length + 2];
		arguments[0] = this.base;
		arguments[1] = NEW;
		System.arraycopy(names, 0, arguments, 2, names.length);
		return ChildProcess.silentJavaUnder(List.of(), InPlaceWriter.class, arguments);
	}

	private void dieInTheMiddle(String... names) throws Exception {
		try (ChildProcess writer = writer(names)) {
			writer.expect("in the middle of mounted.txt");
			writer.kill();
		}
		assertThat(Files.readString(this.source)).isNotIn(OLD, NEW);
	}

	/** A writer that changes it all the time, in another process, and readers here. */
	@Test
	void readersAtFullSpeedNeverSeeAPartOfEach() throws Exception {
		String large = "x".repeat(1_000_000);
		Files.writeString(this.source, "0" + large + "0");
		try (ConfigFileRepository files = open(NonAtomicWrite.FAIL);
				ChildProcess writer = ChildProcess.silentJavaUnder(List.of(), InPlaceToggler.class, this.base,
						"mounted.txt", 60)) {
			writer.expect("begin");
			int seen = 0;
			while (ProcessHandle.of(writer.pid()).isPresent()) {
				String text = files.get("mounted.txt").text();
				assertThat(text.charAt(0)).isEqualTo(text.charAt(text.length() - 1));
				assertThat(text.chars().distinct().count()).isLessThanOrEqualTo(2);
				seen++;
			}
			assertThat(seen).isPositive();
			writer.expect("committed");
		}
	}

	@Test
	void aFileInADirectoryThatMustNotBeWrittenIsWrittenInPlace() throws Exception {
		Tools.require("setpriv");
		Path sub = Files.createDirectory(this.base.resolve("sub"));
		Files.writeString(sub.resolve("a.txt"), OLD);
		open(NonAtomicWrite.FAIL).close();
		Files.setAttribute(sub, "unix:mode", 0555);
		assertThat(joint("FAIL", "sub/a.txt")).contains("UNCHANGED", "permission denied",
				"safeconfig.write.on-non-atomic=in-place");
		assertThat(joint("IN_PLACE", "sub/a.txt")).contains("committed");
		assertThat(sub.resolve("a.txt")).hasContent("new");
		Files.writeString(sub.resolve("a.txt"), OLD);
		Files.setAttribute(sub.resolve("a.txt"), "unix:mode", 0444);
		assertThat(joint("IN_PLACE", "sub/a.txt")).contains("UNCHANGED", "neither be replaced nor written in place",
				"permission denied");
		assertThat(sub.resolve("a.txt")).hasContent(OLD);
	}

	/** An owner that the process cannot give to a new file. */
	@Test
	void aFileOfAnotherOwnerIsWrittenInPlaceAndKeepsItsOwner() throws Exception {
		Tools.require("setpriv");
		Path file = Files.writeString(this.base.resolve("a.txt"), OLD);
		Files.setAttribute(file, "unix:uid", 1001);
		Files.setAttribute(file, "unix:mode", 0664);
		open(NonAtomicWrite.FAIL).close();
		assertThat(joint("FAIL", "a.txt")).contains("UNCHANGED", "keep the owner",
				"safeconfig.write.on-non-atomic=in-place");
		assertThat(joint("IN_PLACE", "a.txt")).contains("committed");
		assertThat(joint("IN_PLACE", "a.txt", "plain.txt")).contains("committed");
		assertThat(file).hasContent("new");
		assertThat(Files.getAttribute(file, "unix:uid")).isEqualTo(1001);
		assertThat(Scenario.leftovers(this.base)).isEmpty();
	}

	private String joint(String choice, String... names) throws Exception {
		Object[] arguments = new Object[names.length + 2];
		arguments[0] = this.base;
		arguments[1] = "!" + choice;
		System.arraycopy(names, 0, arguments, 2, names.length);
		List<String> wrapper = List.of("setpriv", "--bounding-set=-dac_override,-dac_read_search,-fowner,-chown",
				"--inh-caps=-dac_override,-dac_read_search,-fowner,-chown");
		try (ChildProcess child = ChildProcess.javaUnder(wrapper, Joint.class, arguments)) {
			return String.join("\n", child.remainingLines());
		}
	}

	@Test
	void locksThatCanBeLostAreNotEnough() {
		assertThatExceptionOfType(ConfigStorageException.class)
			.isThrownBy(() -> FileConfigStore.builder(this.base)
				.lockStrategy(LockStrategy.LOCK_FILE)
				.onNonAtomic(NonAtomicWrite.IN_PLACE)
				.open())
			.withMessageContaining("safeconfig.lock.strategy=lock-file")
			.withMessageContaining("safeconfig.write.on-non-atomic");
	}

}
