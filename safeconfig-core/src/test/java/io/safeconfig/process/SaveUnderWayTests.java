package io.safeconfig.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.safeconfig.ConfigConflictException;
import io.safeconfig.ConfigFileListener;
import io.safeconfig.ConfigFileRepository;
import io.safeconfig.ConfigTransaction;
import io.safeconfig.FileState;
import io.safeconfig.Tools;
import io.safeconfig.os.FileOperations;
import io.safeconfig.os.Interception;
import io.safeconfig.os.PlainFiles;
import io.safeconfig.os.Platform;
import io.safeconfig.store.file.FileConfigStore;
import io.safeconfig.store.file.StoreOverPlatform;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Programs that overwrite a file in place, slowly, while it is read and changed here:
 * with read leases, and as a JVM without native access sees them.
 */
@Timeout(300)
@EnabledOnOs(OS.LINUX)
class SaveUnderWayTests {

	private static final String NAME = "a.properties";

	private static final String WHOLE = "n=1\nrest=whole\n";

	@TempDir
	Path base;

	private Path file;

	private final BlockingQueue<Path> copies = new LinkedBlockingQueue<>();

	/** Called before each operation on the file itself. */
	private volatile Interception before = (operation, path) -> {
	};

	private SlowSaver saver;

	/** How writers are seen. */
	enum Sight {

		LEASES, TIME_STAMPS

	}

	@BeforeEach
	void seed() throws Exception {
		this.file = this.base.resolve(NAME);
		Files.writeString(this.file, "n=0\nrest=old\n");
		this.saver = new SlowSaver(this.file);
	}

	@AfterEach
	void endSaver() throws Exception {
		this.saver.close();
	}

	private FileConfigStore store(Sight sight) {
		Interception watching = (operation, path) -> this.before.before(operation, path);
		FileOperations files = (sight == Sight.LEASES) ? watching.overRealFiles() : PlainFiles.over(watching);
		return StoreOverPlatform.open(this.base, Platform.over(files), new ConfigFileListener() {

			@Override
			public void foreignChangePutAside(String fileName, String copy) {
				assertThat(fileName).isEqualTo(NAME);
				SaveUnderWayTests.this.copies.add(Path.of(copy));
			}

		});
	}

	private ConfigFileRepository repository(Sight sight, Duration timeout) {
		return ConfigFileRepository.using(store(sight), timeout);
	}

	/** Lets the test go on once the file was looked at so often. */
	private CountDownLatch looks(int number) {
		CountDownLatch looks = new CountDownLatch(number);
		this.before = (operation, path) -> {
			if (path.equals(this.file)) {
				looks.countDown();
			}
		};
		return looks;
	}

