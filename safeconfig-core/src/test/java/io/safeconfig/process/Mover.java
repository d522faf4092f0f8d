package io.safeconfig.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;

import io.safeconfig.ConfigFileRepository;
import io.safeconfig.ConfigTransaction;
import io.safeconfig.ConfigTransactionOptions;
import io.safeconfig.LockDeadlockException;
import io.safeconfig.store.file.FileConfigStore;

/**
 * A process that moves amounts between accounts at random, each in a transaction, until
 * it is sent a line. It counts its transfers in a file of its own that is part of the
 * transaction, and says the count of each one that was committed.
 */
final class Mover {

	private final ConfigFileRepository files;

	private final String counter;

	private final int accounts;

	private final Random random;

	private Mover(ConfigFileRepository files, String counter, int accounts, long seed) {
		this.files = files;
		this.counter = counter;
		this.accounts = accounts;
		this.random = new Random(seed);
	}

	public static void main(String[] arguments) throws IOException {
		ConfigFileRepository files = ConfigFileRepository.builder(FileConfigStore.open(Path.of(arguments[0])))
			.lockTimeout(Duration.ofMinutes(2))
			.deadlockTimeout(Duration.ofMillis(100))
			.build();
		Mover mover = new Mover(files, counter(arguments[1]), Integer.parseInt(arguments[2]),
				Long.parseLong(arguments[3]));
		while (System.in.available() == 0) {
			System.out.println("moved " + mover.move() + ";");
		}
		System.out.println("done");
	}

	static String account(int number) {
		return "accounts/" + number + ".properties";
	}

	static String counter(Object mover) {
		return "counter-" + mover + ".properties";
	}

	private int move() {
		int from = this.random.nextInt(this.accounts);
		String source = account(from);
		String target = account((from + 1 + this.random.nextInt(this.accounts - 1)) % this.accounts);
		ConfigTransactionOptions options = switch (this.random.nextInt(3)) {
			case 0 -> ConfigTransactionOptions.DEFAULT.withFiles(source, target, this.counter);
			case 1 -> ConfigTransactionOptions.DEFAULT.withFiles(target);
			default -> ConfigTransactionOptions.DEFAULT;
		};
		int amount = this.random.nextInt(20);
		while (true) {
			try (ConfigTransaction transaction = this.files.begin(options)) {
				int count = move(transaction, source, target, amount);
				transaction.commit();
				return count;
			}
			catch (LockDeadlockException ex) {
				if (!ex.isRetrySafe()) {
					throw ex;
				}
			}
		}
	}

	private int move(ConfigTransaction transaction, String source, String target, int amount) {
		transaction.update(source, (document) -> document.set("limit", document.getInt("limit") - amount));
		transaction.update(target, (document) -> document.set("limit", document.getInt("limit") + amount));
		return transaction
			.updateOrCreate(this.counter, (document) -> document.set("moves", document.getInt("moves", 0) + 1))
			.getInt("moves");
	}

}
