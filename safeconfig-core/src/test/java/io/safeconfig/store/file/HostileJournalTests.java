package io.safeconfig.store.file;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.safeconfig.ConfigFileRepository;
import io.safeconfig.os.Interception;
import io.safeconfig.store.FileChange;
import io.safeconfig.store.LockedFiles;
import io.safeconfig.store.Revision;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What lies in the journal directory without a commit having put it there. */
@EnabledOnOs({ OS.LINUX, OS.MAC })
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileJournalTests {

	private static final String NONCE = "0123456789abcdef";

	@TempDir
	Path base;

	@TempDir
	Path outside;

	private Interception interception = (operation, path) -> {
	};

	private Path journals;

	private FileConfigStore store;

	private ConfigFileRepository files;

	@BeforeEach
	void open() throws IOException {
		this.journals = Files.createDirectories(this.base.resolve(".safeconfig/journal"));
		Files.writeString(this.base.resolve("a"), "old");
		Interception delegating = (operation, path) -> this.interception.before(operation, path);
		this.store = FileConfigStore.builder(this.base).open(delegating.platform());
		this.files = ConfigFileRepository.using(this.store, Duration.ofSeconds(2));
		this.files.save("a", "a");
	}

	private static Journal.Entry entry(String name, String before) {
		return new Journal.Entry(name, name,
				(before != null) ? Revision.of(before.getBytes(StandardCharsets.UTF_8)) : Revision.ABSENT,
				new FileChange.Write("hostile".getBytes(StandardCharsets.UTF_8)));
	}

	private Path plant(String first, Journal.Entry... entries) throws IOException {
		return plant(first, JournalFormat.encode(new Journal("hostile", List.of(entries))));
	}

	private Path plant(String first, byte[] content) throws IOException {
		return Files.write(this.journals.resolve(JournalNames.of(first, NONCE, JournalNames.COMMITTED)), content);
	}

	private void assertQuarantined() throws IOException {
		assertThat(names()).allMatch((name) -> name.endsWith(".quarantined")).hasSize(1);
	}

	private List<String> names() throws IOException {
		try (Stream<Path> all = Files.list(this.journals)) {
			return all.map((file) -> file.getFileName().toString()).toList();
		}
	}

	private void assertOfNoEffect() {
		assertThat(this.files.get("a").text()).isEqualTo("a");
		this.files.save("a", "b");
		assertThat(this.files.get("a").text()).isEqualTo("b");
		this.files.save("a", "a");
		assertThat(this.base.resolve("a")).hasContent("a");
	}

	@ParameterizedTest
	@ValueSource(strings = { "../b", "/etc/b", "b/../../c", ".safeconfig/locks/a.lck", ".b.0123456789abcdef.sctmp", "",
			"b\u0000", ".SAFECONFIG/journal/x" })
	void aNameThatNoCommitCanHaveIsQuarantined(String name) throws IOException {
		Journal.Entry[] entries = (name.compareTo("a") < 0) ? new Journal.Entry[] { entry(name, null), entry("a", "a") }
				: new Journal.Entry[] { entry("a", "a"), entry(name, null) };
		plant("a", entries);
		this.files.save("a", "b");
		assertQuarantined();
		this.files.save("a", "a");
		assertOfNoEffect();
		assertThat(this.base.getParent().resolve("b")).doesNotExist();
	}

	@Test
	void aLinkOutOfTheBaseIsNotFollowed() throws IOException {
		Files.createSymbolicLink(this.base.resolve("out"), this.outside);
		Files.writeString(this.outside.resolve("x"), "precious");
		plant("out/x", entry("out/x", "precious"));
		this.files.save("a", "b");
		FileConfigStore.open(this.base).close();
		assertThat(this.outside.resolve("x")).hasContent("precious");
		assertThat(this.outside).isDirectoryNotContaining("glob:**.sctmp");
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 20, 40, 100 })
	void aJournalThatIsCutOffIsQuarantined(int length) throws IOException {
		byte[] whole = JournalFormat.encode(new Journal("x", List.of(entry("a", "a"))));
		plant("a", Arrays.copyOf(whole, Math.min(length, whole.length - 1)));
		this.files.save("a", "b");
		assertQuarantined();
		this.files.save("a", "a");
		assertOfNoEffect();
	}

	@Test
	void aJournalOfALaterVersionIsQuarantinedWhenTheStoreIsOpened() throws IOException {
		byte[] whole = JournalFormat.encode(new Journal("x", List.of(entry("a", "a"))));
		whole["safeconfig-journal ".length()] = '2';
		plant("a", whole);
		assertOfNoEffect();
		FileConfigStore.open(this.base).close();
		assertQuarantined();
		assertOfNoEffect();
	}

	@Test
	void aForeignFileIsQuarantined() throws IOException {
		Files.writeString(this.journals.resolve("notes.journal"), "buy milk");
		assertOfNoEffect();
		assertQuarantined();
	}

	@Test
	void aForeignDirectoryIsQuarantined() throws IOException {
		Files.createDirectories(this.journals.resolve("x.journal/y"));
		assertOfNoEffect();
		assertQuarantined();
	}

	@Test
	void aPipeIsNotOpened() throws Exception {
		Path pipe = this.journals.resolve("x.journal");
		assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
		assertOfNoEffect();
		assertQuarantined();
	}

	@Test
	void aHugeFileIsNotReadIntoMemory() throws IOException {
		try (RandomAccessFile huge = new RandomAccessFile(this.journals.resolve("x.journal").toFile(), "rw")) {
			huge.setLength(JournalFormat.MAX_SIZE);
		}
		assertOfNoEffect();
		assertQuarantined();
	}

	/** Reading it would close a descriptor of the lock file, and drop its lock. */
	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void aJournalThatIsALockFileIsNotOpened(boolean symbolic) throws IOException {
		Path lockFile = this.base.resolve(".safeconfig/locks/a.lck");
		Path journal = this.journals.resolve(JournalNames.of("b", NONCE, JournalNames.COMMITTED));
		List<Path> opened = new ArrayList<>();
		this.interception = (operation, path) -> {
			if (operation.equals("read")) {
				opened.add(path);
			}
		};
		try (LockedFiles locked = this.store.lock(Set.of("a"), Duration.ofSeconds(1), "test")) {
			if (symbolic) {
				Files.createSymbolicLink(journal, lockFile);
			}
			else {
				Files.createLink(journal, lockFile);
			}
			this.files.get("a");
			this.files.save("b", "b");
			locked.read("a");
		}
		assertThat(opened).doesNotContain(journal, lockFile);
		assertQuarantined();
	}

	@Test
	void aDirectoryInTheWayOfAnEntryBlocksNobody() throws IOException {
		Files.createDirectory(this.base.resolve("dir"));
		plant("dir", entry("dir", null));
		this.files.save("dir/b", "b");
		FileConfigStore.open(this.base).close();
		assertThat(this.base.resolve("dir/b")).hasContent("b");
		assertThat(names()).isEmpty();
	}

	@Test
	void aFileThatIsNamedTwiceIsQuarantined() throws IOException {
		plant("a", entry("a", "a"), entry("a", "hostile"));
		this.files.save("a", "b");
		assertQuarantined();
	}

	@Test
	void whatCannotBeQuarantinedIsPassedOver() throws IOException {
		plant("a", entry("../b", null), entry("a", "a"));
		this.interception = (operation, path) -> {
			if (operation.equals("rename") && path.getParent().equals(this.journals)) {
				throw new IOException("planted fault");
			}
		};
		assertOfNoEffect();
	}

	@Test
	void whatSomebodyElseMayBeMakingIsPassedOver() throws IOException {
		String first = "z".repeat(250); // its journal does not tell its name
		plant(first, entry("../b", null), entry("a", "a"));
		assertOfNoEffect();
	}

	@Test
	void anIntentThatCannotBeRemovedBlocksNobody() throws IOException {
		Files.createDirectories(this.journals.resolve(JournalNames.of("a", NONCE, JournalNames.INTENT)).resolve("x"));
		assertOfNoEffect();
		FileConfigStore.open(this.base).close();
	}

	@Test
	void aForeignTemporaryFileDoesNotSlowReadersDown() throws IOException {
		Files.writeString(this.journals.resolve("editor.tmp"), "x");
		assertThat(JournalNames.isIntent(this.journals.resolve("editor.tmp"))).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "file", "missing", "link" })
	void readersDoNotNeedTheDirectoryOfJournals(String instead) throws IOException {
		Files.delete(this.journals);
		if (instead.equals("file")) {
			Files.createFile(this.journals);
		}
		else if (instead.equals("link")) {
			Files.createSymbolicLink(this.journals, this.outside);
		}
		assertOfNoEffect();
	}

}
