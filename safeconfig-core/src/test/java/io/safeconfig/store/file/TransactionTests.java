package io.safeconfig.store.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.safeconfig.ConfigConflictException;
import io.safeconfig.ConfigFileChange;
import io.safeconfig.ConfigFileListener;
import io.safeconfig.ConfigFileNotFoundException;
import io.safeconfig.ConfigFileRepository;
import io.safeconfig.ConfigFilesChange;
import io.safeconfig.ConfigSavepoint;
import io.safeconfig.ConfigSnapshot;
import io.safeconfig.ConfigTransaction;
import io.safeconfig.ConfigTransactionOptions;
import io.safeconfig.ConfigVersion;
import io.safeconfig.FileState;
import io.safeconfig.LockDeadlockException;
import io.safeconfig.TransactionTimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class TransactionTests {

	@TempDir
	Path base;

	private final List<ConfigFilesChange> changes = new ArrayList<>();

	private ConfigFileRepository files;

	@BeforeEach
	void open() {
		this.files = ConfigFileRepository.builder(FileConfigStore.open(this.base)).listener(new ConfigFileListener() {

			@Override
			public void filesChanged(ConfigFilesChange change) {
				TransactionTests.this.changes.add(change);
			}

		}).build();
		this.files.create("a.properties", "n=1\n");
		this.files.create("sub/b.properties", "# kept\nn=2\n");
		this.changes.clear();
	}

	@Test
	void allChangesAreCommittedTogether() {
		try (ConfigTransaction transaction = this.files.begin()) {
			transaction.update("a.properties", (document) -> document.set("n", 10));
			transaction.update("sub/b.properties", (document) -> document.set("n", 20));
			transaction.create("new/c.txt", "created");
			assertThat(this.base.resolve("a.properties")).hasContent("n=1\n");
			transaction.commit();
			assertThat(transaction.isActive()).isFalse();
		}
		assertThat(this.base.resolve("a.properties")).hasContent("n=10\n");
		assertThat(this.base.resolve("sub/b.properties")).hasContent("# kept\nn=20\n");
		assertThat(this.base.resolve("new/c.txt")).hasContent("created");
		assertNothingIsLeft();
	}

	@Test
	void closingBeforeTheCommitDropsEverything() {
		try (ConfigTransaction transaction = this.files.begin()) {
			transaction.save("a.properties", "n=10\n");
			transaction.delete("sub/b.properties");
			transaction.create("new/c.txt", "created");
		}
		assertUnchanged();
		assertThat(this.base.resolve("new")).doesNotExist();
		assertThat(this.changes).isEmpty();
	}

	@Test
	void aTransactionSeesItsOwnChanges() {
		try (ConfigTransaction transaction = this.files.begin()) {
			transaction.update("a.properties", (document) -> document.set("n", 10));
			assertThat(transaction.get("a.properties").getInt("n")).isEqualTo(10);
			transaction.update("a.properties", (document) -> document.set("n", document.getInt("n") + 1));
			transaction.delete("sub/b.properties");
			assertThat(transaction.exists("sub/b.properties")).isFalse();
			transaction.create("c.txt", "new");
			assertThat(transaction.list()).containsExactly("a.properties", "c.txt");
			assertThat(transaction.readAll(List.of("c.txt", "sub/b.properties", "a.properties")))
				.containsOnlyKeys("c.txt", "a.properties");
			assertThat(this.files.list()).containsExactly("a.properties", "sub/b.properties");
			transaction.commit();
		}
		assertThat(this.files.get("a.properties").getInt("n")).isEqualTo(11);
		assertThat(this.files.list()).containsExactly("a.properties", "c.txt");
	}

	@Test
	void aSavepointKeepsWhatWasBeforeIt() {
		try (ConfigTransaction transaction = this.files.begin()) {
			transaction.save("a.properties", "n=10\n");
			ConfigSavepoint first = transaction.createSavepoint();
			transaction.save("a.properties", "n=11\n");
			ConfigSavepoint second = transaction.createSavepoint();
			transaction.delete("sub/b.properties");
			transaction.rollbackTo(second);
			assertThat(transaction.get("sub/b.properties").getInt("n")).isEqualTo(2);
			transaction.rollbackTo(first);
			assertThat(transaction.get("a.properties").getInt("n")).isEqualTo(10);
			assertThatIllegalArgumentException().isThrownBy(() -> transaction.rollbackTo(second));
			transaction.rollbackTo(first);
			transaction.commit();
		}
		assertThat(this.base.resolve("a.properties")).hasContent("n=10\n");
		assertThat(this.base.resolve("sub/b.properties")).hasContent("# kept\nn=2\n");
	}

	@Test
	void aFailedCallLeavesTheTransactionAsItWas() {
		try (ConfigTransaction transaction = this.files.begin()) {
			transaction.update("a.properties", (document) -> document.set("n", 10));
			assertThatIllegalStateException().isThrownBy(() -> transaction.update("sub/b.properties", (document) -> {
				document.set("n", 20);
				throw new IllegalStateException("the caller's own");
			}));
			assertThatExceptionOfType(ConfigFileNotFoundException.class)
				.isThrownBy(() -> transaction.update("missing", (document) -> document.replaceWith("x")));
			transaction.commit();
		}
		assertThat(this.files.get("a.properties").getInt("n")).isEqualTo(10);
		assertThat(this.files.get("sub/b.properties").getInt("n")).isEqualTo(2);
	}

	@Test
	void anEditByHandOfAFileThatWasOnlyReadIsAConflict() throws IOException {
		try (ConfigTransaction transaction = this.files.begin()) {
			ConfigVersion base = transaction.get("sub/b.properties").version();
			transaction.update("a.properties", (document) -> document.set("n", 10));
			Files.writeString(this.base.resolve("sub/b.properties"), "n=3\n");
			assertThatExceptionOfType(ConfigConflictException.class).isThrownBy(transaction::commit).satisfies((ex) -> {
				assertThat(ex.fileName()).isEqualTo("sub/b.properties");
				assertThat(ex.base()).contains(base);
				assertThat(ex.ours()).contains(base);
				assertThat(ex.theirs()).contains(this.files.get("sub/b.properties").version());
				assertThat(ex.state()).isEqualTo(FileState.UNCHANGED);
			});
		}
		assertThat(this.base.resolve("a.properties")).hasContent("n=1\n");
		assertThat(this.base.resolve("sub/b.properties")).hasContent("n=3\n");
		assertNothingIsLeft();
	}

	@Test
	void anEditByHandOfAFileThatWasChangedIsAConflict() throws IOException {
		try (ConfigTransaction transaction = this.files.begin()) {
			ConfigSnapshot ours = transaction.save("sub/b.properties", "n=20\n");
			transaction.save("a.properties", "n=10\n");
			Files.writeString(this.base.resolve("sub/b.properties"), "n=3\n");
			assertThatExceptionOfType(ConfigConflictException.class).isThrownBy(transaction::commit)
				.satisfies((ex) -> assertThat(ex.ours()).contains(ours.version()));
		}
		assertThat(this.base.resolve("a.properties")).hasContent("n=1\n");
		assertThat(this.base.resolve("sub/b.properties")).hasContent("n=3\n");
		assertNothingIsLeft();
	}

	@Test
	void aReadOnlyTransactionRefusesChangesAndLocksNothing() {
		try (ConfigTransaction transaction = this.files
			.begin(ConfigTransactionOptions.DEFAULT.withFiles("a.properties", "sub/b.properties").asReadOnly())) {
			assertThat(transaction.get("a.properties").getInt("n")).isEqualTo(1);
			assertThatIllegalStateException().isThrownBy(() -> transaction.save("a.properties", "n=2"))
				.withMessageContaining("read-only");
			this.files.save("sub/b.properties", "n=20\n");
			assertThat(transaction.get("sub/b.properties").getInt("n")).isEqualTo(2);
			transaction.commit();
		}
	}

	@Test
	void aReadOnlyTransactionDoesNotMixStates() {
		try (ConfigTransaction transaction = this.files.begin(ConfigTransactionOptions.DEFAULT.asReadOnly())) {
			assertThat(transaction.get("a.properties").getInt("n")).isEqualTo(1);
			this.files.save("a.properties", "n=10\n");
			assertThatExceptionOfType(ConfigConflictException.class)
				.isThrownBy(() -> transaction.get("sub/b.properties"))
				.satisfies((ex) -> assertThat(ex.isRetrySafe()).isTrue());
		}
	}

	@Test
	void aTransactionThatThisThreadHasOpenIsADeadlockAtOnce() {
		try (ConfigTransaction transaction = this.files.begin()) {
			transaction.save("a.properties", "n=10\n");
			assertThatExceptionOfType(LockDeadlockException.class)
				.isThrownBy(() -> this.files.save("a.properties", "n=11\n"))
				.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(LockDeadlockException.Reason.OWN_THREAD));
			transaction.commit();
		}
		assertThat(this.files.get("a.properties").getInt("n")).isEqualTo(10);
	}

	@Test
	void aTransactionPastItsTimeoutCommitsNothing() {
		try (ConfigTransaction transaction = this.files
			.begin(ConfigTransactionOptions.DEFAULT.withTimeout(Duration.ofMinutes(5)))) {
			transaction.save("a.properties", "n=10\n");
			transaction.commit();
		}
		try (ConfigTransaction transaction = this.files
			.begin(ConfigTransactionOptions.DEFAULT.withTimeout(Duration.ZERO))) {
			assertThatExceptionOfType(TransactionTimeoutException.class)
				.isThrownBy(() -> transaction.save("a.properties", "n=11\n"));
			assertThatExceptionOfType(TransactionTimeoutException.class).isThrownBy(transaction::commit);
		}
		assertThat(this.base.resolve("a.properties")).hasContent("n=10\n");
	}

	@Test
	void aTransactionThatHasEndedIsOfNoUse() {
		ConfigTransaction transaction = this.files.begin();
		transaction.save("a.properties", "n=10\n");
		transaction.rollback();
		transaction.rollback();
		assertThatIllegalStateException().isThrownBy(transaction::commit);
		assertThatIllegalStateException().isThrownBy(() -> transaction.get("a.properties"));
		this.files.save("a.properties", "n=11\n");
	}

	@Test
	void aChangeWithinAChangeMayBeOfAnotherFileOnly() {
		try (ConfigTransaction transaction = this.files.begin()) {
			transaction.update("a.properties", (document) -> {
				document.set("n", 10);
				transaction.update("sub/b.properties", (other) -> other.set("n", 20));
				assertThatIllegalStateException().isThrownBy(() -> transaction.save("a.properties", "lost"));
				assertThatIllegalStateException().isThrownBy(transaction::commit);
			});
			transaction.commit();
		}
		assertThat(this.files.get("a.properties").getInt("n")).isEqualTo(10);
		assertThat(this.files.get("sub/b.properties").getInt("n")).isEqualTo(20);
	}

	@Test
	void theListenerHearsOfOneCommitWithItsVersionsAndKeys() {
		try (ConfigTransaction transaction = this.files.begin(ConfigTransactionOptions.DEFAULT.withLabel("move"))) {
			transaction.update("a.properties", (document) -> {
				document.set("n", 10);
				document.set("m", 1);
			});
			transaction.delete("sub/b.properties");
			transaction.create("c.txt", "text");
			transaction.commit();
		}
		assertThat(this.changes).hasSize(1);
		ConfigFilesChange change = this.changes.get(0);
		assertThat(change.origin()).isEqualTo("move");
		assertThat(change.names()).containsExactly("a.properties", "c.txt", "sub/b.properties");
		ConfigFileChange first = change.files().get(0);
		assertThat(first.changedKeys()).containsExactly("m", "n");
		assertThat(first.before()).isPresent();
		assertThat(first.after()).contains(this.files.get("a.properties").version());
		assertThat(change.files().get(1).before()).isEmpty();
		assertThat(change.files().get(1).changedKeys()).isEmpty();
		assertThat(change.files().get(2).after()).isEmpty();
		assertThat(change.files().get(2).changedKeys()).containsExactly("n");
	}

	@Test
	void preparedContentIsOnDiskAndInvisibleUntilTheCommit() throws IOException {
		try (ConfigTransaction transaction = this.files.begin()) {
			transaction.save("a.properties", "n=10\n");
			transaction.save("sub/b.properties", "n=20\n");
			transaction.prepare();
			assertThat(leftovers()).hasSize(3);
			assertUnchanged();
			transaction.commit();
		}
		assertThat(this.files.readAll(List.of("a.properties", "sub/b.properties")).values())
			.allSatisfy((file) -> assertThat(file.getInt("n")).isGreaterThanOrEqualTo(10));
		assertNothingIsLeft();
	}

	@Test
	void whatIsChangedAfterThePreparationIsCommittedToo() {
		try (ConfigTransaction transaction = this.files.begin()) {
			transaction.save("a.properties", "n=10\n");
			transaction.prepare();
			transaction.save("sub/b.properties", "n=20\n");
			transaction.prepare();
			transaction.save("a.properties", "n=11\n");
			transaction.commit();
		}
		Map<String, ConfigSnapshot> now = this.files.readAll(List.of("a.properties", "sub/b.properties"));
		assertThat(now.get("a.properties").getInt("n")).isEqualTo(11);
		assertThat(now.get("sub/b.properties").getInt("n")).isEqualTo(20);
		assertNothingIsLeft();
	}

	@Test
	void aPreparedTransactionThatIsRolledBackLeavesNothing() {
		try (ConfigTransaction transaction = this.files.begin()) {
			transaction.save("a.properties", "n=10\n");
			transaction.create("new/c.txt", "x");
			transaction.prepare();
		}
		assertUnchanged();
		assertThat(this.base.resolve("new")).doesNotExist();
	}

	private void assertUnchanged() {
		assertThat(this.base.resolve("a.properties")).hasContent("n=1\n");
		assertThat(this.base.resolve("sub/b.properties")).hasContent("# kept\nn=2\n");
		assertThat(this.files.get("a.properties").getInt("n")).isEqualTo(1);
	}

	private void assertNothingIsLeft() {
		try {
			assertThat(leftovers()).isEmpty();
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	private List<Path> leftovers() throws IOException {
		try (Stream<Path> all = Files.walk(this.base)) {
			return all.filter(Files::isRegularFile)
				.filter((file) -> file.toString().endsWith(".sctmp") || file.getParent().endsWith("journal"))
				.toList();
		}
	}

}
