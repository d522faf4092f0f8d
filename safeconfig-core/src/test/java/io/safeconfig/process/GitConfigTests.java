package io.safeconfig.process;

import java.nio.file.Files;
import java.nio.file.Path;

import io.safeconfig.ConfigFileRepository;
import io.safeconfig.LockStrategy;
import io.safeconfig.Tools;
import io.safeconfig.store.file.FileConfigStore;
import io.safeconfig.store.file.LockLocation;
import io.safeconfig.store.file.ProbeReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Git creates {@code <file>.lock} to change a file, and gives up where there is one. */
@Timeout(120)
@EnabledOnOs(OS.LINUX)
class GitConfigTests {

	private static final String NAME = "a.conf";

	@TempDir
	Path base;

	@ParameterizedTest
	@EnumSource(LockLocation.class)
	void noLockFileKeepsGitFromAFileThatNobodyIsChanging(LockLocation location) throws Exception {
		try (FileConfigStore store = FileConfigStore.builder(this.base).lockLocation(location).open()) {
			ConfigFileRepository files = ConfigFileRepository.using(store);
			files.create(NAME, "[s]\n\tkey = 1\n");
			Tools.run("git", "config", "-f", this.base.resolve(NAME).toString(), "s.key", "2");
			assertThat(files.get(NAME).text()).contains("key = 2");
			files.save(NAME, "[s]\n\tkey = 3\n");
			Tools.run("git", "config", "-f", this.base.resolve(NAME).toString(), "s.key", "4");
			assertThat(files.list()).containsExactly(NAME);
		}
	}

	@Test
	void whoWantsSuchLockFilesIsWarnedThatTheyStay() throws Exception {
		try (FileConfigStore store = builder(LockStrategy.NATIVE)) {
			ConfigFileRepository.using(store).create(NAME, "[s]\n\tkey = 1\n");
			assertThat(this.base.resolve(NAME + ".lock")).exists();
			assertThat(store.monitor().probe().findings())
				.anySatisfy((finding) -> assertThat(finding.detail()).contains("git config", "safeconfig.lock.suffix"));
		}
	}

	/** A marker goes with its holder, and so it is what git expects. */
	@Test
	void markersOfThatNameAreNoReasonToWarn() throws Exception {
		try (FileConfigStore store = builder(LockStrategy.LOCK_FILE)) {
			ConfigFileRepository.using(store).create(NAME, "[s]\n\tkey = 1\n");
			Tools.run("git", "config", "-f", this.base.resolve(NAME).toString(), "s.key", "2");
			assertThat(Files.readString(this.base.resolve(NAME))).contains("key = 2");
			assertThat(store.monitor().probe().findings()).extracting(ProbeReport.Finding::check)
				.doesNotContain("lock-suffix");
		}
	}

	private FileConfigStore builder(LockStrategy strategy) {
		return FileConfigStore.builder(this.base)
			.lockStrategy(strategy)
			.lockLocation(LockLocation.SIBLING)
			.lockSuffix(".lock")
			.open();
	}

}
