package io.safeconfig.store.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.safeconfig.ConfigFileRepository;
import io.safeconfig.InvalidConfigNameException;
import io.safeconfig.os.Interception;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class NameRulesTests {

	@TempDir
	Path base;

	@ParameterizedTest
	@ValueSource(strings = { "", "/etc/passwd", "../etc/passwd", "a/../../b", "..", ".", "./a", "a/.", "a/..", "a//b",
			"a/", "/", "a\0b", "a\nb", "a\\b", "..\\b", "C:\\windows", "C:/windows", "c:a", ".safeconfig",
			".safeconfig/locks/a.lck", ".SafeConfig/x", ".safeconfig-probe.lock", ".a.0123456789abcdef.sctmp",
			"d/.a.0123456789abcdef.sctmp", "a.lck/b", "a.owner/b", "\ud800", "a\u007fb" })
	void isRefusedBeforeAnyFileIsTouched(String name) {
		List<String> calls = new ArrayList<>();
		Interception recording = (operation, path) -> calls.add(operation + " " + path);
		ConfigFileRepository files = ConfigFileRepository
			.using(FileConfigStore.builder(this.base).open(recording.platform()));
		calls.clear();
		assertRefused(name, () -> files.find(name));
		assertRefused(name, () -> files.exists(name));
		assertRefused(name, () -> files.update(name, (document) -> {
		}));
		assertRefused(name, () -> files.save(name, "a=1"));
		assertRefused(name, () -> files.create(name, "a=1"));
		assertRefused(name, () -> files.delete(name));
		assertThat(calls).isEmpty();
	}

	private static void assertRefused(String name, Runnable call) {
		assertThatExceptionOfType(InvalidConfigNameException.class).isThrownBy(call::run).satisfies((ex) -> {
			assertThat(ex.fileName()).isEqualTo(name);
			assertThat(ex.getMessage().chars()).noneMatch(Character::isISOControl);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "a", "a.properties", "tenants/acme.properties", "a b", "..a", "a..b", "...", ".hidden",
			"a.lck", "a.owner", "a.lock", "sctmp", "\u00e4\u20ac\ud83d\ude80.txt", "deep/er/and/deep/er/a" })
	void isAllowed(String name) {
		ConfigFileRepository files = ConfigFileRepository.using(FileConfigStore.open(this.base));
		files.create(name, "a=1");
		assertThat(files.get(name).text()).isEqualTo("a=1");
	}

	@Test
	void aNameOfTheLongestLengthWorks() {
		ConfigFileRepository files = ConfigFileRepository.using(FileConfigStore.open(this.base));
		String longest = "n".repeat(244) + ".properties";
		files.create(longest, "a=1");
		files.update(longest, (document) -> document.set("a", 2));
		assertThat(files.get(longest).getInt("a")).isEqualTo(2);
		assertThat(files.list()).containsExactly(longest);
		assertRefused("n" + longest, () -> files.find("n" + longest));
	}

	@Test
	void lockFilesBesideTheirFilesAreNoConfigurationFiles() throws IOException {
		ConfigFileRepository files = ConfigFileRepository
			.using(FileConfigStore.builder(this.base).lockLocation(LockLocation.SIBLING).lockSuffix(".guard").open());
		files.create("a.txt", "text");
		assertThat(this.base.resolve("a.txt.guard")).exists();
		assertThat(files.list()).containsExactly("a.txt");
		assertRefused("a.txt.guard", () -> files.save("a.txt.guard", ""));
		assertRefused("a.txt.guard.owner", () -> files.save("a.txt.guard.owner", ""));
		files.create("a.txt.lock", "not a lock file here");
		try (var entries = Files.list(this.base)) {
			assertThat(entries.map((path) -> path.getFileName().toString())).doesNotContain(".safeconfig");
		}
	}

}
