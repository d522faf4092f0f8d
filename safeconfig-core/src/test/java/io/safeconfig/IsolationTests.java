package io.safeconfig;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.safeconfig.store.ConfigStore;
import io.safeconfig.store.file.FileConfigStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The anomalies that a serializable transaction cannot show, each as one interleaving of
 * two transactions, which shows the anomaly on a store that isolates nothing.
 */
class IsolationTests {

	@TempDir
	Path base;

	/** The thread of the second transaction. */
	private final ExecutorService second = Executors.newSingleThreadExecutor();

	private ConfigFileRepository files;

	/** Stores that isolate: by locks, and by compare-and-set. */
	enum Isolating {

		FILES, MAP

	}

	private void open(Isolating kind) {
		open((kind == Isolating.FILES) ? FileConfigStore.open(this.base) : new MapConfigStore());
	}

	private void open(ConfigStore store) {
		// who would have to wait is refused at once, and comes again
		this.files = ConfigFileRepository.builder(store)
			.lockTimeout(Duration.ZERO)
			.deadlockTimeout(Duration.ZERO)
			.build();
		this.files.create("a.properties", "n=1\n");
		this.files.create("b.properties", "n=1\n");
	}

	@AfterEach
	void close() {
		this.second.shutdownNow();
		this.files.close();
	}

	@ParameterizedTest
	@EnumSource
	void noUpdateIsLost(Isolating kind) throws Exception {
		open(kind);
		assertThat(twoIncrements()).isEqualTo(3);
	}

	@Test
	void anUpdateIsLostWithoutIsolation() throws Exception {
		open(new WeakConfigStore());
		assertThat(twoIncrements()).isEqualTo(2);
	}

	/** The second one reads and writes between the read and the write of the first. */
	private int twoIncrements() throws Exception {
		boolean[] secondDone = new boolean[1];
		boolean firstDone = transact((transaction) -> {
			int before = transaction.get("a.properties").getInt("n");
			secondDone[0] = second(() -> transact(this::increment));
			transaction.update("a.properties", (document) -> document.set("n", before + 1));
		});
		comeAgain(firstDone, this::increment);
		comeAgain(secondDone[0], this::increment);
		return number("a.properties");
	}

	private void increment(ConfigTransaction transaction) {
		transaction.update("a.properties", (document) -> document.set("n", document.getInt("n") + 1));
	}

	@ParameterizedTest
	@EnumSource
	void whatIsNotCommittedIsNotSeen(Isolating kind) throws Exception {
		open(kind);
		assertThat(seenBeforeTheRollback()).isEqualTo(1);
	}

	@Test
	void whatIsNotCommittedIsSeenWithoutIsolation() throws Exception {
		open(new WeakConfigStore());
		assertThat(seenBeforeTheRollback()).isEqualTo(10);
	}

	private int seenBeforeTheRollback() throws Exception {
		try (ConfigTransaction transaction = this.files.begin()) {
			transaction.save("a.properties", "n=10\n");
			transaction.save("b.properties", "n=10\n");
			transaction.prepare();
			int seen = second(() -> number("a.properties"));
			assertThat(this.files.readAll(List.of("a.properties")).get("a.properties").getInt("n")).isEqualTo(seen);
			return seen;
		}
	}

	@ParameterizedTest
	@EnumSource
	void aReadIsRepeatable(Isolating kind) throws Exception {
		open(kind);
		int[] read = new int[2];
		transact((transaction) -> readTwice(transaction, read));
		assertThat(read[1]).isEqualTo(read[0]);
		try (ConfigTransaction transaction = this.files.begin(ConfigTransactionOptions.DEFAULT.asReadOnly())) {
			readTwice(transaction, read);
		}
		assertThat(read[1]).isEqualTo(read[0]);
	}

	@Test
	void aReadIsNotRepeatableWithoutATransaction() throws Exception {
		open(Isolating.FILES);
		int[] read = new int[2];
		readTwice(this.files, read);
		assertThat(read[1]).isNotEqualTo(read[0]);
	}

