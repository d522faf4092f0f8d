package io.safeconfig.mount;

import java.nio.file.Path;

import io.safeconfig.ConfigFileRepository;
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
