package io.safeconfig.store.file;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

import io.safeconfig.ConfigFileTooLargeException;
import io.safeconfig.ConfigStorageException;
import io.safeconfig.os.FileOperations;
import io.safeconfig.os.FileStamp;
import io.safeconfig.os.Interception;
import io.safeconfig.os.Platform;
import io.safeconfig.store.LockedFiles;
import io.safeconfig.store.Revision;
import io.safeconfig.store.StoredFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@EnabledOnOs({ OS.LINUX, OS.MAC })
class FileReaderTests {

	private final List<String> calls = new ArrayList<>();

	private final AtomicLong nanos = new AtomicLong();

	@TempDir
	Path base;

	private Path file;

	private Interception interception = (operation, path) -> {
	};

	@BeforeEach
	void writeFile() throws IOException {
		this.file = Files.writeString(this.base.resolve("a"), "one");
	}

	@Test
	void theSecondReadOfAnOldFileCostsOneStat() {
		FileConfigStore store = store(inAnHour());
		StoredFile first = store.read("a").orElseThrow();
		this.calls.clear();
		assertThat(store.read("a")).containsSame(first);
		assertThat(this.calls).containsExactly("stat");
	}

	@Test
	void aFreshFileIsReadAgainUntilItsTimeStampCanProveItsContent() {
		FileConfigStore store = store(Clock.systemUTC());
		StoredFile first = store.read("a").orElseThrow();
		this.calls.clear();
		assertThat(store.read("a")).containsSame(first);
		assertThat(this.calls).contains("read");
		this.nanos.addAndGet(Settling.STEP.toNanos() + 1);
		store.read("a");
		this.calls.clear();
		assertThat(store.read("a")).containsSame(first);
		assertThat(this.calls).containsExactly("stat");
	}

	@Test
	void aSecondChangeWithinOneTimeStampIsSeen() {
		FileConfigStore store = store(Clock.systemUTC(), frozenStamp());
		assertThat(text(store)).isEqualTo("one");
		overwrite("two");
		assertThat(text(store)).isEqualTo("two");
		overwrite("six");
		this.nanos.addAndGet(Settling.STEP.toNanos() + 1);
		assertThat(text(store)).isEqualTo("six");
	}

	@Test
	void aFileServerWhoseClockIsBehindDoesNotMakeAFreshFileLookOld() {
		FileConfigStore store = store(Clock.offset(Clock.systemUTC(), Duration.ofSeconds(50)), frozenStamp());
		assertThat(text(store)).isEqualTo("one");
		overwrite("two");
		assertThat(text(store)).isEqualTo("two");
	}

	@Test
	void aTimeInTheFutureProvesNothing() throws IOException {
		Files.setLastModifiedTime(this.file, FileTime.from(Instant.now().plusSeconds(86_400)));
		FileConfigStore store = store(Clock.systemUTC());
		store.read("a");
		this.calls.clear();
		store.read("a");
		assertThat(this.calls).contains("read");
	}

	@Test
	void aModificationTimeSetBackIsSeenByTheChangeTime() throws IOException {
		FileConfigStore store = store(inAnHour());
		FileTime modified = Files.getLastModifiedTime(this.file);
		assertThat(text(store)).isEqualTo("one");
		overwrite("two");
		Files.setLastModifiedTime(this.file, modified);
		assertThat(text(store)).isEqualTo("two");
	}

	@Test
	void aFileReplacedByOneOfTheSameSizeAndTimesIsSeenByItsIdentity() throws IOException {
		FileConfigStore store = store(inAnHour());
		assertThat(text(store)).isEqualTo("one");
		Path other = Files.writeString(this.base.resolve("b"), "two");
		Files.setLastModifiedTime(other, Files.getLastModifiedTime(this.file));
		Files.move(other, this.file, StandardCopyOption.ATOMIC_MOVE);
		assertThat(text(store)).isEqualTo("two");
	}

	@Test
	void aReadThatRacesWithAReplacementIsRepeated() {
		FileConfigStore store = store(Clock.systemUTC());
		int[] replacements = { 3 };
		this.interception = (operation, path) -> {
			if (operation.equals("read") && replacements[0]-- > 0) {
				Files.delete(path);
				Files.writeString(path, "longer " + replacements[0]);
			}
		};
		assertThat(text(store)).isEqualTo("longer 0");
	}

