package io.safeconfig.store.file;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.safeconfig.CommitOutcomeUnknownException;
import io.safeconfig.ConfigFileException;
import io.safeconfig.ConfigFileRepository;
import io.safeconfig.ConfigStorageException;
import io.safeconfig.ConfigTransaction;
import io.safeconfig.ConfigTransactionOptions;
import io.safeconfig.FileState;
import io.safeconfig.os.Interception;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Lets file operations fail at each step of a commit of several files. */
@EnabledOnOs({ OS.LINUX, OS.MAC })
class TransactionFaultTests {

	private static final Interception NOTHING = (operation, path) -> {
	};

	private static final String OLD = "a=old b=old c=-";

	private static final String NEW = "a=new b=- c=new";

	@TempDir
	Path base;

	private volatile Interception interception = NOTHING;

	private ConfigFileRepository files;

	@BeforeEach
	void open() throws IOException {
		reset();
		Interception delegating = (operation, path) -> this.interception.before(operation, path);
		this.files = ConfigFileRepository.using(FileConfigStore.builder(this.base).open(delegating.platform()));
		commit(); // creates what is created once
		reset();
	}

	private void reset() throws IOException {
		try (Stream<Path> all = Files.walk(this.base)) {
			for (Path path : all.filter((file) -> file.toString().contains(".sctmp") || isInJournal(file))
				.sorted(Comparator.reverseOrder())
				.toList()) {
				Files.deleteIfExists(path);
			}
		}
		Files.createDirectories(this.base.resolve("sub"));
		Files.writeString(this.base.resolve("a"), "old");
		Files.writeString(this.base.resolve("sub/b"), "old");
		Files.deleteIfExists(this.base.resolve("new/c"));
		Files.deleteIfExists(this.base.resolve("new"));
	}

	private static boolean isInJournal(Path file) {
		return Files.isRegularFile(file) && file.getParent().endsWith("journal");
	}

	private void commit() {
		try (ConfigTransaction transaction = begin()) {
			transaction.commit();
		}
	}

	private ConfigTransaction begin() {
		ConfigTransaction transaction = this.files
			.begin(ConfigTransactionOptions.DEFAULT.withFiles("a", "sub/b", "new/c"));
		boolean begun = false;
		try {
			transaction.save("a", "new");
			transaction.delete("sub/b");
			transaction.create("new/c", "new");
			begun = true;
			return transaction;
		}
		finally {
			if (!begun) {
				transaction.close();
			}
		}
	}

	private String onDisk() {
		return Stream.of("a", "sub/b", "new/c")
			.map((name) -> Path.of(name).getFileName() + "=" + contentOf(this.base.resolve(name)))
			.reduce((left, right) -> left + " " + right)
			.orElseThrow();
	}

