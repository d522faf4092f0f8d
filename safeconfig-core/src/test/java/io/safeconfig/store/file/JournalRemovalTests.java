package io.safeconfig.store.file;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.safeconfig.CommitOutcomeUnknownException;
import io.safeconfig.ConfigFileRepository;
import io.safeconfig.ConfigStorageException;
import io.safeconfig.ConfigTransaction;
import io.safeconfig.os.Interception;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A journal that is gone, but not durably: it could come back with a power failure and
 * undo a later change, unless the next holder of a lock makes its removal durable first.
 */
class JournalRemovalTests {

	@TempDir
	Path base;

	private Interception interception = (operation, path) -> {
	};

	private ConfigFileRepository files;

	@BeforeEach
	void open() {
		Interception delegating = (operation, path) -> this.interception.before(operation, path);
		this.files = ConfigFileRepository.using(FileConfigStore.builder(this.base).open(delegating.platform()));
		this.files.save("a", "old");
		this.files.save("b", "old");
	}

	@Test
	void isRememberedAfterACommit() throws IOException {
		this.interception = this::failToForceTheEmptyDirectory;
		commit();
		assertTheNextChangeForcesTheDirectory();
	}

	@Test
	void isRememberedAfterARecovery() throws IOException {
		this.interception = (operation, path) -> {
			if (operation.equals("rename") && path.toString().endsWith(".sctmp")) {
				throw new FileSystemException(path.toString(), null, "planted fault");
			}
		};
		assertThatExceptionOfType(CommitOutcomeUnknownException.class).isThrownBy(this::commit);
		this.interception = this::failToForceTheEmptyDirectory;
		assertThatExceptionOfType(ConfigStorageException.class).isThrownBy(() -> this.files.save("a", "newer"));
		assertThat(this.base.resolve("a")).hasContent("new");
		assertTheNextChangeForcesTheDirectory();
	}

	private void failToForceTheEmptyDirectory(String operation, Path path) throws IOException {
		if (operation.equals("forceDirectory") && path.endsWith("journal") && isEmpty(path)) {
			throw new FileSystemException(path.toString(), null, "planted fault");
		}
	}

	private static boolean isEmpty(Path directory) throws IOException {
		try (Stream<Path> entries = Files.list(directory)) {
			return entries.findAny().isEmpty();
		}
	}

	private void commit() {
		try (ConfigTransaction transaction = this.files.begin()) {
			transaction.save("a", "new");
			transaction.save("b", "new");
			transaction.commit();
		}
	}

	private void assertTheNextChangeForcesTheDirectory() throws IOException {
		List<Path> forced = new ArrayList<>();
		this.interception = (operation, path) -> {
			if (operation.equals("forceDirectory")) {
				forced.add(path.getFileName());
			}
		};
		this.files.save("a", "old");
		assertThat(forced).contains(Path.of("journal"));
		assertThat(this.base.resolve("a")).hasContent("old");
	}

}