	@Test
	void aFileThatNeverHoldsStillIsAnError() {
		FileConfigStore store = store(Clock.systemUTC());
		long[] size = { 0 };
		this.interception = (operation, path) -> {
			if (operation.equals("read")) {
				Files.writeString(path, "x".repeat((int) (size[0]++ % 50)));
			}
		};
		assertThatExceptionOfType(ConfigStorageException.class).isThrownBy(() -> store.read("a"));
	}

	@Test
	void aChangeReadsAnewWhatNoStampCanProve() {
		FileConfigStore store = store(inAnHour(), frozenStamp());
		assertThat(text(store)).isEqualTo("one");
		overwrite("two");
		try (LockedFiles locked = store.lock(Set.of("a"), Duration.ofMinutes(1), "test")) {
			assertThat(locked.read("a")).map((file) -> new String(file.content(), StandardCharsets.UTF_8))
				.contains("two");
		}
	}

	@Test
	void aRemovedFileIsGone() throws IOException {
		FileConfigStore store = store(inAnHour());
		assertThat(store.read("a")).isPresent();
		Files.delete(this.file);
		assertThat(store.read("a")).isEmpty();
	}

	@Test
	void aDirectoryIsNoFile() throws IOException {
		Files.createDirectory(this.base.resolve("d"));
		assertThat(store(inAnHour()).read("d")).isEmpty();
	}

	@Test
	void aFileLargerThanTheLimitIsRefusedBeforeItIsRead() throws IOException {
		Files.write(this.file, new byte[1001]);
		assertThatExceptionOfType(ConfigFileTooLargeException.class)
			.isThrownBy(() -> store(inAnHour(), 1000).read("a"));
		assertThat(this.calls).doesNotContain("read");
		Files.write(this.file, new byte[1000]);
		assertThat(store(inAnHour(), 1000).read("a")).isPresent();
	}

	@Test
	void theRevisionIsTheHashOfTheContent() {
		StoredFile read = store(inAnHour()).read("a").orElseThrow();
		assertThat(read.revision()).isEqualTo(Revision.of(new byte[] { 'o', 'n', 'e' }));
		assertThat(read.revision().value())
			.isEqualTo("7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed");
	}

	private void overwrite(String content) {
		try {
			Files.writeString(this.file, content);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String text(FileConfigStore store) {
		return new String(store.read("a").orElseThrow().content(), StandardCharsets.UTF_8);
	}

	private static Clock inAnHour() {
		return Clock.fixed(Instant.now().plusSeconds(3600), ZoneOffset.UTC);
	}

	private FileConfigStore store(Clock clock) {
		return store(clock, FileConfigStoreBuilder.DEFAULT_MAX_FILE_SIZE);
	}

	private FileConfigStore store(Clock clock, int maxFileSize) {
		return store(clock, recording(), maxFileSize);
	}

	private FileConfigStore store(Clock clock, FileOperations files) {
		return store(clock, files, FileConfigStoreBuilder.DEFAULT_MAX_FILE_SIZE);
	}

	private FileConfigStore store(Clock clock, FileOperations files, int maxFileSize) {
		Platform real = Platform.over(files);
		Platform platform = new Platform(files, clock, this.nanos::get, real.nonces(), real.self(), real.locks());
		FileConfigStore store = FileConfigStore.builder(this.base).maxFileSize(maxFileSize).open(platform);
		this.calls.clear();
		return store;
	}

	private FileOperations recording() {
		Interception recording = (operation, path) -> {
			this.calls.add(operation);
			this.interception.before(operation, path);
		};
		return recording.overRealFiles();
	}

	/** A file system whose clock stands still: equal sizes then give equal stamps. */
	private FileOperations frozenStamp() {
		FileOperations real = recording();
		FileStamp[] first = new FileStamp[1];
		return (FileOperations) Proxy.newProxyInstance(getClass().getClassLoader(),
				new Class<?>[] { FileOperations.class }, (proxy, method, arguments) -> {
					Object answer = Interception.invoke(real, method, arguments);
					if (answer instanceof FileStamp stamp && stamp.isFile() && stamp.size() == 3) {
						first[0] = (first[0] != null) ? first[0] : stamp;
						return first[0];
					}
					return answer;
				});
	}

}