	private static String contentOf(Path file) {
		try {
			return Files.exists(file) ? Files.readString(file) : "-";
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private String asRead() {
		return Stream.of("a", "sub/b", "new/c")
			.map((name) -> Path.of(name).getFileName() + "="
					+ this.files.find(name).map((file) -> file.text()).orElse("-"))
			.reduce((left, right) -> left + " " + right)
			.orElseThrow();
	}

	private List<String> leftovers() throws IOException {
		try (Stream<Path> all = Files.walk(this.base)) {
			return all.filter((file) -> file.toString().endsWith(".sctmp") || isInJournal(file))
				.map(Path::toString)
				.toList();
		}
	}

	/** Lets one call fail, or two, and nothing else. */
	private static final class FailAt implements Interception {

		private final AtomicInteger count = new AtomicInteger();

		private final Set<String> operations;

		private final Set<Integer> steps;

		private final List<String> failed = new ArrayList<>();

		private FailAt(Set<String> operations, Set<Integer> steps) {
			this.operations = operations;
			this.steps = steps;
		}

		@Override
		public synchronized void before(String operation, Path path) throws IOException {
			if (this.operations.contains(operation) && this.steps.contains(this.count.incrementAndGet())) {
				this.failed.add(operation + " " + path);
				throw new FileSystemException(path.toString(), null, "planted fault");
			}
		}

	}

	private boolean holdsAt(Set<String> operations, Set<Integer> steps) throws IOException {
		FailAt failure = new FailAt(operations, steps);
		this.interception = failure;
		ConfigFileException error = null;
		try {
			commit();
		}
		catch (ConfigFileException ex) {
			error = ex;
		}
		this.interception = NOTHING;
		String description = steps + " " + failure.failed + " -> " + error;
		FileState state = (error != null) ? error.state() : FileState.CHANGED;
		String read = asRead(); // finishes what is to be finished
		assertThat(read).as(description).isIn(OLD, NEW);
		if (state != FileState.UNKNOWN) {
			assertThat(read).as(description).isEqualTo((state == FileState.CHANGED) ? NEW : OLD);
		}
		FileConfigStore.open(this.base).close();
		assertThat(onDisk()).as(description).isEqualTo(read);
		if (failure.failed.stream().noneMatch((call) -> call.startsWith("delete"))) {
			assertThat(leftovers()).as(description).isEmpty();
			assertThat(this.base.resolve("new").toFile().exists()).as(description).isEqualTo(read.equals(NEW));
		}
		reset();
		return !failure.failed.isEmpty();
	}

	@Test
	void whicheverChangeFailsTheErrorSaysWhatIsTrueOfAllFiles() throws IOException {
		int step = 1;
		while (holdsAt(Interception.CHANGING, Set.of(step))) {
			step++;
		}
		assertThat(step).isBetween(30, 200);
	}

	@Test
	void whicheverLookFailsTheErrorSaysWhatIsTrueOfAllFiles() throws IOException {
		Set<String> looking = Set.of("stat", "read", "list", "readLink", "realPath", "requireRemovable");
		int step = 1;
		while (holdsAt(looking, Set.of(step))) {
			step++;
		}
		assertThat(step).isBetween(50, 1000);
	}

	@Test
	void whicheverTwoChangesFailTheErrorSaysWhatIsTrueOfAllFiles() throws IOException {
		for (int distance = 1; distance <= 6; distance++) {
			int step = 1;
			while (holdsAt(Interception.CHANGING, Set.of(step, step + distance))) {
				step++;
			}
		}
	}

	@Test
	void aPreparationThatFailedIsNotCommittedInPart() throws IOException {
		int step = 1;
		boolean failed = true;
		while (failed) {
			FailAt failure = new FailAt(Interception.CHANGING, Set.of(step));
			try (ConfigTransaction transaction = begin()) {
				this.interception = failure;
				try {
					transaction.prepare();
				}
				catch (ConfigStorageException ex) {
					assertThat(onDisk()).as("%s", failure.failed).isEqualTo(OLD);
				}
				this.interception = NOTHING;
				transaction.commit();
			}
			assertThat(onDisk()).as("%s", failure.failed).isEqualTo(NEW);
			failed = !failure.failed.isEmpty();
			reset();
			step++;
		}
		assertThat(step).isGreaterThan(10);
	}

	@Test
	void aRefusedPreparationLeavesNothing() throws IOException {
		try (ConfigTransaction transaction = begin()) {
			this.interception = new FailAt(Set.of("force"), Set.of(2));
			assertThatExceptionOfType(ConfigStorageException.class).isThrownBy(transaction::prepare);
			assertThat(leftovers()).isEmpty();
			assertThat(this.base.resolve("new")).doesNotExist();
		}
	}

	@Test
	void newDirectoriesOfSeveralFilesGoWithThem() {
		try (ConfigTransaction transaction = this.files.begin()) {
			transaction.create("new/c", "1");
			transaction.create("new/d", "2");
			transaction.create("new/deep/e", "3");
			transaction.prepare();
		}
		assertThat(this.base.resolve("new")).doesNotExist();
	}

	@Test
	void aFileThatCannotBeLookedAtAfterTheCommitPointIsPending() throws IOException {
		this.interception = (operation, path) -> {
			if (operation.equals("rename") && path.toString().endsWith(".tmp")) {
				Files.delete(this.base.resolve("sub/b"));
				Files.writeString(this.base.resolve("sub/b"), "x".repeat(11 * 1024 * 1024));
			}
		};
		assertThatExceptionOfType(CommitOutcomeUnknownException.class).isThrownBy(this::commit)
			.satisfies((ex) -> assertThat(ex.state()).isEqualTo(FileState.CHANGED))
			.withMessageNotContaining("Nothing was changed");
		this.interception = NOTHING;
		assertThat(this.base.resolve("a")).hasContent("new");
		assertThat(this.base.resolve("new/c")).hasContent("new");
	}

	@Test
	void aRemovalThatIsRefusedAfterTheCommitPointSaysWhyAndIsFinishedLater() {
		this.interception = (operation, path) -> {
			if (operation.equals("delete") && path.endsWith("sub/b")) {
				throw new FileSystemException(path.toString(), null, "Operation not permitted");
			}
		};
		assertThatExceptionOfType(CommitOutcomeUnknownException.class).isThrownBy(this::commit)
			.withMessageContaining("'sub/b' could not be removed")
			.withMessageContaining("sticky")
			.withMessageNotContaining("Check the disk");
		assertThatExceptionOfType(ConfigStorageException.class).isThrownBy(() -> this.files.save("a", "later"))
			.withMessageContaining("sticky");
		this.interception = NOTHING;
		this.files.save("a", "later");
		assertThat(onDisk()).isEqualTo("a=later b=- c=new");
	}

	@Test
	void aDirectoryMadeAfterTheCommitPointIsLeft() throws IOException {
		this.interception = (operation, path) -> {
			if (operation.equals("rename") && path.toString().endsWith(".tmp")) {
				Files.createDirectory(this.base.resolve("new/c"));
			}
		};
		commit();
		assertThat(this.base.resolve("a")).hasContent("new");
		assertThat(this.base.resolve("new/c")).isDirectory();
		assertThat(leftovers()).isEmpty();
	}

	/** As if the process had died right after its commit point. */
	private void dieAfterCommitPoint() {
		this.interception = (operation, path) -> {
			if ((operation.equals("rename") || operation.equals("delete")) && !path.getParent().endsWith("journal")
					&& !path.toString().contains(".owner") && !path.getFileName().toString().equals("copy")
					&& hasCommitted()) {
				throw new IOException("died");
			}
		};
		assertThatExceptionOfType(CommitOutcomeUnknownException.class).isThrownBy(this::commit);
		this.interception = NOTHING;
		assertThat(onDisk()).isEqualTo(OLD);
	}

	private boolean hasCommitted() throws IOException {
		return leftovers().stream().anyMatch((file) -> file.endsWith(".journal"));
	}

	@Test
	void aFailedLookDuringTheRecoveryDropsNoCommit() throws IOException {
		int step = 1;
		boolean failed = true;
		while (failed) {
			dieAfterCommitPoint();
			FailAt failure = new FailAt(Set.of("stat", "read", "list", "readLink"), Set.of(step));
			this.interception = failure;
			try {
				assertThat(asRead()).as("%s", failure.failed).isEqualTo(NEW);
			}
			catch (ConfigFileException ex) {
				assertThat(ex.state()).isEqualTo(FileState.UNCHANGED);
			}
			this.interception = NOTHING;
			assertThat(asRead()).as("%s", failure.failed).isEqualTo(NEW);
			assertThat(onDisk()).as("%s", failure.failed).isEqualTo(NEW);
			failed = !failure.failed.isEmpty();
			reset();
			step++;
		}
	}

	@Test
	void aFailureOfTheRecoveryIsNoneOfTheChangeThatWaitsForIt() throws IOException {
		int step = 1;
		boolean failed = true;
		while (failed) {
			dieAfterCommitPoint();
			FailAt failure = new FailAt(Set.of("forceDirectory", "force", "rename", "stat", "read", "list"),
					Set.of(step));
			this.interception = failure;
			ConfigFileException error = null;
			try {
				this.files.save("a", "later");
			}
			catch (ConfigFileException ex) {
				error = ex;
			}
			this.interception = NOTHING;
			boolean changed = this.files.get("a").text().equals("later");
			if (error == null || error.state() != FileState.UNKNOWN) {
				assertThat(changed).as("%s: %s", failure.failed, error)
					.isEqualTo(error == null || error.state() == FileState.CHANGED);
			}
			FileConfigStore.open(this.base).close();
			assertThat(this.base.resolve("sub/b")).as("%s", failure.failed).doesNotExist();
			assertThat(this.base.resolve("new/c")).as("%s", failure.failed).hasContent("new");
			failed = !failure.failed.isEmpty();
			reset();
			step++;
		}
	}

}
