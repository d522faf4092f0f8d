package io.safeconfig.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.safeconfig.ConfigFileRepository;
import io.safeconfig.Tools;
import io.safeconfig.mount.MountedFileSystem;
import io.safeconfig.store.file.FileConfigStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Transactions of which the system would refuse a part: it is refused as a whole, before
 * anything is changed, and blocks nobody.
 */
@Timeout(300)
@EnabledOnOs(OS.LINUX)
class RefusedCommitTests {

	/**
	 * The superuser whom permissions, owners and sticky bits bind like everybody else.
	 */
	private static final List<String> WITHOUT_PRIVILEGE = List.of("setpriv",
			"--bounding-set=-dac_override,-dac_read_search,-fowner",
			"--inh-caps=-dac_override,-dac_read_search,-fowner");

	@TempDir
	Path directory;

	private Path base;

	@BeforeEach
	void seed() throws Exception {
		Tools.requireRoot();
		Tools.require("setpriv");
		Tools.require("chattr");
		seed(Files.createDirectory(this.directory.resolve("base")));
	}

	private void seed(Path directory) throws IOException {
		this.base = directory;
		Files.createDirectory(directory.resolve("sub"));
		Files.writeString(directory.resolve("a"), "old");
		Files.writeString(directory.resolve("sub/b"), "old");
		FileConfigStore.open(directory).close();
	}

	private void assertRefused(String change, String... words) throws Exception {
		String said;
		try (ChildProcess child = ChildProcess.javaUnder(WITHOUT_PRIVILEGE, Joint.class, this.base, "a", change)) {
			said = String.join("\n", child.remainingLines());
		}
		assertThat(said).startsWith("UNCHANGED")
			.contains("Nothing was changed")
			.contains(words)
			.doesNotContain("Check the disk")
			.contains(change.startsWith("-") ? "cannot be removed" : "cannot be replaced");
		assertThat(this.base.resolve("a")).hasContent("old");
		assertThat(this.base.resolve("sub/b")).hasContent("old");
		assertThat(Scenario.leftovers(this.base)).isEmpty();
		try (ConfigFileRepository others = ConfigFileRepository.using(FileConfigStore.open(this.base))) {
			others.update("a", (document) -> assertThat(document.text()).isEqualTo("old"));
			others.update("sub/b", (document) -> assertThat(document.text()).isEqualTo("old"));
			others.save("a", "later");
			assertThat(others.get("sub/b").text()).isEqualTo("old");
		}
	}

	@Test
	void aRemovalThatTheDirectoryForbids() throws Exception {
		Files.setAttribute(this.base.resolve("sub"), "unix:mode", 0555);
		assertRefused("-sub/b", this.base.resolve("sub/b") + ": permission denied", "Give the process permission");
	}

	@ParameterizedTest
	@CsvSource({ "-sub/b", "sub/b" })
	void anotherUsersFileInAStickyDirectory(String change) throws Exception {
		Files.setAttribute(this.base.resolve("sub"), "unix:uid", 1001);
		Files.setAttribute(this.base.resolve("sub"), "unix:mode", 01777);
		Files.setAttribute(this.base.resolve("sub/b"), "unix:uid", 1001);
		Files.setAttribute(this.base.resolve("sub/b"), "unix:mode", 0666);
		assertRefused(change, "not permitted", "sticky");
	}

	@ParameterizedTest
	@CsvSource({ "-sub/b, a, sub/b", "sub/b, a, sub/b", "-sub/b, i, sub/b", "sub/b, i, sub/b", "-sub/b, a, sub",
			"sub/b, a, sub", "-sub/b, i, sub" })
	void anAttributeOfTheFileOrOfItsDirectory(String change, String attribute, String holder) throws Exception {
		try (MountedFileSystem mounted = MountedFileSystem.mount(MountedFileSystem.Type.EXT4, this.directory)) {
			seed(mounted.path());
			Tools.run("chattr", "+" + attribute, this.base.resolve(holder).toString());
			try {
				assertRefusedWithAttribute(change);
			}
			finally {
				Tools.run("chattr", "-" + attribute, this.base.resolve(holder).toString());
			}
		}
	}

