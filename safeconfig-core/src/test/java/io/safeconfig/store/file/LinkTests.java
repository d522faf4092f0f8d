package io.safeconfig.store.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

import io.safeconfig.ConfigFileRepository;
import io.safeconfig.ConfigTransaction;
import io.safeconfig.InvalidConfigNameException;
import io.safeconfig.LockTimeoutException;
import io.safeconfig.store.LockedFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@EnabledOnOs({ OS.LINUX, OS.MAC })
class LinkTests {

	@TempDir
	Path directory;

	private Path base;

	private Path outside;

	private FileConfigStore store;

	private ConfigFileRepository files;

	@BeforeEach
	void open() throws IOException {
		this.base = Files.createDirectory(this.directory.resolve("base"));
		this.outside = Files.createDirectory(this.directory.resolve("outside"));
		this.store = FileConfigStore.open(this.base);
		this.files = ConfigFileRepository.using(this.store, Duration.ofMillis(50));
	}

	@Test
	void aLinkStaysALinkAndItsTargetIsChanged() throws IOException {
		Path target = Files.writeString(this.base.resolve("real.properties"), "a=1\n");
		Path link = Files.createSymbolicLink(this.base.resolve("link.properties"), Path.of("real.properties"));
		this.files.update("link.properties", (document) -> document.set("a", 2));
		assertThat(link).isSymbolicLink();
		assertThat(target).isRegularFile().hasContent("a=2\n");
		assertThat(this.files.get("link.properties").getInt("a")).isEqualTo(2);
	}

	@Test
	void allNamesOfAFileHaveOneLock() throws IOException {
		Files.writeString(this.base.resolve("real"), "");
		Files.createSymbolicLink(this.base.resolve("link"), Path.of("real"));
		try (LockedFiles held = this.store.lock(Set.of("real"), Duration.ZERO, "test")) {
			assertThat(held.read("real")).isPresent();
			Thread other = new Thread(() -> assertThatExceptionOfType(LockTimeoutException.class)
				.isThrownBy(() -> this.files.save("link", "x")));
			joined(other);
		}
		this.files.save("link", "x");
	}

	@Test
	void aTransactionCannotHaveOneFileByTwoNames() throws IOException {
		Files.writeString(this.base.resolve("real"), "old");
		Files.createSymbolicLink(this.base.resolve("link"), Path.of("real"));
		try (ConfigTransaction transaction = this.files.begin()) {
			transaction.save("real", "new");
			assertThatExceptionOfType(InvalidConfigNameException.class).isThrownBy(() -> transaction.get("link"))
				.withMessageContaining("'real'");
			transaction.commit();
		}
		assertThat(this.files.get("link").text()).isEqualTo("new");
	}

