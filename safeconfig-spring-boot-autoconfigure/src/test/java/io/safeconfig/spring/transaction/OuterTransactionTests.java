package io.safeconfig.spring.transaction;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;

import io.safeconfig.ConfigConflictException;
import io.safeconfig.ConfigFileRepository;
import io.safeconfig.ConfigTransaction;
import io.safeconfig.TransactionScope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabase;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** Files bound to the transaction of a database. */
class OuterTransactionTests {

	private final EmbeddedDatabase database = new EmbeddedDatabaseBuilder().setType(EmbeddedDatabaseType.H2)
		.generateUniqueName(true)
		.build();

	private final JdbcTemplate jdbc = new JdbcTemplate(this.database);

	private final Database databaseManager = new Database();

	private final TransactionTemplate template = new TransactionTemplate(this.databaseManager);

	private final List<String> events = new ArrayList<>();

	private final LockingMemoryStore store = new LockingMemoryStore();

	private final ConfigFileRepository configFiles = SpringTransactionScope
		.joinOthers(ConfigFileRepository.using(this.store));

	private final ConfigFileTransactionManager fileManager = new ConfigFileTransactionManager(this.configFiles);

	@BeforeEach
	void createTable() {
		this.fileManager.setJoinsOthers(true);
		this.jdbc.execute("create table quota (amount int)");
	}

	@AfterEach
	void nothingIsLeft() {
		this.database.shutdown();
		assertThat(this.store.locked()).isEmpty();
		assertThat(TransactionSynchronizationManager.getResourceMap()).isEmpty();
	}

	private int rows() {
		return this.jdbc.queryForObject("select count(*) from quota", Integer.class);
	}

	private void insertAndSave(String content) {
		this.jdbc.update("insert into quota values (1)");
		this.configFiles.save("a.txt", content);
	}

	@Test
	void filesAreReplacedRightAfterTheDatabaseHasCommitted() {
		this.template.executeWithoutResult((status) -> {
			insertAndSave("one");
			assertThat(this.configFiles.get("a.txt").text()).isEqualTo("one");
			assertThat(this.store.list()).isEmpty();
			after(() -> this.events.add("file " + this.store.text("a.txt")));
			this.databaseManager.beforeCommit = () -> this.events.add("database, files " + this.store.list());
		});
		assertThat(this.events).containsExactly("database, files []", "file one");
		assertThat(rows()).isOne();
	}

	@Test
	void filesAreDroppedWhenTheDatabaseRollsBack() {
		this.template.executeWithoutResult((status) -> {
			insertAndSave("one");
			status.setRollbackOnly();
		});
		assertThat(this.store.list()).isEmpty();
		assertThat(rows()).isZero();
	}

	@Test
	void filesAreDroppedWhenTheCommitOfTheDatabaseFails() {
		this.databaseManager.beforeCommit = () -> {
			throw new TransactionSystemException("the connection is gone");
		};
		assertThatExceptionOfType(TransactionSystemException.class)
			.isThrownBy(() -> this.template.executeWithoutResult((status) -> insertAndSave("one")));
		assertThat(this.store.list()).isEmpty();
	}

	@Test
	void failedReplacementReachesTheCallerThoughTheDatabaseHasCommitted() {
		assertThatExceptionOfType(ConfigConflictException.class)
			.isThrownBy(() -> this.template.executeWithoutResult((status) -> {
				insertAndSave("one");
				this.store.edit("a.txt", "by hand");
			}));
		assertThat(this.store.text("a.txt")).isEqualTo("by hand");
		assertThat(rows()).isOne();
	}

	@Test
	void filesAreReplacedAlsoWhenAnotherCallbackFails() {
		assertThatIllegalStateException().isThrownBy(() -> this.template.executeWithoutResult((status) -> {
			after(() -> {
				throw new IllegalStateException("callback");
			});
			insertAndSave("one");
		}));
		assertThat(this.store.text("a.txt")).isEqualTo("one");
	}

	@Test
	void readOnlyOfTheDatabaseIsHonoured() {
		this.template.setReadOnly(true);
		this.store.edit("a.txt", "one");
		this.template.executeWithoutResult((status) -> {
			assertThat(this.configFiles.get("a.txt").text()).isEqualTo("one");
			assertThatIllegalStateException().isThrownBy(() -> this.configFiles.save("a.txt", "two"))
				.withMessageContaining("read-only");
		});
	}

