package io.safeconfig.spring.transaction;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

import io.safeconfig.CommitOutcomeUnknownException;
import io.safeconfig.ConfigConflictException;
import io.safeconfig.ConfigFileRepository;
import io.safeconfig.FileState;
import io.safeconfig.LockDeadlockException;
import io.safeconfig.LockDeadlockException.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/** When a method is run once more, and when not. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class RetryTests {

	private final LockingMemoryStore store = new LockingMemoryStore();

	private final TransactionalContext context = new TransactionalContext(this.store, true, Script.class,
			Service.class);

	private final Script script = this.context.getBean(Script.class);

	private final Service service = this.context.getBean(Service.class);

	@AfterEach
	void close() {
		this.context.close();
	}

	@Test
	void victimOfADeadlockSucceedsAtTheThirdAttempt() {
		this.script.failure = (attempt) -> (attempt < 3) ? deadlock(Reason.CIRCLE) : null;
		this.service.change();
		assertThat(this.script.attempts).isEqualTo(3);
		assertThat(this.store.text("a.txt")).isEqualTo("attempt 3");
	}

	@Test
	void conflictOfTheCommitIsRepeated() {
		this.script.beforeEnd = () -> {
			if (this.script.attempts == 1) {
				this.store.edit("a.txt", "by hand");
			}
		};
		this.service.change();
		assertThat(this.store.text("a.txt")).isEqualTo("attempt 2");
	}

	@Test
	void lastFailureIsThrown() {
		this.script.failure = (attempt) -> deadlock(Reason.ORDER_TIMEOUT);
		assertThatExceptionOfType(LockDeadlockException.class).isThrownBy(this.service::change);
		assertThat(this.script.attempts).isEqualTo(3);
		assertThat(this.store.list()).isEmpty();
	}

	@Test
	void onceIsTheDefault() {
		this.script.failure = (attempt) -> deadlock(Reason.CIRCLE);
		assertThatExceptionOfType(LockDeadlockException.class).isThrownBy(this.service::once);
		assertThat(this.script.attempts).isEqualTo(1);
	}

	@Test
	void whatARepetitionCannotSolveIsNotRepeated() {
		this.script.failure = (attempt) -> deadlock(Reason.OWN_THREAD);
		assertThatExceptionOfType(LockDeadlockException.class).isThrownBy(this.service::change);
		assertThat(this.script.attempts).isEqualTo(1);
	}

	@Test
	void whatMayHaveChangedSomethingIsNotRepeated() {
		this.store.failureOfNextCommit = new CommitOutcomeUnknownException("a.txt", "doubt", FileState.CHANGED, null);
		assertThatExceptionOfType(CommitOutcomeUnknownException.class).isThrownBy(this.service::change);
		assertThat(this.script.attempts).isEqualTo(1);
	}

	@Test
	void committedWorkIsNotRepeatedWhateverItsExceptionIs() {
		this.script.failure = (attempt) -> new ConfigConflictException("a.txt", "save", null, null, null);
		assertThatExceptionOfType(ConfigConflictException.class).isThrownBy(this.service::commitsOnConflict);
		assertThat(this.script.attempts).isEqualTo(1);
		assertThat(this.store.text("a.txt")).isEqualTo("attempt 1");
	}

	@Test
	void conflictInACallbackAfterTheCommitIsNotRepeated() {
		this.script.beforeEnd = () -> TransactionSynchronizationManager
			.registerSynchronization(new TransactionSynchronization() {
				@Override
				public void afterCommit() {
					throw new ConfigConflictException("b.txt", "save", null, null, null);
				}
			});
		assertThatExceptionOfType(ConfigConflictException.class).isThrownBy(this.service::change);
		assertThat(this.script.attempts).isEqualTo(1);
	}

	@Test
	void participantIsNotRepeated() {
		this.script.failure = (attempt) -> deadlock(Reason.CIRCLE);
		assertThatExceptionOfType(LockDeadlockException.class)
			.isThrownBy(() -> within(this.context.getBean(PlatformTransactionManager.class), this.service::change));
		assertThat(this.script.attempts).isEqualTo(1);
	}

	@Test
	void newTransactionWithinAnotherIsRepeated() {
		this.script.failure = (attempt) -> (attempt < 3) ? deadlock(Reason.CIRCLE) : null;
		assertThatNoException()
			.isThrownBy(() -> within(this.context.getBean(PlatformTransactionManager.class), this.service::anew));
		assertThat(this.store.text("a.txt")).isEqualTo("attempt 3");
	}

	@Test
	void workInTheTransactionOfADatabaseIsNotRepeated() {
		this.script.failure = (attempt) -> deadlock(Reason.CIRCLE);
		PlatformTransactionManager database = new DataSourceTransactionManager(
				new EmbeddedDatabaseBuilder().setType(EmbeddedDatabaseType.H2).generateUniqueName(true).build());
		assertThatExceptionOfType(LockDeadlockException.class).isThrownBy(() -> within(database, this.service::change));
		assertThat(this.script.attempts).isEqualTo(1);
	}

	@Test
	void interruptEndsTheWaitAndStaysSet() {
		this.script.failure = (attempt) -> {
			Thread.currentThread().interrupt();
			return deadlock(Reason.CIRCLE);
		};
		assertThatExceptionOfType(LockDeadlockException.class).isThrownBy(this.service::change);
		assertThat(Thread.interrupted()).isTrue();
		assertThat(this.script.attempts).isEqualTo(1);
	}

	private static void within(PlatformTransactionManager manager, Runnable work) {
		new TransactionTemplate(manager).executeWithoutResult((status) -> work.run());
	}

	private static RuntimeException deadlock(Reason reason) {
		return new LockDeadlockException("a.txt", "lock", reason, Duration.ZERO);
	}

	/** Outside of the service, whose proxy has fields of its own. */
	static class Script {

		int attempts;

		IntFunction<RuntimeException> failure = (attempt) -> null;

		Runnable beforeEnd = () -> {
		};

	}

	static class Service {

		private final ConfigFileRepository configFiles;

		private final Script script;

		Service(ConfigFileRepository configFiles, Script script) {
			this.configFiles = configFiles;
			this.script = script;
		}

		@ConfigTransactional(maxAttempts = 3, backoffMillis = 1)
		void change() {
			once();
		}

		@ConfigTransactional(maxAttempts = 3, backoffMillis = 0, propagation = Propagation.REQUIRES_NEW)
		void anew() {
			once();
		}

		@ConfigTransactional(maxAttempts = 3, noRollbackFor = ConfigConflictException.class)
		void commitsOnConflict() {
			once();
		}

		@ConfigTransactional
		void once() {
			this.script.attempts++;
			this.configFiles.save("a.txt", "attempt " + this.script.attempts);
			RuntimeException failure = this.script.failure.apply(this.script.attempts);
			if (failure != null) {
				throw failure;
			}
			this.script.beforeEnd.run();
		}

	}

}
