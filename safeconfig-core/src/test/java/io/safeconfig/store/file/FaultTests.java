package io.safeconfig.store.file;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.safeconfig.CommitOutcomeUnknownException;
import io.safeconfig.ConfigConflictException;
import io.safeconfig.ConfigFileException;
import io.safeconfig.ConfigFileRepository;
import io.safeconfig.ConfigStorageException;
import io.safeconfig.FileState;
import io.safeconfig.LockLostException;
import io.safeconfig.os.Interception;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Lets file operations fail, and other writers act, at each step of a change. */
class FaultTests {

	@TempDir
	Path base;

	private Interception interception = (operation, path) -> {
	};

	private ConfigFileRepository files;

	@BeforeEach
	void open() throws IOException {
		Files.writeString(this.base.resolve("a.properties"), "a=old\n");
		Interception delegating = (operation, path) -> this.interception.before(operation, path);
		this.files = ConfigFileRepository.using(FileConfigStore.builder(this.base).open(delegating.platform()));
	}

	/** The changes that are tried. */
	enum Change {

		UPDATE((files) -> files.update("a.properties", (document) -> document.set("a", "new"))),

		CREATE((files) -> files.create("new/sub/b.properties", "b=new\n")),

		DELETE((files) -> files.delete("a.properties"));

		private final Consumer<ConfigFileRepository> call;

		Change(Consumer<ConfigFileRepository> call) {
			this.call = call;
		}

	}

	@ParameterizedTest
	@EnumSource
	void whateverFailsTheErrorSaysWhatIsTrue(Change change) throws IOException {
		List<String> steps = new ArrayList<>();
		Path state = this.base.resolve("a.properties");
		Path created = this.base.resolve("new");
		for (int step = 1; step <= 100; step++) {
			FailAt failure = new FailAt(step);
			this.interception = failure;
			ConfigFileException error = null;
			try {
				change.call.accept(this.files);
			}
			catch (ConfigFileException ex) {
				error = ex;
			}
			this.interception = (operation, path) -> {
			};
			steps.add(failure.failed + " -> " + ((error != null) ? error.state() : "done"));
			boolean changed = !Files.exists(state) || !Files.readString(state).equals("a=old\n")
					|| Files.exists(created.resolve("sub/b.properties"));
			assertThat(changed).as("%s", steps).isEqualTo(error == null || error.state() == FileState.CHANGED);
			if (error != null && error.state() == FileState.UNCHANGED && !failure.failed.startsWith("delete")) {
				assertThat(created).as("%s", steps).doesNotExist();
			}
			if (!failure.failed.startsWith("delete")) {
				assertThat(temps()).as("%s", steps).isEmpty();
			}
			if (failure.failed.isEmpty()) {
				assertThat(error).isNull();
				assertThat(steps).hasSizeGreaterThan(5);
				return;
			}
			reset(state, created);
		}
		throw new AssertionError("A change has fewer than 100 steps: " + steps);
	}

	private void reset(Path state, Path created) throws IOException {
		Files.writeString(state, "a=old\n");
		Files.deleteIfExists(created.resolve("sub/b.properties"));
		Files.deleteIfExists(created.resolve("sub"));
		Files.deleteIfExists(created);
		for (Path temp : temps()) {
			Files.delete(temp);
		}
	}

	/** Lets one call fail, and not the clearing away that follows. */
	private static final class FailAt implements Interception {

		private int left;

		private String failed = "";

		private FailAt(int step) {
			this.left = step;
		}

		@Override
		public void before(String operation, Path path) throws IOException {
			if (Interception.CHANGING.contains(operation) && --this.left == 0) {
				this.failed = operation + " " + path.getFileName();
				throw new FileSystemException(path.toString(), null, "planted fault");
			}
		}

	}

	@Test
	void aFailedFsyncOfTheContentChangesNothing() {
		failOn("force");
		assertThatExceptionOfType(ConfigStorageException.class).isThrownBy(this::update)
			.satisfies((ex) -> assertThat(ex.state()).isEqualTo(FileState.UNCHANGED));
		assertThat(this.base.resolve("a.properties")).hasContent("a=old\n");
	}

	@Test
	void aFailedFsyncOfTheDirectoryIsAChangeOfUnknownDurability() {
		failOn("forceDirectory");
		assertThatExceptionOfType(CommitOutcomeUnknownException.class).isThrownBy(this::update).satisfies((ex) -> {
			assertThat(ex.state()).isEqualTo(FileState.CHANGED);
			assertThat(ex.isRetrySafe()).isFalse();
		});
		assertThat(this.base.resolve("a.properties")).hasContent("a=new\n");
	}

