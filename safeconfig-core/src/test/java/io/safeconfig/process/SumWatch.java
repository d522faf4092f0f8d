package io.safeconfig.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import io.safeconfig.ConfigConflictException;
import io.safeconfig.ConfigFileRepository;
import io.safeconfig.ConfigTransaction;
import io.safeconfig.ConfigTransactionOptions;
import io.safeconfig.store.file.FileConfigStore;

import static org.assertj.core.api.Assertions.assertThat;

/** Adds up the accounts all the time, in each way that promises one consistent state. */
final class SumWatch implements AutoCloseable {

	private final ConfigFileRepository files;

	private final List<String> names = new ArrayList<>();

	private final int expected;

	private final List<Thread> threads = new ArrayList<>();

	private final AtomicLong sums = new AtomicLong();

	private volatile boolean stopped;

	private volatile Throwable failure;

	SumWatch(Path base, int accounts, int expected) {
		this.files = ConfigFileRepository.using(FileConfigStore.open(base));
		this.expected = expected;
		for (int number = 0; number < accounts; number++) {
			this.names.add(Mover.account(number));
		}
		start("together", this::together);
		start("one by one", this::oneByOne);
	}

	/** A way to add up. */
	@FunctionalInterface
	private interface Sum {

		int get(List<String> names);

	}

	private void start(String name, Sum sum) {
		Thread thread = new Thread(() -> watch(sum), name);
		this.threads.add(thread);
		thread.start();
	}

	private void watch(Sum sum) {
		List<String> order = new ArrayList<>(this.names);
		try {
			while (!this.stopped) {
				Collections.shuffle(order);
				try {
					assertThat(sum.get(order)).isEqualTo(this.expected);
					this.sums.incrementAndGet();
				}
				catch (ConfigConflictException ex) {
					assertThat(ex.isRetrySafe()).isTrue();
				}
			}
		}
		catch (Throwable ex) {
			this.failure = ex;
		}
	}

	private int together(List<String> order) {
		return this.files.readAll(order).values().stream().mapToInt((file) -> file.getInt("limit")).sum();
	}

	private int oneByOne(List<String> order) {
		try (ConfigTransaction transaction = this.files.begin(ConfigTransactionOptions.DEFAULT.asReadOnly())) {
			int sum = order.stream().mapToInt((name) -> transaction.get(name).getInt("limit")).sum();
			transaction.commit();
			return sum;
		}
	}

	/** How often the sum was right. */
	long sums() {
		return this.sums.get();
	}

	@Override
	public void close() throws InterruptedException {
		this.stopped = true;
		for (Thread thread : this.threads) {
			thread.join();
		}
		this.files.close();
		if (this.failure != null) {
			throw new AssertionError("Not one consistent state", this.failure);
		}
	}

}
