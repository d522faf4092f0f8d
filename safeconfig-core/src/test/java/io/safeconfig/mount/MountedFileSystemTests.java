package io.safeconfig.mount;

import java.nio.file.Files;
import java.nio.file.Path;

import io.safeconfig.ConfigFileRepository;
import io.safeconfig.ConfigTransaction;
import io.safeconfig.store.file.FileConfigStore;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Each file system that the builds can mount holds a store. */
@Timeout(120)
class MountedFileSystemTests {

	@TempDir
	Path directory;

	/** Else changes of one process would wait until those of another are old. */
	@ParameterizedTest
	@EnumSource
	void whatIsCommittedIsNeverTakenForASaveThatIsUnderWay(MountedFileSystem.Type type) throws Exception {
		try (MountedFileSystem mounted = MountedFileSystem.mount(type, this.directory);
				FileConfigStore store = FileConfigStore.open(mounted.path())) {
			ConfigFileRepository files = ConfigFileRepository.using(store);
			for (int i = 0; i < 20; i++) {
				files.save("a.properties", "k=" + i + "\n");
				assertSealed(mounted.path().resolve("a.properties"));
				try (ConfigTransaction transaction = files.begin()) {
					transaction.save("a.properties", "k=again\n");
					transaction.save("b.properties", "k=" + i + "\n");
					transaction.commit();
				}
				assertSealed(mounted.path().resolve("a.properties"));
				assertSealed(mounted.path().resolve("b.properties"));
			}
		}
	}

	private static void assertSealed(Path file) throws Exception {
		assertThat(Files.getAttribute(file, "unix:ctime")).isNotEqualTo(Files.getLastModifiedTime(file));
	}

	@ParameterizedTest
	@EnumSource
	void aChangeOnEachFileSystemIsThereAfterTheStoreIsOpenedAnew(MountedFileSystem.Type type) throws Exception {
		try (MountedFileSystem mounted = MountedFileSystem.mount(type, this.directory)) {
			try (FileConfigStore store = FileConfigStore.open(mounted.path().resolve("config"))) {
				ConfigFileRepository files = ConfigFileRepository.using(store);
				files.create("a.properties", "k=1\n");
				files.update("a.properties", (document) -> document.set("k", 2));
			}
			try (FileConfigStore store = FileConfigStore.open(mounted.path().resolve("config"))) {
				assertThat(ConfigFileRepository.using(store).get("a.properties").getInt("k")).isEqualTo(2);
			}
		}
	}

}