	@ParameterizedTest
	@EnumSource
	void anUpdateWaitsForTheRestOfTheFileAndStandsOnIt(Sight sight) throws Exception {
		ConfigFileRepository files = repository(sight, Duration.ofMinutes(1));
		this.saver.does("truncate", "write n=1\\n");
		CountDownLatch looks = looks(10);
		CompletableFuture<Void> update = CompletableFuture
			.runAsync(() -> files.update(NAME, (document) -> document.set("n", document.getInt("n") + 1)));
		looks.await();
		assertThat(update).isNotDone();
		assertThat(this.file).hasContent("n=1\n");
		this.saver.does("write rest=whole\\n", "close");
		update.get(1, TimeUnit.MINUTES);
		assertThat(this.file).hasContent("n=2\nrest=whole\n");
		assertThat(this.copies).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void anUpdateThatHasWaitedForTooLongIsAConflictThatNamesTheWriter(Sight sight) throws Exception {
		ConfigFileRepository files = repository(sight, Duration.ofMillis(200));
		this.saver.does("truncate", "write n=1\\n");
		assertThatExceptionOfType(ConfigConflictException.class)
			.isThrownBy(() -> files.update(NAME, (document) -> document.set("n", 2)))
			.withMessageContaining("process " + this.saver.pid() + " (python3")
			.withMessageContaining("is writing to the file")
			.satisfies((ex) -> {
				assertThat(ex.state()).isEqualTo(FileState.UNCHANGED);
				assertThat(ex.theirs()).isEmpty();
			});
		assertThat(this.file).hasContent("n=1\n");
		this.saver.does("write rest=whole\\n", "close");
		files.update(NAME, (document) -> document.set("n", 2));
		assertThat(this.file).hasContent("n=2\nrest=whole\n");
	}

	@ParameterizedTest
	@EnumSource
	void aTransactionOfSeveralFilesWaitsAsWell(Sight sight) throws Exception {
		ConfigFileRepository files = repository(sight, Duration.ofMinutes(1));
		Files.writeString(this.base.resolve("b.properties"), "n=0\n");
		this.saver.does("truncate", "write n=1\\n");
		CountDownLatch looks = looks(10);
		CompletableFuture<Void> move = CompletableFuture.runAsync(() -> {
			try (ConfigTransaction transaction = files.begin()) {
				transaction.update("b.properties", (document) -> document.set("n", 5));
				transaction.update(NAME, (document) -> document.set("n", 5));
				transaction.commit();
			}
		});
		looks.await();
		assertThat(move).isNotDone();
		this.saver.does("write rest=whole\\n", "close");
		move.get(1, TimeUnit.MINUTES);
		assertThat(this.file).hasContent("n=5\nrest=whole\n");
		assertThat(this.base.resolve("b.properties")).hasContent("n=5\n");
	}

	@ParameterizedTest
	@EnumSource
	void aSaveThatBeginsWhileTheChangeIsWrittenIsAConflictWithTheWholeOfIt(Sight sight) throws Exception {
		ConfigFileRepository files = repository(sight, Duration.ofMinutes(1));
		boolean[] begun = new boolean[1];
		CompletableFuture<Void> rest = new CompletableFuture<>();
		this.before = (operation, path) -> {
			if (operation.equals("setModified") && !begun[0]) {
				begun[0] = true;
				step(() -> this.saver.does("truncate", "write n=1\\n"));
				CountDownLatch looks = looks(10);
				rest.completeAsync(() -> {
					step(() -> {
						looks.await();
						this.saver.does("write rest=whole\\n", "close");
					});
					return null;
				});
			}
		};
		assertThatExceptionOfType(ConfigConflictException.class)
			.isThrownBy(() -> files.update(NAME, (document) -> document.set("n", 7)))
			.satisfies((ex) -> assertThat(ex.theirs()).contains(files.get(NAME).version()));
		rest.get(1, TimeUnit.MINUTES);
		assertThat(this.file).hasContent(WHOLE);
		assertThat(this.copies).isEmpty();
	}

	@Test
	void aWriterThatWaitsInTheSystemWhileTheFileIsReplacedIsPutAside() throws Exception {
		Tools.requireRoot(); // else nobody tells that it waits
		try (FileConfigStore store = store(Sight.LEASES)) {
			this.before = (operation, path) -> {
				// not the one that puts the copy of the old file beside it
				if (operation.equals("rename") && path.toString().endsWith(".sctmp")) {
					this.before = (later, ignored) -> {
					};
					step(() -> this.saver.begins("truncate"));
					awaitBlockedWriter();
				}
			};
			ConfigFileRepository files = ConfigFileRepository.using(store);
			files.update(NAME, (document) -> document.set("n", 7));
			this.saver.ends("truncate");
			this.saver.does("write n=1\\n", "write rest=whole\\n", "close");
			assertPutAside(store, files);
		}
	}

	@Test
	void aWriterThatNobodyCouldSeeIsPutAside() throws Exception {
		try (FileConfigStore store = store(Sight.TIME_STAMPS)) {
			ConfigFileRepository files = ConfigFileRepository.using(store);
			files.update(NAME, (document) -> document.set("n", 6));
			this.saver.does("open");
			files.update(NAME, (document) -> document.set("n", 7));
			this.saver.does("cut 0", "write n=1\\n", "write rest=whole\\n", "close");
			assertPutAside(store, files);
		}
	}

	/** At the latest moment that there is, as sed -i and most editors do it. */
	private void saveByRenameBeforeTheReplacement(String content) {
		this.before = (operation, path) -> {
			if (operation.equals("rename") && path.toString().endsWith(".sctmp")) {
				this.before = (later, ignored) -> {
				};
				Path other = Files.writeString(this.base.resolve("sedABCDEF"), content);
				Files.move(other, this.file, StandardCopyOption.ATOMIC_MOVE);
			}
		};
	}

	@Test
	void aSaveByRenameRightBeforeTheReplacementIsAConflictAndStays() throws Exception {
		ConfigFileRepository files = repository(Sight.LEASES, Duration.ofMinutes(1));
		files.update(NAME, (document) -> document.set("n", 6));
		saveByRenameBeforeTheReplacement(WHOLE);
		assertThatExceptionOfType(ConfigConflictException.class)
			.isThrownBy(() -> files.update(NAME, (document) -> document.set("n", 7)))
			.satisfies((ex) -> assertThat(ex.theirs()).contains(files.get(NAME).version()));
		assertThat(this.file).hasContent(WHOLE);
		assertThat(this.copies).isEmpty();
		assertThat(this.base).isDirectoryNotContaining((path) -> path.toString().endsWith(".sctmp"));
		files.update(NAME, (document) -> document.set("n", 7));
		assertThat(this.file).hasContent("n=7\nrest=whole\n");
	}

	@Test
	void aSaveByRenameAfterTheCommitPointOfATransactionStaysAsTheLaterOne() throws Exception {
		ConfigFileRepository files = repository(Sight.LEASES, Duration.ofMinutes(1));
		files.create("b.properties", "n=0\n");
		saveByRenameBeforeTheReplacement(WHOLE);
		try (ConfigTransaction transaction = files.begin()) {
			transaction.update(NAME, (document) -> document.set("n", 7));
			transaction.update("b.properties", (document) -> document.set("n", 7));
			transaction.commit();
		}
		assertThat(this.file).hasContent(WHOLE);
		assertThat(this.base.resolve("b.properties")).hasContent("n=7\n");
		assertThat(this.base).isDirectoryNotContaining((path) -> path.toString().endsWith(".sctmp"));
	}

	/**
	 * Neither is a change of what the transaction wrote, so neither undoes a part of it.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "touch", "chmod", "save again" })
	void noAttributeThatChangesAfterTheCommitPointLeavesATransactionHalf(String change) throws Exception {
		ConfigFileRepository files = repository(Sight.LEASES, Duration.ofMinutes(1));
		files.create("b.properties", "n=0\n");
		this.before = (operation, path) -> {
			if (operation.equals("rename") && path.toString().endsWith(".sctmp")) {
				this.before = (later, ignored) -> {
				};
				step(() -> change(change));
			}
		};
		try (ConfigTransaction transaction = files.begin()) {
			transaction.update(NAME, (document) -> document.set("n", 7));
			transaction.update("b.properties", (document) -> document.set("n", 7));
			transaction.commit();
		}
		assertThat(this.file).hasContent("n=7\nrest=old\n");
		assertThat(this.base.resolve("b.properties")).hasContent("n=7\n");
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(this.file)))
			.isEqualTo(change.equals("chmod") ? "rw-r-----" : "rw-r--r--");
		assertThat(this.base).isDirectoryNotContaining((path) -> path.toString().endsWith(".sctmp"));
	}

	private void change(String change) throws Exception {
		switch (change) {
			case "touch" -> Files.setLastModifiedTime(this.file, FileTime.fromMillis(0));
			case "chmod" -> Files.setPosixFilePermissions(this.file, PosixFilePermissions.fromString("rw-r-----"));
			default -> {
				Path same = Files.copy(this.file, this.base.resolve("sedABCDEF"));
				Files.move(same, this.file, StandardCopyOption.ATOMIC_MOVE);
			}
		}
	}

	@Test
	void aFileThatIsRemovedCanBeCreatedAgainHoweverBusyItsDirectoryIs() throws Exception {
		ConfigFileRepository files = repository(Sight.LEASES, Duration.ofSeconds(2));
		assertThat(files.exists(NAME)).isTrue();
		Files.delete(this.file);
		this.before = (operation, path) -> {
			if (operation.equals("stat") && path.equals(this.base)) {
				Files.setLastModifiedTime(this.base, FileTime.from(Instant.now()));
			}
		};
		assertThat(files.find(NAME)).isEmpty();
		files.create(NAME, "n=1\n");
		assertThat(this.file).hasContent("n=1\n");
	}

	@Test
	void whoReadsFilesTogetherIsToldWhoWritesOneOfThem() throws Exception {
		ConfigFileRepository files = repository(Sight.LEASES, Duration.ofMillis(50));
		files.create("b.properties", "n=0\n");
		assertThat(files.get(NAME).getInt("n")).isZero();
		this.saver.does("truncate", "write n=1\\n");
		assertThatExceptionOfType(ConfigConflictException.class)
			.isThrownBy(() -> files.readAll(List.of(NAME, "b.properties")))
			.withMessageContaining("is writing to the file");
	}

	private void assertPutAside(FileConfigStore store, ConfigFileRepository files) throws Exception {
		Path copy = this.copies.poll(1, TimeUnit.MINUTES);
		assertThat(copy).hasContent(WHOLE);
		assertThat(this.file).hasContent("n=7\nrest=old\n");
		assertThat(store.monitor().check().putAside()).containsExactly(copy.getFileName().toString());
		assertThat(files.list()).containsExactly(NAME);
		assertThat(Files.getPosixFilePermissions(copy)).isEqualTo(Files.getPosixFilePermissions(this.file));
		Files.delete(copy);
		assertThat(store.monitor().check().putAside()).isEmpty();
	}

	private void awaitBlockedWriter() {
		Path where = Path.of("/proc", Long.toString(this.saver.pid()), "wchan");
		step(() -> {
			while (!Files.readString(where).contains("break_lease")) {
				Thread.onSpinWait();
			}
		});
	}

	@ParameterizedTest
	@EnumSource
	void aReaderGetsWhatWasThereBeforeTheSaveBegan(Sight sight) throws Exception {
		ConfigFileRepository files = repository(sight, Duration.ofMinutes(1));
		assertThat(files.get(NAME).getString("rest")).isEqualTo("old");
		this.saver.does("truncate", "write n=1\\n");
		assertThat(files.get(NAME).getString("rest")).isEqualTo("old");
		assertThat(files.get(NAME).getInt("n")).isZero();
		this.saver.does("write rest=whole\\n", "close");
		assertThat(files.get(NAME).text()).isEqualTo(WHOLE);
	}

	@ParameterizedTest
	@EnumSource
	void aReaderWhoKnowsNothingElseWaitsForTheRest(Sight sight) throws Exception {
		ConfigFileRepository files = repository(sight, Duration.ofMinutes(1));
		this.saver.does("truncate", "write n=1\\n");
		CountDownLatch looks = looks(6);
		CompletableFuture<String> read = CompletableFuture.supplyAsync(() -> files.get(NAME).text());
		looks.await();
		this.saver.does("write rest=whole\\n", "close");
		assertThat(read.get(1, TimeUnit.MINUTES)).isEqualTo(WHOLE);
	}

	@Test
	void aWriterThatOnlyHoldsTheFileOpenForEverHidesNothing() throws Exception {
		ConfigFileRepository files = repository(Sight.LEASES, Duration.ofMinutes(1));
		this.saver.does("truncate", "write n=1\\n");
		assertThat(files.get(NAME).text()).isEqualTo("n=1\n");
	}

	/** A step that cannot fail but by a mistake of the test. */
	@FunctionalInterface
	private interface Step {

		void run() throws Exception;

	}

	private static void step(Step step) {
		try {
			step.run();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

}
