package io.safeconfig.store.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.safeconfig.ConfigFileRepository;
import io.safeconfig.ConfigTransaction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Who may read journals and their directory. */
@EnabledOnOs({ OS.LINUX, OS.MAC })
class JournalAccessTests {

	@TempDir
	Path base;

	private ConfigFileRepository files;

	@BeforeEach
	void open() throws IOException {
		setMode(this.base, 0770);
		this.files = ConfigFileRepository.using(FileConfigStore.open(this.base));
	}

	@Test
	void aJournalIsForItsOwnerAlone() throws IOException {
		try (ConfigTransaction transaction = change()) {
			transaction.prepare();
			try (Stream<Path> journals = Files.list(this.base.resolve(".safeconfig/journal"))) {
				List<Path> found = journals.toList();
				assertThat(found).hasSize(1);
				assertThat(mode(found.get(0))).isEqualTo(0600);
			}
		}
	}

	@Test
	void theDirectoryOfJournalsIsForWhoeverMayUseTheBaseDirectory() throws IOException {
		commit();
		assertThat(mode(this.base.resolve(".safeconfig/journal"))).isEqualTo(0770);
	}

	@Test
	void whatSomebodyHasClosedIsNotOpened() throws IOException {
		this.files.save("a", "1");
		setMode(this.base.resolve(".safeconfig"), 0700);
		commit();
		commit();
		assertThat(mode(this.base.resolve(".safeconfig"))).isEqualTo(0700);
		setMode(this.base.resolve(".safeconfig/journal"), 0700);
		this.files = ConfigFileRepository.using(FileConfigStore.open(this.base));
		commit();
		assertThat(mode(this.base.resolve(".safeconfig/journal"))).isEqualTo(0700);
	}

	private void commit() {
		try (ConfigTransaction transaction = change()) {
			transaction.commit();
		}
	}

	private ConfigTransaction change() {
		ConfigTransaction transaction = this.files.begin();
		for (String name : List.of("a", "b")) {
			String content = transaction.find(name).map((file) -> file.text() + "1").orElse("1");
			transaction.save(name, content);
		}
		return transaction;
	}

	private static int mode(Path path) throws IOException {
		return (int) Files.getAttribute(path, "unix:mode") & 07777;
	}

	private static void setMode(Path path, int mode) throws IOException {
		Files.setAttribute(path, "unix:mode", mode);
	}

}
