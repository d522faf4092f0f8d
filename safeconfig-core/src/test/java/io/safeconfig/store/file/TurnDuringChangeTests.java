package io.safeconfig.store.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Stream;

import io.safeconfig.ConfigConflictException;
import io.safeconfig.ConfigFileRepository;
import io.safeconfig.ConfigStorageException;
import io.safeconfig.ConfigTransaction;
import io.safeconfig.ConfigVersion;
import io.safeconfig.LockStrategy;
import io.safeconfig.os.Interception;
import io.safeconfig.store.ChangeSet;
import io.safeconfig.store.CommitResult;
import io.safeconfig.store.FileChange;
import io.safeconfig.store.LockedFiles;
import io.safeconfig.store.Revision;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Somebody turns a link at a certain step of a read or a change. */
@EnabledOnOs({ OS.LINUX, OS.MAC })
class TurnDuringChangeTests {

	private static final String FILE = "current/a.properties";

	@TempDir
	Path base;

	private Interception interception = (operation, path) -> {
	};

	private FileConfigStore store;

	private ConfigFileRepository files;

	@BeforeEach
	void open() throws IOException {
		Interception delegating = (operation, path) -> this.interception.before(operation, path);
		this.store = FileConfigStore.builder(this.base).lockStrategy(LockStrategy.NONE).open(delegating.platform());
		this.files = ConfigFileRepository.using(this.store);
		release("release-1", "a=1\n");
		release("release-2", "a=2\n");
		turn("release-1");
	}

	private void release(String name, String content) throws IOException {
		Files.writeString(Files.createDirectory(this.base.resolve(name)).resolve("a.properties"), content);
	}

	private void turn(String release) throws IOException {
		Path fresh = Files.createSymbolicLink(this.base.resolve("current.new"), Path.of(release));
		Files.move(fresh, this.base.resolve("current"), StandardCopyOption.ATOMIC_MOVE);
	}

