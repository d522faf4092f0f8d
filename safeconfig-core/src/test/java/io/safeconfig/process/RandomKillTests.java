package io.safeconfig.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.safeconfig.ConfigFileRepository;
import io.safeconfig.ConfigTransactionOptions;
import io.safeconfig.store.file.FileConfigStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Several processes that move amounts between files are killed at random moments. */
@Timeout(1200)
class RandomKillTests {

	private static final int PROCESSES = 4;

	private static final int ACCOUNTS = 10;

	private static final int SEED = 1000;

	private static final int KILLS = Integer.getInteger("safeconfig.test.times", 30) / 3;

	private final Random random = new Random();

	private final Account[] movers = new Account[PROCESSES];

	@TempDir
	Path base;

	/** What is known of the transfers of one mover. */
	private static final class Account {

		private ChildProcess process;

		private int acknowledged;

		private int kills;

		private int killsSinceLast;

		/** After a kill one transfer may be on disk that was not acknowledged. */
		private boolean add(String line) {
			if (!line.matches("moved \\d+;")) {
				return false;
			}
			int count = Integer.parseInt(line.substring("moved ".length(), line.length() - 1));
			assertThat(count).isBetween(this.acknowledged + 1, this.acknowledged + 1 + this.killsSinceLast);
			this.acknowledged = count;
			this.killsSinceLast = 0;
			return true;
		}

	}

	@Test
	void theSumNeverDiffersAndNoAcknowledgedTransferIsLost() throws Exception {
		for (int number = 0; number < ACCOUNTS; number++) {
			Path file = this.base.resolve(Mover.account(number));
			Files.createDirectories(file.getParent());
			Files.writeString(file, "limit=" + SEED + "\n");
		}
		long sums;
		try (SumWatch watch = new SumWatch(this.base, ACCOUNTS, ACCOUNTS * SEED)) {
			for (int i = 0; i < PROCESSES; i++) {
				this.movers[i] = new Account();
				start(i);
			}
			for (int kill = 0; kill < KILLS; kill++) {
				killAtRandom();
			}
			stopAll();
			sums = watch.sums();
		}
		finally {
			for (Account mover : this.movers) {
				if (mover != null && mover.process != null) {
					mover.process.close();
				}
			}
		}
		verifyAtTheEnd(sums);
	}

	private void start(int i) throws Exception {
		this.movers[i].process = ChildProcess.silentJavaUnder(List.of(), Mover.class, this.base, i, ACCOUNTS,
				this.random.nextLong());
	}

	private void killAtRandom() throws Exception {
		int chosen = this.random.nextInt(PROCESSES);
		Account mover = this.movers[chosen];
		int lines = 1 + this.random.nextInt(8);
		for (int i = 0; i < lines; i++) {
			String line = mover.process.nextLine();
			assertThat(line).isNotNull();
			mover.add(line);
		}
		LockSupport.parkNanos(this.random.nextLong(TimeUnit.MILLISECONDS.toNanos(10)));
		mover.process.kill();
		takeRest(mover, true);
		mover.kills++;
		mover.killsSinceLast++;
		start(chosen);
	}

	/** The last line may be cut off by the kill. */
	private static void takeRest(Account mover, boolean killed) throws InterruptedException {
		List<String> rest = mover.process.remainingLines();
		for (int i = 0; i < rest.size(); i++) {
			String line = rest.get(i);
			boolean last = i == rest.size() - 1;
			assertThat(mover.add(line) || line.equals("done") || (killed && last)).as("%s", rest).isTrue();
		}
	}

	private void stopAll() throws Exception {
		for (Account mover : this.movers) {
			mover.process.say("stop");
		}
		for (Account mover : this.movers) {
			takeRest(mover, false);
			assertThat(mover.process.await()).isZero();
		}
	}

	private void verifyAtTheEnd(long sums) throws Exception {
		List<String> report = new ArrayList<>();
		try (ConfigFileRepository files = ConfigFileRepository.using(FileConfigStore.open(this.base))) {
			files.begin(ConfigTransactionOptions.DEFAULT.withFiles(files.list())).close(); // who
																							// locks
																							// a
																							// file
																							// clears
																							// up
			assertThat(Scenario.leftovers(this.base)).isEmpty();
			int sum = 0;
			for (int number = 0; number < ACCOUNTS; number++) {
				sum += files.get(Mover.account(number)).getInt("limit");
			}
			assertThat(sum).isEqualTo(ACCOUNTS * SEED);
			for (int i = 0; i < PROCESSES; i++) {
				int moves = files.get(Mover.counter(i)).getInt("moves");
				report.add(this.movers[i].acknowledged + " acknowledged of " + moves + ", " + this.movers[i].kills
						+ " kills");
				assertThat(moves).isBetween(this.movers[i].acknowledged,
						this.movers[i].acknowledged + this.movers[i].killsSinceLast);
			}
		}
		assertThat(sums).isPositive();
		System.out.println("KILLS " + KILLS + ", sums " + sums + ": " + report);
	}

}