	@Test
	void suspendedAndResumedWithTheDatabase() {
		TransactionTemplate anew = new TransactionTemplate(this.databaseManager);
		anew.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		TransactionTemplate none = new TransactionTemplate(this.databaseManager);
		none.setPropagationBehavior(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
		this.template.executeWithoutResult((status) -> {
			this.configFiles.save("outer.txt", "outer");
			anew.executeWithoutResult((inner) -> this.configFiles.save("inner.txt", "inner"));
			none.executeWithoutResult((inner) -> this.configFiles.save("none.txt", "none"));
			assertThat(this.store.list()).containsExactly("inner.txt", "none.txt");
			assertThat(this.configFiles.get("outer.txt").text()).isEqualTo("outer");
			status.setRollbackOnly();
		});
		assertThat(this.store.list()).containsExactly("inner.txt", "none.txt");
	}

	@Test
	void rollsBackToSavepointsWithTheDatabase() {
		TransactionTemplate nested = new TransactionTemplate(this.databaseManager);
		nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
		this.template.executeWithoutResult((status) -> {
			nested.executeWithoutResult((inner) -> {
				this.configFiles.save("first.txt", "dropped");
				inner.setRollbackOnly();
			});
			insertAndSave("kept");
			nested.executeWithoutResult((inner) -> {
				insertAndSave("dropped");
				inner.setRollbackOnly();
			});
		});
		assertThat(this.store.list()).containsExactly("a.txt");
		assertThat(this.store.text("a.txt")).isEqualTo("kept");
		assertThat(rows()).isOne();
	}

	@Test
	void transactionOfFilesTakesPartInThatOfTheDatabase() {
		TransactionTemplate files = new TransactionTemplate(this.fileManager);
		this.template.executeWithoutResult((status) -> {
			files.executeWithoutResult((inner) -> this.configFiles.save("a.txt", "one"));
			assertThat(this.store.list()).isEmpty();
			status.setRollbackOnly();
		});
		assertThat(this.store.list()).isEmpty();
		assertThatIllegalStateException().isThrownBy(() -> this.template.executeWithoutResult((status) -> {
			insertAndSave("one");
			files.executeWithoutResult((inner) -> inner.setRollbackOnly());
		}));
		assertThat(this.store.list()).isEmpty();
		assertThat(rows()).isZero();
	}

	@Test
	void databaseWithinATransactionOfFilesGoesItsOwnWay() {
		new TransactionTemplate(this.fileManager).executeWithoutResult((status) -> {
			this.template.executeWithoutResult((inner) -> insertAndSave("one"));
			assertThat(rows()).isOne();
			assertThat(this.store.list()).isEmpty();
		});
		assertThat(this.store.text("a.txt")).isEqualTo("one");
	}

	@Test
	void filesCanBeUsedBeforeTheyArePreparedAndNotBetweenThatAndTheCommit() {
		this.template.executeWithoutResult((status) -> {
			before(() -> this.configFiles.save("early.txt", "early"));
			insertAndSave("one");
			before(() -> assertThatIllegalStateException().isThrownBy(() -> this.configFiles.save("late.txt", "late"))
				.withMessageContaining("already prepared"));
		});
		assertThat(this.store.list()).containsExactly("a.txt", "early.txt");
	}

	@Test
	void callsAfterTheCommitStandAlone() {
		this.template.executeWithoutResult((status) -> {
			insertAndSave("one");
			after(() -> this.configFiles.save("b.txt", "two"));
		});
		assertThat(this.store.list()).containsExactly("a.txt", "b.txt");
	}

	@Test
	void preparesBeforeTheDatabaseCommits() {
		ConfigFileRepository recorded = recording(null);
		this.databaseManager.beforeCommit = () -> this.events.add("database");
		this.template.executeWithoutResult((status) -> assertThat(recorded.exists("a.txt")).isTrue());
		assertThat(this.events).containsExactly("prepare", "database", "commit");
	}

	@Test
	void failedPreparationRollsTheDatabaseBack() {
		ConfigFileRepository recorded = recording(new IllegalStateException("no space left"));
		assertThatIllegalStateException().isThrownBy(() -> this.template.executeWithoutResult((status) -> {
			this.jdbc.update("insert into quota values (1)");
			recorded.exists("a.txt");
		})).withMessage("no space left");
		assertThat(this.events).containsExactly("prepare", "rollback");
		assertThat(rows()).isZero();
	}

	@Test
	void withoutSynchronizationChangesInADatabaseTransactionStandAlone() {
		ConfigFileRepository plain = SpringTransactionScope.join(ConfigFileRepository.using(this.store));
		this.template.executeWithoutResult((status) -> {
			plain.save("a.txt", "one");
			assertThat(this.store.text("a.txt")).isEqualTo("one");
			status.setRollbackOnly();
		});
		assertThat(this.store.text("a.txt")).isEqualTo("one");
	}

	private static void before(Runnable action) {
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
			@Override
			public void beforeCommit(boolean readOnly) {
				action.run();
			}
		});
	}

	private static void after(Runnable action) {
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
			@Override
			public void afterCommit() {
				action.run();
			}
		});
	}

	/** A repository whose transaction tells what is asked of it. */
	private ConfigFileRepository recording(RuntimeException failureOfPreparation) {
		ConfigTransaction transaction = stub(ConfigTransaction.class, (method, argument) -> switch (method) {
			case "isActive" -> !this.events.contains("commit") && !this.events.contains("rollback");
			case "isReadOnly" -> false;
			case "createSavepoint" -> null;
			default -> {
				this.events.add(method);
				if (method.equals("prepare") && failureOfPreparation != null) {
					throw failureOfPreparation;
				}
				yield null;
			}
		});
		AtomicReference<TransactionScope> scope = new AtomicReference<>();
		AtomicReference<ConfigFileRepository> self = new AtomicReference<>();
		self.set(stub(ConfigFileRepository.class, (method, argument) -> switch (method) {
			case "joining" -> {
				scope.set((TransactionScope) argument);
				yield self.get();
			}
			case "begin" -> transaction;
			default -> scope.get().current() != null;
		}));
		return SpringTransactionScope.joinOthers(self.get());
	}

	private static <T> T stub(Class<T> type, BiFunction<String, Object, Object> answer) {
		return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type },
				(proxy, method, arguments) -> switch (method.getName()) {
					case "hashCode" -> System.identityHashCode(proxy);
					case "equals" -> proxy == arguments[0];
					default -> answer.apply(method.getName(), (arguments != null) ? arguments[0] : null);
				}));
	}

	private final class Database extends JdbcTransactionManager {

		private Runnable beforeCommit = () -> {
		};

		Database() {
			super(OuterTransactionTests.this.database);
		}

		@Override
		protected void doCommit(DefaultTransactionStatus status) {
			this.beforeCommit.run();
			super.doCommit(status);
		}

	}

}
