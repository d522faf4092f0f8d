package io.safeconfig.os;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.safeconfig.Tools;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** To whom new files are given, and what that costs. */
@EnabledOnOs(OS.LINUX)
class OwnFilesTests {

	private static final int OTHER = 54321;

	private static final String STATUS = "Name:\tjava\nUid:\t1\t2\t3\t%s\nCapEff:\t%s\n";

	@TempDir
	Path directory;

	private final List<String> calls = new ArrayList<>();

	private final Interception counting = (operation, path) -> this.calls.add(operation);

	@BeforeEach
	void owner() throws IOException {
		Files.setAttribute(this.directory, "unix:mode", 0755);
	}

	@Test
	void whoCanGiveFilesAwayIsToldByTheirUserAndCapabilities() {
		assertThat(Credentials.parse(STATUS.formatted("7", "000001ffffffffff").lines().toList()))
			.isEqualTo(new Credentials(7, true));
		assertThat(Credentials.parse(STATUS.formatted("0", "0000000000000001").lines().toList()))
			.isEqualTo(new Credentials(0, false)); // could not use them any more
		assertThat(Credentials.parse(STATUS.formatted("0", "0").lines().toList())).isEqualTo(new Credentials(0, false));
	}

	@Test
	void whereFilesAreRightAnywayTheyAreLookedAtOnce() throws IOException {
		OwnFiles own = new OwnFiles(this.counting.overRealFiles());
		own.adopt(Files.createFile(this.directory.resolve("first")));
		assertThat(this.calls).containsExactly("stat", "stat");
		this.calls.clear();
		own.adopt(Files.createFile(this.directory.resolve("second")));
		assertThat(this.calls).isEmpty();
	}

	@Test
	void whoMayWriteADirectoryMayReadWhatIsMadeThere() throws IOException {
		Files.setAttribute(this.directory, "unix:mode", 0770);
		Path file = Files.createFile(this.directory.resolve("file"));
		Files.setAttribute(file, "unix:mode", 0600);
		new OwnFiles(this.counting.overRealFiles()).adopt(file);
		assertThat((int) Files.getAttribute(file, "unix:mode") & 07777).isEqualTo(0640);
	}

	@Test
	void whoMayNotGiveThemAwayDoesNotTry() throws IOException {
		Files.setAttribute(this.directory, "unix:mode", 0755);
		OwnFiles own = new OwnFiles(this.counting.overRealFiles(), new Credentials(OTHER, false));
		own.adopt(Files.createFile(this.directory.resolve("file")));
		assertThat(this.calls).doesNotContain("setOwner", "setAccess");
	}

	@Test
	void aDirectoryThatIsThereIsNotReplaced() throws IOException {
		Tools.requireRoot();
		Files.setAttribute(this.directory, "unix:uid", OTHER);
		Path present = Files.createDirectory(this.directory.resolve("present"));
		Files.createFile(present.resolve("file"));
		OwnFiles own = new OwnFiles(this.counting.overRealFiles());
		assertThatExceptionOfType(FileAlreadyExistsException.class)
			.isThrownBy(() -> own.createDirectory(present, this.directory.resolve("fresh"), this.directory));
		assertThat(present.resolve("file")).exists();
		assertThat(this.directory.resolve("fresh")).doesNotExist();
	}

	@Test
	void aLinkIsNeverFollowed() throws IOException {
		Tools.requireRoot();
		Files.setAttribute(this.directory, "unix:uid", OTHER);
		Path target = Files.createFile(this.directory.resolve("target"));
		Path link = Files.createSymbolicLink(this.directory.resolve("link"), target);
		FileOperations real = Platform.system().files();
		real.setOwner(link, OTHER, OTHER);
		assertThat((int) Files.getAttribute(target, "unix:uid")).isZero();
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> real.setAccess(link, OTHER, 0666));
		assertThat((int) Files.getAttribute(target, "unix:mode") & 07777).isNotEqualTo(0666);
	}

}