	private void readTwice(ConfigFileOperations operations, int[] read) {
		read[0] = operations.get("a.properties").getInt("n");
		second(() -> transact(this::increment));
		read[1] = operations.get("a.properties").getInt("n");
	}

	@ParameterizedTest
	@EnumSource
	void twoFilesAreReadAsTheyWereTogether(Isolating kind) throws Exception {
		open(kind);
		assertThat(differenceSeen(ConfigTransactionOptions.DEFAULT)).isZero();
		assertThat(differenceSeen(ConfigTransactionOptions.DEFAULT.asReadOnly())).isZero();
	}

	@Test
	void twoFilesAreNotReadTogetherWithoutIsolation() throws Exception {
		open(new WeakConfigStore());
		assertThat(differenceSeen(ConfigTransactionOptions.DEFAULT)).isEqualTo(1);
	}

	/** The second one changes both between the two reads of the first. */
	private int differenceSeen(ConfigTransactionOptions options) throws Exception {
		int[] seen = new int[2];
		boolean[] once = { true };
		Consumer<ConfigTransaction> work = (transaction) -> {
			seen[0] = transaction.get("a.properties").getInt("n");
			if (once[0]) {
				once[0] = false;
				second(() -> transact((other) -> {
					this.increment(other);
					other.save("b.properties", other.get("a.properties").text());
				}));
			}
			seen[1] = transaction.get("b.properties").getInt("n");
		};
		comeAgain(transact(options, work), work);
		return seen[1] - seen[0];
	}

	@ParameterizedTest
	@EnumSource
	void twoThatEachReadWhatTheOtherWritesDoNotBothCommit(Isolating kind) throws Exception {
		open(kind);
		assertThat(sumOfTwoWithdrawals()).isEqualTo(1);
	}

	@Test
	void twoThatEachReadWhatTheOtherWritesBothCommitWithoutIsolation() throws Exception {
		open(new WeakConfigStore());
		assertThat(sumOfTwoWithdrawals()).isZero();
	}

	/** Each takes one away from its file as long as one is left in both together. */
	private int sumOfTwoWithdrawals() throws Exception {
		boolean[] secondDone = new boolean[1];
		boolean firstDone = transact((transaction) -> {
			int sum = sum(transaction);
			secondDone[0] = second(() -> transact((other) -> withdraw(other, sum(other), "b.properties")));
			withdraw(transaction, sum, "a.properties");
		});
		comeAgain(firstDone, (transaction) -> withdraw(transaction, sum(transaction), "a.properties"));
		comeAgain(secondDone[0], (transaction) -> withdraw(transaction, sum(transaction), "b.properties"));
		return sum(this.files);
	}

	private static int sum(ConfigFileOperations operations) {
		return operations.get("a.properties").getInt("n") + operations.get("b.properties").getInt("n");
	}

	private static void withdraw(ConfigTransaction transaction, int sum, String name) {
		if (sum > 1) {
			transaction.update(name, (document) -> document.set("n", document.getInt("n") - 1));
		}
	}

	private boolean transact(Consumer<ConfigTransaction> work) {
		return transact(ConfigTransactionOptions.DEFAULT, work);
	}

	/** Whether it was committed; not if it was refused with nothing changed. */
	private boolean transact(ConfigTransactionOptions options, Consumer<ConfigTransaction> work) {
		try (ConfigTransaction transaction = this.files.begin(options)) {
			work.accept(transaction);
			transaction.commit();
			return true;
		}
		catch (LockTimeoutException | LockDeadlockException | ConfigConflictException ex) {
			assertThat(ex.state()).isEqualTo(FileState.UNCHANGED);
			assertThat(ex.isRetrySafe()).isTrue();
			return false;
		}
	}

	private void comeAgain(boolean done, Consumer<ConfigTransaction> work) {
		if (!done) {
			assertThat(transact(work)).isTrue();
		}
	}

	/** On the other thread, to its end. */
	private <T> T second(Callable<T> work) {
		try {
			return this.second.submit(work).get(5, TimeUnit.MINUTES);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private int number(String name) {
		return this.files.get(name).getInt("n");
	}

}
