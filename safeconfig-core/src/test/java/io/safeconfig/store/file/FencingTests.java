package io.safeconfig.store.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import io.safeconfig.ConfigFileRepository;
import io.safeconfig.ConfigStorageException;
import io.safeconfig.ConfigTransaction;
import io.safeconfig.LockLostException;
import io.safeconfig.LockStrategy;
import io.safeconfig.os.Interception;
import io.safeconfig.process.ChildProcess;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** A holder that goes on after somebody removed its marker. */
@Timeout(120)
class FencingTests {

	@TempDir
	Path base;

	@BeforeEach
	void seed() throws IOException {
		Files.writeString(this.base.resolve("a.properties"), "n=1\n");
		Files.writeString(this.base.resolve("b.properties"), "n=1\n");
	}

	@Test
	void aRemovalDoesNotTakeWhatTheNextHolderWrote() throws IOException {
		ConfigFileRepository files = losing("a.properties", List.of("delete", "rename"), "a.properties");
		assertThatExceptionOfType(LockLostException.class).isThrownBy(() -> files.delete("a.properties"));
		assertThat(this.base.resolve("a.properties")).hasContent("n=next\n");
		assertThat(left()).isEmpty();
	}

	@Test
	void aRemovalUnderMarkersLeavesNothing() throws IOException {
		ConfigFileRepository files = repository((operation, path) -> {
		});
		files.delete("a.properties");
		try (ConfigTransaction transaction = files.begin()) {
			transaction.delete("b.properties");
			transaction.create("c.properties", "n=1\n");
			transaction.commit();
		}
		assertThat(files.list()).containsExactly("c.properties");
		assertThat(left()).isEmpty();
	}

	@Test
	void aChangeWhoseTempIsSweptWhileItIsStagedTellsThatItsLockIsLost() throws IOException {
		ConfigFileRepository files = losing("a.properties", List.of("force"), ".a.properties.");
		assertThatExceptionOfType(LockLostException.class).isThrownBy(() -> files.save("a.properties", "n=2\n"));
		assertThat(this.base.resolve("a.properties")).hasContent("n=next\n");
		assertThat(left()).isEmpty();
	}

	@Test
	void aCommitThatHappensWhileTheNextHolderLooksForItIsFinishedFirst() throws Exception {
		try (ChildProcess stopped = ChildProcess.java(MarkerWriter.class, this.base)) {
			stopped.expect("about to commit");
			AtomicBoolean armed = new AtomicBoolean();
			ConfigFileRepository files = repository((operation, path) -> {
				if (isIntent(path) && armed.compareAndSet(true, false)) {
					goOn(stopped);
				}
			});
			Files.delete(marker("b.properties"));
			armed.set(true);
			files.update("b.properties", (document) -> document.set("n", document.getInt("n") + 1));
			assertThat(this.base.resolve("a.properties")).hasContent("n=10\n");
			assertThat(this.base.resolve("b.properties")).hasContent("n=21\n");
			assertThat(left()).isEmpty();
		}
	}

	@Test
	void nothingIsChangedWhileATempOfAnEarlierHolderCannotBeRemoved() throws IOException {
		Files.writeString(this.base.resolve(".a.properties.0123456789abcdef.sctmp"), "n=stopped\n");
		ConfigFileRepository files = repository((operation, path) -> {
			if (operation.equals("delete") && path.toString().endsWith(".0123456789abcdef.sctmp")) {
				throw new AccessDeniedException(path.toString());
			}
		});
		assertThatExceptionOfType(ConfigStorageException.class).isThrownBy(() -> files.save("a.properties", "n=2\n"));
		assertThat(this.base.resolve("a.properties")).hasContent("n=1\n");
		assertThat(marker("a.properties")).doesNotExist();
	}

	@Test
	void norWhileItsJournalCannotBeRemoved() throws Exception {
		try (ChildProcess stopped = ChildProcess.java(MarkerWriter.class, this.base)) {
			stopped.expect("about to commit");
			Files.delete(marker("b.properties"));
			ConfigFileRepository files = repository((operation, path) -> {
				if (operation.equals("delete") && isIntent(path)) {
					throw new AccessDeniedException(path.toString());
				}
			});
			assertThatExceptionOfType(ConfigStorageException.class)
				.isThrownBy(() -> files.save("b.properties", "n=2\n"));
			goOn(stopped);
		}
		assertThat(this.base.resolve("b.properties")).hasContent("n=1\n");
		assertThat(marker("b.properties")).doesNotExist();
	}

	private static boolean isIntent(Path path) {
		return path.toString().endsWith(".tmp") && path.getParent().endsWith("journal");
	}

	private static void goOn(ChildProcess stopped) throws IOException {
		try {
			stopped.say("go on");
			stopped.await();
		}
		catch (InterruptedException ex) {
			throw new IOException(ex);
		}
	}

	/** Whose marker somebody removes, and whose file the next holder changes, once. */
	private ConfigFileRepository losing(String name, List<String> operations, String start) {
		AtomicBoolean first = new AtomicBoolean(true);
		return repository((operation, path) -> {
			if (operations.contains(operation) && path.getFileName().toString().startsWith(start)
					&& path.getParent().equals(this.base.toRealPath()) && first.compareAndSet(true, false)) {
				Files.delete(marker(name));
				try (ChildProcess next = ChildProcess.java(MarkerWriter.class, this.base, name, "n=next\n")) {
					next.expect("committed");
				}
				catch (InterruptedException ex) {
					throw new IOException(ex);
				}
			}
		});
	}

	private ConfigFileRepository repository(Interception interception) {
		return ConfigFileRepository.using(FileConfigStore.builder(this.base)
			.lockStrategy(LockStrategy.LOCK_FILE)
			.probe(ProbeScope.OFF)
			.open(interception.platform()));
	}

	private Path marker(String name) {
		return this.base.resolve(".safeconfig/locks/" + name + ".marker");
	}

	private List<String> left() throws IOException {
		try (var all = Files.walk(this.base)) {
			return all.map((path) -> path.getFileName().toString())
				.filter((name) -> name.matches(".*\\.(sctmp|tmp|journal|marker)"))
				.toList();
		}
	}

}
