package io.safeconfig.store.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.safeconfig.ConfigFileRepository;
import io.safeconfig.Tools;
import io.safeconfig.os.Interception;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Who may read and write a file stays as it was, at every moment of a change. */
@EnabledOnOs({ OS.LINUX, OS.MAC })
class AccessTests {

	private static final int FOREIGN = 54321;

	@TempDir
	Path base;

	@ParameterizedTest
	@ValueSource(ints = { 0600, 0640, 0660, 0644, 0400, 0604, 0666, 0750 })
	void theModeStays(int mode) throws IOException {
		if ((mode & 0200) == 0) {
			Tools.requireRoot(); // others cannot write to such a file at all
		}
		Path file = file("a=1\n");
		Files.setAttribute(file, "unix:mode", mode);
		repository().update("a.properties", (document) -> document.set("a", 2));
		assertThat(file).hasContent("a=2\n");
		assertThat((int) Files.getAttribute(file, "unix:mode") & 07777).isEqualTo(mode);
	}

	@Test
	void aForeignOwnerAndGroupStay() throws IOException {
		Tools.requireRoot();
		Path file = file("a=1\n");
		Files.setAttribute(file, "unix:uid", FOREIGN);
		Files.setAttribute(file, "unix:gid", FOREIGN);
		Files.setAttribute(file, "unix:mode", 0640);
		repository().update("a.properties", (document) -> document.set("a", 2));
		Map<String, Object> after = Files.readAttributes(file, "unix:uid,gid,mode");
		assertThat(after).containsEntry("uid", FOREIGN).containsEntry("gid", FOREIGN);
		assertThat((int) after.get("mode") & 07777).isEqualTo(0640);
	}

	@Test
	void accessControlListsAndExtendedAttributesStay() throws Exception {
		Path file = file("a=1\n");
		Tools.run("setfacl", "-m", "u:" + FOREIGN + ":r--", file.toString());
		Tools.run("setfattr", "-n", "user.origin", "-v", "by hand", file.toString());
		String before = Tools.run("getfacl", "-cnp", file.toString());
		repository().update("a.properties", (document) -> document.set("a", 2));
		assertThat(file).hasContent("a=2\n");
		assertThat(Tools.run("getfacl", "-cnp", file.toString())).isEqualTo(before).contains("user:" + FOREIGN);
		assertThat(Tools.run("getfattr", "--absolute-names", "--only-values", "-n", "user.origin", file.toString()))
			.isEqualTo("by hand");
	}

	@ParameterizedTest
	@ValueSource(ints = { 0600, 0640, 0644, 0604 })
	void noCopyIsEverWiderThanItsFile(int mode) throws IOException {
		Path file = file("a=secret\n");
		Files.setAttribute(file, "unix:mode", mode);
		if (Tools.isRoot()) {
			Files.setAttribute(file, "unix:gid", FOREIGN);
		}
		int group = (int) Files.getAttribute(file, "unix:gid");
		List<String> wider = new ArrayList<>();
		Interception watching = (operation, path) -> {
			for (Path copy : copies()) {
				Map<String, Object> access = Files.readAttributes(copy, "unix:mode,gid,size");
				int extra = (int) access.get("mode") & 0777 & ~mode;
				boolean otherGroup = (int) access.get("gid") != group && ((int) access.get("mode") & 070) != 0;
				if ((long) access.get("size") > 0 && (extra != 0 || otherGroup)) {
					wider.add(operation + " " + copy.getFileName() + " " + access);
				}
			}
		};
		ConfigFileRepository.using(FileConfigStore.builder(this.base).open(watching.platform()))
			.update("a.properties", (document) -> document.set("a", "more secret"));
		assertThat(wider).isEmpty();
	}

	/**
	 * The temps that others can reach: not those in a directory that only we can enter.
	 */
	private List<Path> copies() throws IOException {
		try (Stream<Path> entries = Files.list(this.base)) {
			return entries.filter((path) -> path.getFileName().toString().matches("\\.a\\.properties\\..*\\.sctmp"))
				.filter(Files::isRegularFile)
				.toList();
		}
	}

	@Test
	void theDirectoryOfACopyInTheMakingIsClosedToOthers() throws IOException {
		file("a=1\n");
		List<Integer> modes = new ArrayList<>();
		Interception watching = (operation, path) -> {
			if (operation.equals("copyWithAttributes")) {
				try (Stream<Path> entries = Files.list(this.base)) {
					for (Path directory : entries.filter(Files::isDirectory)
						.filter((entry) -> entry.getFileName().toString().endsWith(".sctmp"))
						.toList()) {
						modes.add((int) Files.getAttribute(directory, "unix:mode") & 0777);
					}
				}
			}
		};
		ConfigFileRepository.using(FileConfigStore.builder(this.base).open(watching.platform()))
			.update("a.properties", (document) -> document.set("a", 2));
		assertThat(modes).containsExactly(0700);
	}

	@Test
	void theLockFileIsSharedWithThoseWhoMayWriteTheFileAndNobodyElse() throws IOException {
		Path file = file("a=1\n");
		Files.setAttribute(file, "unix:mode", 0664);
		repository().update("a.properties", (document) -> document.set("a", 2));
		assertThat(mode(".safeconfig/locks/a.properties.lck")).isEqualTo(0660);
		Files.setAttribute(Files.writeString(this.base.resolve("b"), ""), "unix:mode", 0644);
		repository().save("b", "x");
		assertThat(mode(".safeconfig/locks/b.lck")).isEqualTo(0600);
	}

	@Test
	void whereOthersMayCreateFilesTheyMayLockThoseThatDoNotExistYet() throws IOException {
		Files.setAttribute(this.base, "unix:mode", 02775);
		repository().create("new.properties", "a=1");
		assertThat(mode(".safeconfig/locks/new.properties.lck")).isEqualTo(0660);
		assertThat(mode(".safeconfig/probe.lck")).isEqualTo(0660);
	}

	@Test
	void ownDirectoriesAreAsOpenAsTheBaseDirectory() throws IOException {
		Files.setAttribute(this.base, "unix:mode", 02770);
		repository().create("sub/a", "x");
		assertThat(mode(".safeconfig")).isEqualTo(02770);
		assertThat(mode(".safeconfig/locks/sub")).isEqualTo(02770);
	}

	private int mode(String name) throws IOException {
		return (int) Files.getAttribute(this.base.resolve(name), "unix:mode") & 07777;
	}

	private Path file(String content) throws IOException {
		return Files.writeString(this.base.resolve("a.properties"), content);
	}

	private ConfigFileRepository repository() {
		return ConfigFileRepository.using(FileConfigStore.open(this.base));
	}

}
