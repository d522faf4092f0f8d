package io.safeconfig.spring.transaction;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.safeconfig.CommitOutcomeUnknownException;
import io.safeconfig.ConfigConflictException;
import io.safeconfig.ConfigFileListener;
import io.safeconfig.ConfigFileRepository;
import io.safeconfig.ConfigFilesChange;
import io.safeconfig.FileState;
import io.safeconfig.LockDeadlockException;
import io.safeconfig.LockTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.TransactionTimedOutException;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** What the manager does beside propagation. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class ConfigFileTransactionManagerTests {

	private final List<String> calls = new ArrayList<>();

	private final List<ConfigFilesChange> changes = new ArrayList<>();

	private final LockingMemoryStore store = new LockingMemoryStore();

	private final ConfigFileRepository direct = ConfigFileRepository.builder(this.store)
		.listener(new ConfigFileListener() {
			@Override
			public void filesChanged(ConfigFilesChange change) {
				ConfigFileTransactionManagerTests.this.changes.add(change);
			}
		})
		.build();

	private final ConfigFileRepository configFiles = SpringTransactionScope.join(this.direct);

	private final ConfigFileTransactionManager manager = new ConfigFileTransactionManager(this.configFiles);

	private final ConfigTransactionTemplate template = new ConfigTransactionTemplate(this.manager);

	@Test
	void severalFilesBecomeVisibleTogetherAtTheCommit() {
		this.template.executeWithoutResult((status) -> {
			this.configFiles.save("a.txt", "one");
			this.configFiles.save("b.txt", "two");
			assertThat(this.configFiles.get("a.txt").text()).isEqualTo("one");
			assertThat(this.store.list()).isEmpty();
		});
		assertThat(this.store.text("a.txt") + this.store.text("b.txt")).isEqualTo("onetwo");
		assertThat(this.changes).extracting(ConfigFilesChange::names).containsExactly(List.of("a.txt", "b.txt"));
	}

	@Test
	void rollbackOnlyDropsEverything() {
		this.template.executeWithoutResult((status) -> {
			this.configFiles.save("a.txt", "one");
			status.setRollbackOnly();
		});
		assertThat(this.store.list()).isEmpty();
	}

	@Test
	void nestedTransactionCanFailAgainAndAgainWithoutTheOuterOne() {
		TransactionTemplate nested = new TransactionTemplate(this.manager);
		nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
		this.template.executeWithoutResult((status) -> {
			this.configFiles.save("a.txt", "kept");
			for (int i = 0; i < 3; i++) {
				nested.executeWithoutResult((inner) -> {
					this.configFiles.save("a.txt", "dropped");
					this.configFiles.save("b.txt", "dropped");
					inner.setRollbackOnly();
				});
				assertThat(this.configFiles.get("a.txt").text()).isEqualTo("kept");
			}
			nested.executeWithoutResult((inner) -> this.configFiles.save("c.txt", "kept"));
		});
		assertThat(this.store.list()).containsExactly("a.txt", "c.txt");
		assertThat(this.store.text("a.txt")).isEqualTo("kept");
	}

	@Test
	void failureOfAParticipantInANestedTransactionEndsWithIt() {
		TransactionTemplate nested = new TransactionTemplate(this.manager);
		nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
		this.template.executeWithoutResult((status) -> {
			this.configFiles.save("a.txt", "kept");
			assertThatIllegalStateException().isThrownBy(() -> nested.executeWithoutResult(
					(inner) -> new TransactionTemplate(this.manager).executeWithoutResult((participant) -> {
						throw new IllegalStateException("participant");
					})));
		});
		assertThat(this.store.list()).containsExactly("a.txt");
	}

	@Test
	void newTransactionCannotHaveTheFileOfTheSuspendedOne() {
		TransactionTemplate anew = new TransactionTemplate(this.manager);
		anew.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		this.template.executeWithoutResult((status) -> {
			this.configFiles.save("a.txt", "outer");
			assertThatExceptionOfType(LockDeadlockException.class)
				.isThrownBy(() -> anew.executeWithoutResult((inner) -> this.configFiles.save("a.txt", "inner")))
				.matches((ex) -> ex.reason() == LockDeadlockException.Reason.OWN_THREAD);
		});
		assertThat(this.store.text("a.txt")).isEqualTo("outer");
	}

	@Test
	void readOnlyRefusesChangesAndLocksNothing() {
		this.store.edit("a.txt", "one");
		this.template.setReadOnly(true);
		this.template.executeWithoutResult((status) -> {
			assertThat(this.configFiles.get("a.txt").text()).isEqualTo("one");
			assertThat(this.store.locked()).isEmpty();
			assertThatIllegalStateException().isThrownBy(() -> this.configFiles.save("a.txt", "two"))
				.withMessageContaining("read-only");
		});
		assertThat(this.store.text("a.txt")).isEqualTo("one");
	}

	@Test
	void filesThatAreNamedAreLockedAtTheBeginning() {
		this.template.setFiles("b.txt", "a.txt");
		this.template.executeWithoutResult(
				(status) -> assertThat(this.store.locked()).containsExactlyInAnyOrder("a.txt", "b.txt"));
		assertThat(new ConfigTransactionTemplate(this.manager, this.template).getFiles())
			.containsExactlyInAnyOrder("a.txt", "b.txt");
		assertThat(this.template).isNotEqualTo(new ConfigTransactionTemplate(this.manager));
	}

	@Test
	void theNameOfTheDefinitionIsTheOrigin() {
		this.template.setName("nightly import");
		this.template.executeWithoutResult((status) -> this.configFiles.save("a.txt", "one"));
		assertThat(this.changes).singleElement().extracting(ConfigFilesChange::origin).isEqualTo("nightly import");
	}

	@Test
	void timeoutLimitsTheWaitForALock() {
		this.template.setTimeout(1);
		this.template.setFiles("a.txt");
		whileLocked("a.txt", () -> assertThatExceptionOfType(LockTimeoutException.class)
			.isThrownBy(() -> this.template.executeWithoutResult((status) -> {
			}))
			.satisfies((ex) -> assertThat(ex.waited()).isLessThanOrEqualTo(Duration.ofSeconds(1))));
		assertThat(TransactionSynchronizationManager.getResourceMap()).isEmpty();
	}

	@Test
	void pastTheTimeoutCallsAndTheCommitAreRefused() {
		this.template.setTimeout(0);
		assertThatExceptionOfType(TransactionTimedOutException.class)
			.isThrownBy(() -> this.template.executeWithoutResult((status) -> {
				register();
				assertThatExceptionOfType(TransactionTimedOutException.class)
					.isThrownBy(() -> this.configFiles.save("a.txt", "one"));
			}));
		assertThat(this.store.list()).isEmpty();
		assertThat(this.calls).containsExactly("beforeCommit", "beforeCompletion", "rolled back");
	}

	@Test
	void commitThatMeetsAConflictIsReportedAsRolledBack() {
		assertThatExceptionOfType(ConfigConflictException.class)
			.isThrownBy(() -> this.template.executeWithoutResult((status) -> {
				register();
				this.configFiles.save("a.txt", "one");
				this.store.edit("a.txt", "by hand");
			}));
		assertThat(this.store.text("a.txt")).isEqualTo("by hand");
		assertThat(this.calls).containsExactly("beforeCommit", "beforeCompletion", "rolled back");
		assertNothingIsLeft();
	}

	@Test
	void commitThatMayHaveChangedSomethingIsNotReportedAsRolledBack() {
		CommitOutcomeUnknownException unknown = new CommitOutcomeUnknownException("a.txt",
				"the directory could not be forced to disk", FileState.UNKNOWN, null);
		this.manager.addListener(new Listener());
		assertThatExceptionOfType(CommitOutcomeUnknownException.class)
			.isThrownBy(() -> this.template.executeWithoutResult((status) -> {
				register();
				this.configFiles.save("a.txt", "one");
				this.store.failureOfNextCommit = unknown;
			}))
			.isSameAs(unknown);
		assertThat(this.calls).contains("unknown").doesNotContain("rolled back", "listener rolled back");
		assertNothingIsLeft();
	}

	private void assertNothingIsLeft() {
		assertThat(this.store.locked()).isEmpty();
		assertThat(TransactionSynchronizationManager.getResourceMap()).isEmpty();
		assertThat(TransactionSynchronizationManager.isSynchronizationActive()).isFalse();
	}

	@Test
	void synchronizationsAndListenersAreCalledInOrder() {
		this.manager.addListener(new Listener());
		this.template.executeWithoutResult((status) -> {
			register();
			this.configFiles.save("a.txt", "one");
		});
		assertThat(this.calls).containsExactly("listener began", "beforeCommit", "beforeCompletion", "listener commits",
				"afterCommit", "committed", "listener committed");
	}

	@Test
	void changesFromBeforeCommitBelongToTheTransactionAndThoseFromAfterCommitStandAlone() {
		this.template.executeWithoutResult((status) -> {
			this.configFiles.save("a.txt", "one");
			TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
				@Override
				public void beforeCommit(boolean readOnly) {
					ConfigFileTransactionManagerTests.this.configFiles.save("b.txt", "two");
				}

				@Override
				public void afterCommit() {
					assertThat(ConfigFileTransactionManagerTests.this.store.list()).containsExactly("a.txt", "b.txt");
					ConfigFileTransactionManagerTests.this.configFiles.save("a.txt", "alone");
					new TransactionTemplate(ConfigFileTransactionManagerTests.this.manager).executeWithoutResult(
							(own) -> ConfigFileTransactionManagerTests.this.configFiles.save("b.txt", "anew"));
				}
			});
		});
		assertThat(this.changes).extracting(ConfigFilesChange::names)
			.containsExactly(List.of("a.txt", "b.txt"), List.of("a.txt"), List.of("b.txt"));
		assertThat(this.store.text("a.txt") + this.store.text("b.txt")).isEqualTo("aloneanew");
		assertNothingIsLeft();
	}

	@Test
	void transactionsOfTwoRepositoriesDoNotMeet() {
		LockingMemoryStore otherStore = new LockingMemoryStore();
		ConfigFileRepository other = SpringTransactionScope.join(ConfigFileRepository.using(otherStore));
		TransactionTemplate otherTemplate = new TransactionTemplate(new ConfigFileTransactionManager(other));
		this.template.executeWithoutResult((status) -> {
			this.configFiles.save("a.txt", "ours");
			other.save("a.txt", "alone");
			otherTemplate.executeWithoutResult((inner) -> {
				other.save("b.txt", "theirs");
				this.configFiles.save("b.txt", "ours");
			});
			assertThat(otherStore.list()).containsExactly("a.txt", "b.txt");
			status.setRollbackOnly();
		});
		assertThat(this.store.list()).isEmpty();
	}

	@Test
	void proxyOfTheRepositoryJoinsToo() {
		ConfigFileRepository proxy = (ConfigFileRepository) new ProxyFactory(this.configFiles).getProxy();
		PlatformTransactionManager ofProxy = new ConfigFileTransactionManager(proxy);
		TransactionStatus status = ofProxy.getTransaction(new DefaultTransactionDefinition());
		proxy.save("a.txt", "one");
		assertThat(this.store.list()).isEmpty();
		ofProxy.commit(status);
		assertThat(this.store.list()).containsExactly("a.txt");
	}

	@Test
	void failedBeginLeavesNothingBehind() {
		TransactionTemplate anew = new ConfigTransactionTemplate(this.manager, this.template);
		anew.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		((ConfigTransactionTemplate) anew).setFiles("a.txt");
		this.template.executeWithoutResult((status) -> {
			this.configFiles.save("a.txt", "outer");
			assertThatExceptionOfType(LockDeadlockException.class)
				.isThrownBy(() -> anew.executeWithoutResult((inner) -> {
				}));
			assertThat(this.configFiles.get("a.txt").text()).isEqualTo("outer");
		});
		assertThat(this.store.text("a.txt")).isEqualTo("outer");
		assertNothingIsLeft();
	}

	private void whileLocked(String name, Runnable action) {
		CountDownLatch locked = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		CompletableFuture<Void> change = CompletableFuture
			.runAsync(() -> this.direct.updateOrCreate(name, (document) -> {
				locked.countDown();
				await(release);
			}));
		try {
			await(locked);
			action.run();
		}
		finally {
			release.countDown();
			change.join();
		}
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void register() {
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
			@Override
			public void beforeCommit(boolean readOnly) {
				ConfigFileTransactionManagerTests.this.calls.add("beforeCommit");
			}

			@Override
			public void beforeCompletion() {
				ConfigFileTransactionManagerTests.this.calls.add("beforeCompletion");
			}

			@Override
			public void afterCommit() {
				ConfigFileTransactionManagerTests.this.calls.add("afterCommit");
			}

			@Override
			public void afterCompletion(int status) {
				ConfigFileTransactionManagerTests.this.calls
					.add(List.of("committed", "rolled back", "unknown").get(status));
			}
		});
	}

	private final class Listener implements TransactionExecutionListener {

		@Override
		public void afterBegin(TransactionExecution transaction, Throwable failure) {
			ConfigFileTransactionManagerTests.this.calls.add("listener began");
		}

		@Override
		public void beforeCommit(TransactionExecution transaction) {
			ConfigFileTransactionManagerTests.this.calls.add("listener commits");
		}

		@Override
		public void afterCommit(TransactionExecution transaction, Throwable failure) {
			ConfigFileTransactionManagerTests.this.calls.add("listener committed");
		}

		@Override
		public void afterRollback(TransactionExecution transaction, Throwable failure) {
			ConfigFileTransactionManagerTests.this.calls.add("listener rolled back" + (failure != null ? ": ?" : ""));
		}

	}

}