	private static void joined(Thread thread) {
		Throwable[] failure = new Throwable[1];
		thread.setUncaughtExceptionHandler((failed, ex) -> failure[0] = ex);
		thread.start();
		try {
			thread.join();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
		assertThat(failure[0]).isNull();
	}

	@Test
	void aChainThroughDirectoriesIsFollowed() throws IOException {
		Files.createDirectories(this.base.resolve("..data/v1"));
		Files.writeString(this.base.resolve("..data/v1/a.properties"), "a=1");
		Files.createSymbolicLink(this.base.resolve("current"), this.base.resolve("..data/v1"));
		Files.createSymbolicLink(this.base.resolve("a.properties"), Path.of("current/../v1/a.properties"));
		this.files.update("a.properties", (document) -> document.set("a", 2));
		assertThat(this.base.resolve("..data/v1/a.properties")).hasContent("a=2");
	}

	@Test
	void aLinkThatDanglesInsideIsCreatedWhereItPoints() throws IOException {
		Files.createSymbolicLink(this.base.resolve("link"), Path.of("sub/new"));
		assertThat(this.files.find("link")).isEmpty();
		this.files.create("link", "x");
		assertThat(this.base.resolve("link")).isSymbolicLink();
		assertThat(this.base.resolve("sub/new")).hasContent("x");
	}

	@Test
	void aLinkToAFileOutsideIsRefused() throws IOException {
		Path secret = Files.writeString(this.outside.resolve("secret"), "s");
		Files.createSymbolicLink(this.base.resolve("link"), secret);
		assertAllRefused("link");
		assertThat(secret).hasContent("s");
	}

	@Test
	void aLinkToADirectoryOutsideIsRefused() throws IOException {
		Files.createSymbolicLink(this.base.resolve("sub"), Path.of("../outside"));
		assertAllRefused("sub/new");
		assertThat(this.outside).isEmptyDirectory();
	}

	@Test
	void aLinkThatDanglesOutsideIsRefused() throws IOException {
		Files.createSymbolicLink(this.base.resolve("link"), this.outside.resolve("new"));
		assertAllRefused("link");
		assertThat(this.outside).isEmptyDirectory();
	}

	@Test
	void aLinkToSafeConfigsOwnFilesIsRefused() throws IOException {
		Files.createSymbolicLink(this.base.resolve("link"), Path.of(".safeconfig/probe.lck"));
		assertAllRefused("link");
	}

	@Test
	void aHardLinkToALockFileIsNeverOpened() throws IOException {
		this.files.create("a", "x");
		Files.createLink(this.base.resolve("hard"), this.base.resolve(".safeconfig/locks/a.lck"));
		assertAllRefused("hard");
	}

	@Test
	void aDirectoryThatIsTheBaseOfAnotherStoreIsRefused() throws IOException {
		Path inner = Files.createDirectory(this.base.resolve("inner"));
		ConfigFileRepository.using(FileConfigStore.open(inner)).create("a", "x");
		assertAllRefused("inner/a");
		assertThat(inner.resolve("a")).hasContent("x");
	}

	@Test
	void aLinkToItselfIsRefused() throws IOException {
		Files.createSymbolicLink(this.base.resolve("link"), Path.of("link"));
		assertThatExceptionOfType(InvalidConfigNameException.class).isThrownBy(() -> this.files.save("link", "x"))
			.withMessageContaining("too many symbolic links");
	}

	@Test
	void aNameBelowAFileIsRefused() {
		this.files.create("a", "x");
		assertThatExceptionOfType(InvalidConfigNameException.class).isThrownBy(() -> this.files.find("a/b"));
		assertThatExceptionOfType(InvalidConfigNameException.class).isThrownBy(() -> this.files.save("a/b/c", "x"));
	}

	@Test
	void aNameThatIsADirectoryIsNoFileAndCannotBecomeOne() {
		this.files.create("d/a", "x");
		assertThat(this.files.find("d")).isEmpty();
		assertThatExceptionOfType(InvalidConfigNameException.class).isThrownBy(() -> this.files.save("d", "x"))
			.withMessageContaining("directory");
		assertThat(this.files.list()).containsExactly("d/a");
	}

	@Test
	void deletingALinkLeavesItsTarget() throws IOException {
		Files.writeString(this.base.resolve("real"), "x");
		Files.createSymbolicLink(this.base.resolve("link"), Path.of("real"));
		this.files.delete("link");
		assertThat(this.files.list()).containsExactly("real");
	}

	@Test
	void aLinkTurnedElsewhereShowsTheOtherFile() throws IOException {
		Files.writeString(this.base.resolve("one"), "1");
		Files.writeString(this.base.resolve("two"), "2");
		Path link = Files.createSymbolicLink(this.base.resolve("link"), Path.of("one"));
		assertThat(this.files.get("link").text()).isEqualTo("1");
		Files.delete(link);
		Files.createSymbolicLink(link, Path.of("two"));
		assertThat(this.files.get("link").text()).isEqualTo("2");
	}

	@Test
	void aBaseDirectoryThatIsALinkSharesItsLocks() throws IOException {
		Path alias = Files.createSymbolicLink(this.directory.resolve("alias"), this.base);
		ConfigFileRepository other = ConfigFileRepository.using(FileConfigStore.open(alias), Duration.ofMillis(30));
		try (LockedFiles held = this.store.lock(Set.of("a"), Duration.ZERO, "test")) {
			Thread waiting = new Thread(
					() -> assertThatExceptionOfType(LockTimeoutException.class).isThrownBy(() -> other.save("a", "x")));
			joined(waiting);
		}
	}

	private void assertAllRefused(String name) {
		assertThatExceptionOfType(InvalidConfigNameException.class).isThrownBy(() -> this.files.find(name));
		assertThatExceptionOfType(InvalidConfigNameException.class).isThrownBy(() -> this.files.save(name, "x"));
		assertThatExceptionOfType(InvalidConfigNameException.class).isThrownBy(() -> this.files.delete(name));
	}

}
