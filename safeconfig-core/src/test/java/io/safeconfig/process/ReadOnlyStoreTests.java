package io.safeconfig.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.safeconfig.ConfigFileRepository;
import io.safeconfig.ConfigStorageException;
import io.safeconfig.ConfigTransaction;
import io.safeconfig.ConfigTransactionOptions;
import io.safeconfig.FileState;
import io.safeconfig.Tools;
import io.safeconfig.mount.MountedFileSystem;
import io.safeconfig.store.file.FileConfigStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Stores that only read. */
@Timeout(300)
class ReadOnlyStoreTests {

	private static final String SETTING = "safeconfig.read-only=true";

	@TempDir
	Path directory;

	private static FileConfigStore open(Path base) {
		return FileConfigStore.builder(base).readOnly(true).open();
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void aReadOnlyMountIsReadAndEveryChangeIsRefused() throws Exception {
		try (MountedFileSystem mounted = MountedFileSystem.mount(MountedFileSystem.Type.EXT4, this.directory)) {
			Path base = mounted.path();
			Files.writeString(base.resolve("a.properties"), "n=1\n");
			Tools.run("mount", "-o", "remount,ro", base.toString());
			assertThatExceptionOfType(ConfigStorageException.class).isThrownBy(() -> FileConfigStore.open(base));
			try (FileConfigStore store = open(base)) {
				ConfigFileRepository files = ConfigFileRepository.using(store);
				assertThat(files.get("a.properties").getInt("n")).isEqualTo(1);
				assertThat(files.list()).containsExactly("a.properties");
				assertThat(files.readAll(List.of("a.properties", "b.properties"))).containsOnlyKeys("a.properties");
				try (ConfigTransaction transaction = files.begin(ConfigTransactionOptions.DEFAULT.asReadOnly())) {
					assertThat(transaction.get("a.properties").getInt("n")).isEqualTo(1);
					transaction.commit();
				}
				assertThatExceptionOfType(ConfigStorageException.class)
					.isThrownBy(() -> files.update("a.properties", (document) -> document.set("n", 2)))
					.withMessageContaining(SETTING)
					.satisfies((ex) -> assertThat(ex.state()).isEqualTo(FileState.UNCHANGED));
				assertThatExceptionOfType(ConfigStorageException.class).isThrownBy(() -> files.create("c.txt", "new"))
					.withMessageContaining(SETTING);
				assertThatExceptionOfType(ConfigStorageException.class)
					.isThrownBy(() -> store.monitor().clearStaleLock("a.properties"))
					.withMessageContaining(SETTING);
				assertThat(store.monitor().check().problem()).isNull();
				assertThat(store.monitor().locks()).isEmpty();
				assertThat(store.monitor().journals()).isEmpty();
				assertThat(store.monitor().probe().describe()).contains("nothing is written");
			}
		}
	}

	@Test
	void nothingIsCreated() throws IOException {
		Path base = this.directory.resolve("base");
		assertThatExceptionOfType(ConfigStorageException.class).isThrownBy(() -> open(base))
			.withMessageContaining("does not exist");
		Files.createDirectory(base);
		try (FileConfigStore store = open(base)) {
			assertThat(store.list()).isEmpty();
			assertThat(store.read("a.txt")).isEmpty();
			assertThat(store.monitor().check().problem()).isNull();
		}
		try (Stream<Path> all = Files.list(base)) {
			assertThat(all).isEmpty();
		}
	}

	/** What is past its commit point is committed, although nobody has finished it. */
	@Test
	void anUnfinishedCommitIsReadAsAWholeAndLeftToOthers() throws Exception {
		Scenario scenario = Scenario.TWO;
		scenario.seed(this.directory);
		try (ChildProcess child = ChildProcess.silentJavaUnder(List.of(), Committer.class, this.directory, scenario,
				"pause", 2)) {
			child.expect("pause before rename");
			child.kill();
		}
		String onDisk = new TreeMap<>(scenario.onDisk(this.directory)).toString();
		try (FileConfigStore store = open(this.directory)) {
			ConfigFileRepository files = ConfigFileRepository.using(store);
			assertThat(scenario.oneByOne(files, new ArrayList<>(scenario.names()))).isEqualTo(scenario.after());
			assertThat(scenario.together(files)).isEqualTo(scenario.after());
		}
		assertThat(new TreeMap<>(scenario.onDisk(this.directory))).hasToString(onDisk);
		assertThat(Scenario.leftovers(this.directory)).anyMatch((name) -> name.endsWith(".journal"));
	}

}
