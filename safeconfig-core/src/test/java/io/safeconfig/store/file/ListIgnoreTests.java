package io.safeconfig.store.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.safeconfig.ConfigFileException;
import io.safeconfig.ConfigFileRepository;
import io.safeconfig.ConfigTransaction;
import io.safeconfig.Tools;
import io.safeconfig.os.Interception;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

/** Which files listings leave out: what editors and tools leave, and nothing else. */
class ListIgnoreTests {

	@TempDir
	Path base;

	@ParameterizedTest
	@ValueSource(strings = { "a.yml~", "#a.yml#", "4913", "sedX1y2Z3", "XXa1b2c3", "a.yml.XXXXa1b2c3",
			"a.yml.gawk.a1b2c3", "a.yml.a1b2_c3d.tmp", "a.yml.orig", "a.yml.rej", "a.yml.augsave", "a.yml.augnew",
			"a.yml.dpkg-new", "a.yml.dpkg-dist", "a.yml.ucf-old", "a.yml.rpmnew", "a.yml.rpmsave", "a.yml.rpmorig",
			"a.sync-conflict-20260101-101010-ABCDEFG.yml" })
	void whatEditorsAndToolsLeaveIsNotListedAndCanBeReadByItsName(String name) throws IOException {
		Files.createDirectory(this.base.resolve("sub"));
		for (String file : List.of("a.yml", "sub/a.yml", name, "sub/" + name)) {
			Files.writeString(this.base.resolve(file), "a: 1\n");
		}
		try (ConfigFileRepository files = ConfigFileRepository.using(FileConfigStore.open(this.base))) {
			assertThat(files.list()).containsExactly("a.yml", "sub/a.yml");
			assertThat(files.list("**")).containsExactly("a.yml", "sub/a.yml");
			assertThat(files.get(name).text()).isEqualTo("a: 1\n");
			files.save(name, "a: 2\n");
			assertThat(files.list()).containsExactly("a.yml", "sub/a.yml");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "a.yml", "sed.conf", "sedan.yml", "sed-ab.ym", "sed", "a.config", "a.override", "a.o1",
			"4913.yml", "49130", "a.tmp", "a.features.yml", "a.bak", "a.old", "a.new", "poetry.lock", "a.swp", "#a.yml",
			"a~b.yml", "orig", "a.dpkg", "XX.yml", "XXL-sizes" })
	void nothingIsLeftOutThatAUserMayHaveCalledSo(String name) throws IOException {
		Files.writeString(this.base.resolve(name), "a");
		try (ConfigFileRepository files = ConfigFileRepository.using(FileConfigStore.open(this.base))) {
			assertThat(files.list()).containsExactly(name);
		}
	}

	@Test
	void aDirectoryIsNeverLeftOut() throws IOException {
		Files.writeString(Files.createDirectory(this.base.resolve("site.orig")).resolve("a.yml"), "a: 1");
		try (ConfigFileRepository files = ConfigFileRepository.using(FileConfigStore.open(this.base))) {
			assertThat(files.list()).containsExactly("site.orig/a.yml");
		}
	}

	@Test
	void theListIsReplacedAndAnEmptyOneShowsAll() throws IOException {
		for (String name : List.of("a.yml", "a.yml~", "a.yml.bak", "[x]")) {
			Files.writeString(this.base.resolve(name), "a: 1");
		}
		assertThat(list(List.of("*.bak", "[x]"))).containsExactly("a.yml", "a.yml~");
		assertThat(list(List.of())).containsExactly("[x]", "a.yml", "a.yml.bak", "a.yml~");
	}

	private List<String> list(List<String> ignored) {
		try (FileConfigStore store = FileConfigStore.builder(this.base).listIgnore(ignored).open()) {
			return store.list();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "sub/*.bak" })
	void aPatternThatCanBeNoneOfALastPartIsRefused(String pattern) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> FileConfigStore.builder(this.base).listIgnore(List.of(pattern)))
			.withMessageContaining("last part of a name");
	}

	/** Names come from journals as well as from the directory. */
	@Test
	void whatACommitIsYetToCreateIsLeftOutToo() {
		Interception refusing = (operation, path) -> {
			if (operation.equals("rename") && path.toString().endsWith(".sctmp")) {
				throw new AccessDeniedException(path.toString());
			}
		};
		try (FileConfigStore store = StoreOverPlatform.open(this.base, refusing.platform())) {
			ConfigFileRepository files = ConfigFileRepository.using(store);
			try (ConfigTransaction transaction = files.begin()) {
				transaction.create("a.yml", "a: 1");
				transaction.create("a.yml.orig", "a: 1");
				assertThat(catchThrowable(transaction::commit)).isInstanceOf(ConfigFileException.class);
			}
			assertThat(store.list()).containsExactly("a.yml");
		}
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void whatPatchLeavesIsNotListed() throws Exception {
		Path file = Files.writeString(this.base.resolve("a.properties"), "a=1\n");
		Path patch = Files.writeString(this.base.resolve(".patch"), "@@ -1 +1 @@\n-a=1\n+a=2\n");
		Tools.run("patch", "-b", file.toString(), patch.toString());
		assertThat(this.base.resolve("a.properties.orig")).exists();
		try (ConfigFileRepository files = ConfigFileRepository.using(FileConfigStore.open(this.base))) {
			assertThat(files.list()).containsExactly("a.properties");
			assertThat(files.get("a.properties").getInt("a")).isEqualTo(2);
		}
	}

}