	private void turnAndRemove() throws IOException {
		turn("release-2");
		try (Stream<Path> paths = Files.walk(this.base.resolve("release-1"))) {
			for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
				Files.delete(path);
			}
		}
	}

	/** Once, before the first operation of this kind on this path. */
	private void before(String operation, String path, Turn turn) {
		this.interception = (called, at) -> {
			if (called.equals(operation) && at.startsWith(this.base.resolve(path))) {
				this.interception = (other, any) -> {
				};
				turn.run();
			}
		};
	}

	@ParameterizedTest
	@ValueSource(strings = { "release-1/a.properties", "release-1/.safeconfig" })
	void aReadFollowsALinkThatIsTurnedOnItsWay(String step) {
		before("stat", step, this::turnAndRemove);
		assertThat(this.files.find(FILE)).hasValueSatisfying((found) -> assertThat(found.text()).isEqualTo("a=2\n"));
	}

	@Test
	void existsAndReadAllFollowItToo() throws IOException {
		before("stat", "release-1/a.properties", this::turnAndRemove);
		assertThat(this.files.exists(FILE)).isTrue();
		release("release-1", "a=1\n");
		turn("release-1");
		before("stat", "release-1/a.properties", this::turnAndRemove);
		assertThat(this.files.readAll(Set.of(FILE, "missing"))).containsOnlyKeys(FILE);
	}

	@Test
	void aLinkThatIsTurnedAtEveryLookIsAnErrorAndNoAbsence() throws IOException {
		int[] next = { 3 };
		this.interception = (operation, path) -> {
			if (operation.equals("stat") && path.toString().endsWith("a.properties")) {
				Files.createDirectory(this.base.resolve("release-" + next[0]));
				turn("release-" + next[0]++);
			}
		};
		Files.delete(this.base.resolve("release-1/a.properties"));
		assertThatExceptionOfType(ConfigStorageException.class).isThrownBy(() -> this.files.find(FILE))
			.withMessageContaining("turned 100 times");
	}

	@Test
	void aListFollowsItToo() throws IOException {
		Files.createSymbolicLink(this.base.resolve("b.properties"), Path.of("current/a.properties"));
		before("stat", "b.properties", () -> {
			Files.delete(this.base.resolve("release-1/a.properties"));
			// after it was found to lead nowhere, and before that is believed
			before("readLink", "b.properties", () -> turn("release-2"));
		});
		assertThat(this.files.list()).contains("b.properties");
	}

	@Test
	void whatIsMissingWhereItIsLockedIsAConflictIfItsNameLeadsElsewhere() {
		try (LockedFiles locked = this.store.lock(Set.of(FILE), Duration.ofSeconds(1), "test")) {
			before("stat", "release-1/a.properties", this::turnAndRemove);
			assertThatExceptionOfType(ConfigConflictException.class).isThrownBy(() -> locked.read(FILE))
				.satisfies((ex) -> assertThat(ex.theirs()).contains(version("a=2\n")));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "createPrivateDirectory", "copyWithAttributes", "overwrite", "force" })
	void aLinkTurnedDuringAChangeIsAConflictWithWhatTheNameLeadsToNow(String step) {
		before(step, "release-1", () -> turn("release-2"));
		assertConflict();
		assertThat(this.base.resolve("release-1/a.properties")).hasContent("a=1");
		assertNothingIsLeft();
	}

	@ParameterizedTest
	@ValueSource(strings = { "createPrivateDirectory", "copyWithAttributes" })
	void soIsOneWhoseOldTargetIsRemovedAtOnce(String step) {
		before(step, "release-1", this::turnAndRemove);
		assertConflict();
		assertThat(this.base.resolve("release-1")).doesNotExist();
	}

	private void assertConflict() {
		assertThatExceptionOfType(ConfigConflictException.class)
			.isThrownBy(() -> this.files.update(FILE, (document) -> document.set("a", 7)))
			.satisfies((ex) -> {
				assertThat(ex.base()).contains(version("a=1\n"));
				assertThat(ex.theirs()).contains(version("a=2\n"));
				assertThat(ex.isRetrySafe()).isTrue();
			});
		assertThat(this.base.resolve("release-2/a.properties")).hasContent("a=2");
		this.files.update(FILE, (document) -> document.set("a", 7));
		assertThat(this.base.resolve("release-2/a.properties")).hasContent("a=7");
	}

	@Test
	void soIsAChangeThatChangesNothingWhereNothingIsAnyMore() {
		before("force", "release-1", this::turnAndRemove);
		assertThatExceptionOfType(ConfigConflictException.class)
			.isThrownBy(() -> this.files.update(FILE, (document) -> document.set("a", 1)))
			.satisfies((ex) -> assertThat(ex.theirs()).contains(version("a=2\n")));
	}

	@Test
	void aTransactionOverSeveralFilesConflictsAndChangesNone() throws IOException {
		try (ConfigTransaction transaction = this.files.begin()) {
			transaction.update(FILE, (document) -> document.set("a", 7));
			transaction.save("b.properties", "b=7\n");
			turn("release-2");
			assertThatExceptionOfType(ConfigConflictException.class).isThrownBy(transaction::commit);
		}
		assertThat(this.base.resolve("release-1/a.properties")).hasContent("a=1");
		assertThat(this.base.resolve("release-2/a.properties")).hasContent("a=2");
		assertThat(this.files.exists("b.properties")).isFalse();
		assertNothingIsLeft();
	}

	@Test
	void aFileThatWasOnlyReadThroughATurnedLinkIsAConflictToo() throws IOException {
		try (ConfigTransaction transaction = this.files.begin()) {
			transaction.get(FILE);
			transaction.save("b.properties", "b=7\n");
			turn("release-2");
			assertThatExceptionOfType(ConfigConflictException.class).isThrownBy(transaction::commit)
				.satisfies((ex) -> assertThat(ex.fileName()).isEqualTo(FILE));
		}
		assertThat(this.files.exists("b.properties")).isFalse();
	}

	@Test
	void itIsAConflictAlsoWhereTheContentIsTheSame() throws IOException {
		Files.writeString(this.base.resolve("release-2/a.properties"), "a=1\n");
		ChangeSet change = ChangeSet.of(FILE, Revision.of("a=1\n".getBytes(StandardCharsets.UTF_8)),
				new FileChange.Write("a=7\n".getBytes(StandardCharsets.UTF_8)), "test");
		try (LockedFiles locked = this.store.lock(Set.of(FILE), Duration.ofSeconds(1), "test")) {
			locked.read(FILE);
			turn("release-2");
			assertThat(locked.commit(change)).isInstanceOf(CommitResult.Conflict.class);
		}
		assertThat(this.store.commit(change, Duration.ofSeconds(1))).isInstanceOf(CommitResult.Committed.class);
		assertThat(this.base.resolve("release-1/a.properties")).hasContent("a=1");
		assertThat(this.base.resolve("release-2/a.properties")).hasContent("a=7");
	}

	private void assertNothingIsLeft() {
		try (Stream<Path> paths = Files.walk(this.base)) {
			assertThat(paths.map((path) -> path.getFileName().toString())
				.filter((name) -> name.endsWith(".sctmp") || name.endsWith(".tmp") || name.endsWith(".journal")))
				.isEmpty();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static ConfigVersion version(String content) {
		return new ConfigVersion(Revision.of(content.getBytes(StandardCharsets.UTF_8)).value());
	}

	/** What somebody does in between. */
	private interface Turn {

		void run() throws IOException;

	}

}