	/** Whoever has all privileges is bound by attributes all the same. */
	private void assertRefusedWithAttribute(String change) throws Exception {
		try (ChildProcess child = ChildProcess.java(Joint.class, this.base, "a", change)) {
			assertThat(String.join("\n", child.remainingLines())).startsWith("UNCHANGED")
				.contains("not permitted", "append-only", "lsattr",
						change.startsWith("-") ? "cannot be removed" : "cannot be replaced");
		}
		assertThat(this.base.resolve("a")).hasContent("old");
		assertThat(Scenario.leftovers(this.base)).isEmpty();
		try (ConfigFileRepository others = ConfigFileRepository.using(FileConfigStore.open(this.base))) {
			others.save("a", "later");
			assertThat(others.get("sub/b").text()).isEqualTo("old");
		}
	}

	@Test
	void aNewFileThatCouldNotGetItsName() throws Exception {
		try (MountedFileSystem mounted = MountedFileSystem.mount(MountedFileSystem.Type.EXT4, this.directory)) {
			seed(mounted.path());
			Tools.run("chattr", "+a", this.base.resolve("sub").toString());
			try (ChildProcess child = ChildProcess.java(Joint.class, this.base, "a", "sub/new")) {
				assertThat(String.join("\n", child.remainingLines())).contains("UNCHANGED", "not permitted", "lsattr");
			}
			finally {
				Tools.run("chattr", "-a", this.base.resolve("sub").toString());
			}
			assertThat(this.base.resolve("a")).hasContent("old");
			assertThat(this.base.resolve("sub/new")).doesNotExist();
			try (ConfigFileRepository others = ConfigFileRepository.using(FileConfigStore.open(this.base))) {
				others.save("a", "later");
			}
		}
	}

	@ParameterizedTest
	@CsvSource({ "-sub/b", "sub/b" })
	void aFileThatIsAMountPointByAnotherPathOfTheDirectory(String change) throws Exception {
		Path other = Files.createDirectory(this.directory.resolve("other"));
		Path source = Files.writeString(this.directory.resolve("source"), "mounted");
		Tools.run("mount", "--bind", this.base.toString(), other.toString());
		Tools.run("mount", "--bind", source.toString(), other.resolve("sub/b").toString());
		try {
			assertRefused(change, "mount point", "Mount its directory");
		}
		finally {
			Tools.run("umount", other.resolve("sub/b").toString());
			Tools.run("umount", other.toString());
		}
	}

	@ParameterizedTest
	@CsvSource({ "-sub/b" })
	void aFileOnAReadOnlyMountBelowTheBaseDirectory(String change) throws Exception {
		Path sub = this.base.resolve("sub");
		Tools.run("mount", "--bind", sub.toString(), sub.toString());
		try {
			Tools.run("mount", "-o", "remount,bind,ro", sub.toString());
			try (ChildProcess child = ChildProcess.java(Joint.class, this.base, "a", change)) {
				assertThat(String.join("\n", child.remainingLines())).startsWith("UNCHANGED")
					.contains("cannot be removed", "Read-only", "Mount the file system writable");
			}
			assertThat(this.base.resolve("a")).hasContent("old");
		}
		finally {
			Tools.run("umount", sub.toString());
		}
		assertThat(Scenario.leftovers(this.base)).isEmpty();
	}

	@Test
	void aFileOnAWritableMountBelowTheBaseDirectoryIsRemoved() throws Exception {
		Path sub = this.base.resolve("sub");
		Tools.run("mount", "--bind", sub.toString(), sub.toString());
		try (ChildProcess child = ChildProcess.java(Joint.class, this.base, "a", "-sub/b")) {
			assertThat(child.remainingLines()).last().isEqualTo("committed");
			assertThat(Scenario.leftovers(this.base)).isEmpty();
		}
		finally {
			Tools.run("umount", sub.toString());
		}
		assertThat(this.base.resolve("sub/b")).doesNotExist();
	}

	/** Its own attributes do not concern who removes a link to a file. */
	@Test
	void theRemovalOfALinkConcernsTheLinkAlone() throws Exception {
		try (MountedFileSystem mounted = MountedFileSystem.mount(MountedFileSystem.Type.EXT4, this.directory)) {
			seed(mounted.path());
			Files.createSymbolicLink(this.base.resolve("link"), Path.of("sub/b"));
			Tools.run("chattr", "+i", this.base.resolve("sub").toString());
			try (ChildProcess child = ChildProcess.java(Joint.class, this.base, "a", "-link")) {
				assertThat(child.remainingLines()).last().isEqualTo("committed");
			}
			finally {
				Tools.run("chattr", "-i", this.base.resolve("sub").toString());
			}
			assertThat(this.base.resolve("link")).doesNotExist();
			assertThat(this.base.resolve("sub/b")).hasContent("old");
		}
	}

}