	@Test
	void aRenameWhoseAnswerWasLostIsOfUnknownOutcome() {
		this.interception = (operation, path) -> {
			if (operation.equals("rename") && path.getFileName().toString().endsWith("sctmp")) {
				Files.move(path, this.base.resolve("a.properties"), StandardCopyOption.REPLACE_EXISTING);
				throw new IOException("no answer");
			}
		};
		assertThatExceptionOfType(CommitOutcomeUnknownException.class).isThrownBy(this::update)
			.satisfies((ex) -> assertThat(ex.state()).isEqualTo(FileState.UNKNOWN));
	}

	@Test
	void anEditByHandDuringTheCommitIsNeverOverwritten() {
		this.interception = (operation, path) -> {
			if (operation.equals("force")) {
				Files.writeString(this.base.resolve("a.properties"), "a=edited by hand\n");
			}
		};
		assertThatExceptionOfType(ConfigConflictException.class).isThrownBy(this::update).satisfies((ex) -> {
			assertThat(ex.base()).isPresent();
			assertThat(ex.ours()).isPresent();
			assertThat(ex.theirs()).contains(this.files.get("a.properties").version());
		});
		assertThat(this.base.resolve("a.properties")).hasContent("a=edited by hand\n");
		assertThat(temps()).isEmpty();
	}

	@Test
	void anEditByHandBetweenReadAndCommitIsNeverOverwritten() {
		assertThatExceptionOfType(ConfigConflictException.class)
			.isThrownBy(() -> this.files.update("a.properties", (document) -> {
				write("a=edited by hand\n");
				document.set("a", "new");
			}));
		assertThat(this.base.resolve("a.properties")).hasContent("a=edited by hand\n");
	}

	@Test
	void aFileCreatedByHandDuringACreateIsNeverOverwritten() {
		this.interception = (operation, path) -> {
			if (operation.equals("force")) {
				Files.writeString(this.base.resolve("b"), "by hand");
			}
		};
		assertThatExceptionOfType(ConfigConflictException.class).isThrownBy(() -> this.files.create("b", "ours"));
		assertThat(this.base.resolve("b")).hasContent("by hand");
	}

	@Test
	@EnabledOnOs({ OS.LINUX, OS.MAC })
	void aPermissionTakenAwayDuringTheCommitStaysAway() throws IOException {
		boolean[] once = { true };
		this.interception = (operation, path) -> {
			if (operation.equals("force") && once[0]) {
				once[0] = false;
				Files.setAttribute(this.base.resolve("a.properties"), "unix:mode", 0600);
			}
		};
		update();
		assertThat((int) Files.getAttribute(this.base.resolve("a.properties"), "unix:mode") & 07777).isEqualTo(0600);
		assertThat(this.base.resolve("a.properties")).hasContent("a=new\n");
	}

	@Test
	void aLockFileReplacedDuringTheCommitDropsTheChange() {
		Path lockFile = this.base.resolve(".safeconfig/locks/a.properties.lck");
		this.interception = (operation, path) -> {
			if (operation.equals("force")) {
				Files.delete(lockFile);
				Files.createFile(lockFile);
			}
		};
		assertThatExceptionOfType(LockLostException.class).isThrownBy(this::update)
			.satisfies((ex) -> assertThat(ex.state()).isEqualTo(FileState.UNCHANGED));
		assertThat(this.base.resolve("a.properties")).hasContent("a=old\n");
		assertThat(temps()).isEmpty();
	}

	@Test
	void aChangeThatThrowsChangesNothing() {
		assertThatExceptionOfType(ArithmeticException.class)
			.isThrownBy(() -> this.files.update("a.properties", (document) -> {
				document.set("a", "new");
				throw new ArithmeticException();
			}));
		assertThat(this.base.resolve("a.properties")).hasContent("a=old\n");
		update();
	}

	@Test
	void anUnchangedResultWritesNothing() {
		List<String> calls = new ArrayList<>();
		this.interception = (operation, path) -> calls.add(operation + " " + path.getFileName());
		this.files.update("a.properties", (document) -> document.set("a", "old"));
		assertThat(calls).noneMatch((call) -> call.contains("sctmp") || call.startsWith("rename"));
	}

	@Test
	void aChangeForcesTheFileBeforeTheRenameAndTheDirectoryAfterIt() {
		List<String> calls = new ArrayList<>();
		this.interception = (operation, path) -> {
			if (Set.of("force", "forceDirectory").contains(operation)
					|| (operation.equals("rename") && !path.endsWith("copy"))) {
				calls.add(operation);
			}
		};
		update();
		assertThat(calls).containsExactly("force", "rename", "forceDirectory");
	}

	private void update() {
		this.files.update("a.properties", (document) -> document.set("a", "new"));
	}

	private void failOn(String failing) {
		this.interception = (operation, path) -> {
			if (operation.equals(failing)) {
				throw new IOException("planted fault");
			}
		};
	}

	private void write(String content) {
		try {
			Files.writeString(this.base.resolve("a.properties"), content);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private List<Path> temps() {
		try (Stream<Path> all = Files.walk(this.base)) {
			return all.filter((path) -> path.toString().endsWith(".sctmp")).toList();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
