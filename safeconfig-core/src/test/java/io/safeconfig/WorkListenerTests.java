package io.safeconfig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.safeconfig.WorkListener.Kind;
import io.safeconfig.WorkListener.Outcome;
import io.safeconfig.WorkListener.Phase;
import io.safeconfig.store.file.FileConfigStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What is told of the work of a repository. */
class WorkListenerTests {

	@TempDir
	Path base;

	private final List<String> told = new ArrayList<>();

	private final WorkListeners work = new WorkListeners();

	private ConfigFileRepository files() {
		this.work.add((kind) -> {
			throw new NoClassDefFoundError("a library that is missing");
		});
		this.work.add(this::follow);
		return ConfigFileRepository.builder(FileConfigStore.open(this.base))
			.lockTimeout(Duration.ZERO)
			.workListener(this.work)
			.build();
	}

	private WorkListener.Work follow(Kind kind) {
		this.told.add(kind.toString());
		return new WorkListener.Work() {

			@Override
			public Runnable enter(Phase phase) {
				WorkListenerTests.this.told.add("+" + phase);
				return () -> WorkListenerTests.this.told.add("-" + phase);
			}

			@Override
			public void committed(WorkListener.Commit commit) {
				WorkListenerTests.this.told.add((commit.took().isNegative() ? "negative " : "") + commit.outcome() + " "
						+ commit.files() + " " + commit.bytes());
			}

			@Override
			public void ended(@Nullable Throwable failure) {
				WorkListenerTests.this.told.add((failure != null) ? failure.getClass().getSimpleName() : "end");
				throw new NoClassDefFoundError("a library that is missing");
			}

		};
	}

	@Test
	void anUpdateIsAWaitACommitAndAnEnd() {
		try (ConfigFileRepository files = files()) {
			files.save("a.txt", "hello");
		}
		assertThat(this.told).containsExactly("UPDATE", "+LOCK", "-LOCK", "+COMMIT", "-COMMIT", "COMMITTED 1 5", "end");
	}

	@Test
	void anUpdateThatChangesNothingHasNoCommit() {
		try (ConfigFileRepository files = files()) {
			files.save("a.txt", "hello");
			this.told.clear();
			files.save("a.txt", "hello");
		}
		assertThat(this.told).containsExactly("UPDATE", "+LOCK", "-LOCK", "end");
	}

	@Test
	void aFunctionThatThrowsRollsBack() {
		try (ConfigFileRepository files = files()) {
			files.save("a.properties", "a=1");
			this.told.clear();
			assertThatExceptionOfType(ArithmeticException.class)
				.isThrownBy(() -> files.update("a.properties", (document) -> {
					throw new ArithmeticException();
				}));
		}
		assertThat(this.told).containsExactly("UPDATE", "+LOCK", "-LOCK", "ROLLED_BACK 0 0", "ArithmeticException");
	}

	@Test
	void aTransactionIsOneUnitOverAllItsFiles() {
		try (ConfigFileRepository files = files(); ConfigTransaction transaction = files.begin()) {
			transaction.save("a.txt", "one");
			transaction.save("b.txt", "three");
			transaction.commit();
		}
		assertThat(this.told).containsExactly("TRANSACTION", "+LOCK", "-LOCK", "+LOCK", "-LOCK", "+COMMIT", "-COMMIT",
				"COMMITTED 2 8", "end");
	}

	@Test
	void aTransactionThatIsClosedRollsBack() {
		try (ConfigFileRepository files = files(); ConfigTransaction transaction = files.begin()) {
			transaction.save("a.txt", "one");
		}
		assertThat(this.told).endsWith("ROLLED_BACK 0 0", "end");
	}

	@Test
	void aReadOnlyTransactionHasNoCommit() {
		try (ConfigFileRepository files = files();
				ConfigTransaction transaction = files.begin(ConfigTransactionOptions.DEFAULT.asReadOnly())) {
			transaction.list();
		}
		assertThat(this.told).containsExactly("TRANSACTION", "end");
	}

	@Test
	void aConflictIsTold() {
		try (ConfigFileRepository files = files()) {
			files.save("a.properties", "a=1");
			this.told.clear();
			assertThatExceptionOfType(ConfigConflictException.class)
				.isThrownBy(() -> files.update("a.properties", (document) -> {
					overwrite("b=longer");
					document.set("a", "2");
				}));
		}
		assertThat(this.told).contains("CONFLICT 1 3").endsWith("ConfigConflictException");
	}

	private void overwrite(String content) {
		try {
			Files.writeString(this.base.resolve("a.properties"), content);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Test
	void whatIsHeldByAnotherEndsTheWait() {
		try (ConfigFileRepository files = files(); ConfigTransaction transaction = files.begin()) {
			transaction.save("a.txt", "one");
			this.told.clear();
			assertThatExceptionOfType(LockDeadlockException.class).isThrownBy(() -> files.begin().save("a.txt", "two"));
			assertThat(this.told).startsWith("TRANSACTION", "+LOCK", "-LOCK").doesNotContain("ROLLED_BACK 0 0");
		}
	}

	@Test
	void whoHasLeftFollowsNoMore() {
		WorkListeners listeners = new WorkListeners();
		WorkListener listener = this::follow;
		listeners.add(listener);
		listeners.remove(listener);
		listeners.begin(Kind.UPDATE).committed(new WorkListener.Commit(Outcome.FAILED, Duration.ZERO, 0, 0));
		assertThat(this.told).isEmpty();
	}

}
